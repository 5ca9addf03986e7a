"""The solution points of bargaining, each with the formula that makes it."""

from detente.bargain.solutions.points import Solutions, solutions_of

__all__ = ["Solutions", "solutions_of"]
