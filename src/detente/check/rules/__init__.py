"""check/rules."""
