"""The first deal folder: proposals to files, every line with the words that it came from."""
