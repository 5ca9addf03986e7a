"""The elements that are expected in a deal of each kind, as data: one file a kind, each element with its source."""

from detente.check.templates.elements import Element, Template, kinds, template

__all__ = ["Element", "Template", "kinds", "template"]
