"""The rules that look at what a deal leaves its parties to gain by stopping, one file each."""
