"""Findings as data, the rules that yield them, and the ways to print them."""
