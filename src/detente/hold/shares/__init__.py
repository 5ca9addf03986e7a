"""Uncertain values: shares of valuations, rankings, which value decides."""
