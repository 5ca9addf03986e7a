"""Worths that are ranges or only ranked: one number for each, valuations drawn, and what is true in most of them."""

from detente.bargain.uncertain.drawing import Draws, draws
from detente.bargain.uncertain.nominal import nominal
from detente.bargain.uncertain.shares import shares_of

__all__ = ["Draws", "draws", "nominal", "shares_of"]
