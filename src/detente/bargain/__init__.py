"""Bargain: better packages for everybody at the table."""
