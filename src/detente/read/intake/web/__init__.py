"""Web pages: parsed without network, walked in order, and cut down to what a person would read."""
