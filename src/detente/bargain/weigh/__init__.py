"""Worths asked for, question by question: points, swing weights, pairwise comparisons, or only an order."""
