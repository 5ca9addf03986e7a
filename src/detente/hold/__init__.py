"""Hold: at which point would a party gain by stopping, and the smallest change that makes the deal hold."""
