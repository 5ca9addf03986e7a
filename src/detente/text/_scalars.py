"""What an unquoted word is under the YAML 1.2 core schema: nothing, yes or no, a number, or text."""

from __future__ import annotations

import math

from yamlcore import CCoreLoader  # type: ignore[import-untyped]  # it carries no types

Scalar = str | int | float | bool | None

_TAG = "tag:yaml.org,2002:"
_RESOLVERS = CCoreLoader.yaml_implicit_resolvers
_BASES = {"0o": 8, "0x": 16}


class NotANumber(Exception):  # noqa: N818 -- it is caught two lines further on and never shown
    """Text in the form of a number that cannot be computed with: infinite, undefined or too long."""


def resolve(text: str) -> Scalar:
    """Return the value of an unquoted scalar.

    Raises:
        NotANumber: it has the form of a number, and no finite number can be made of it.
    """
    if not text:
        return None
    for tag, pattern in _RESOLVERS.get(text[0], ()):
        if pattern.match(text):
            return _made(tag.removeprefix(_TAG), text)
    return text


def _made(kind: str, text: str) -> Scalar:
    if kind == "bool":
        return text.lower() == "true"
    if kind == "int":
        return _integer(text)
    if kind == "float":
        return _float(text)
    return None


def _integer(text: str) -> int:
    try:
        return int(text, _BASES.get(text[:2], 10))
    except ValueError:  # Python refuses more than 4,300 digits, since reading them takes quadratic time
        raise NotANumber from None


def _float(text: str) -> float:
    try:
        number = float(text)
    except ValueError:  # .inf and .nan, as YAML writes them
        raise NotANumber from None
    if not math.isfinite(number):
        raise NotANumber
    return number
