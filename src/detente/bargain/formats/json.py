"""JSON without surprises: every number exact, no key twice, and nothing that is not finite."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, NoReturn

from detente.deal.phrases import kind_of
from detente.errors import CannotRead
from detente.text.problem import quoted
from detente.text.source import Source


def parse_json(source: Source) -> Any:
    """The value of a text, with numbers as Decimal.

    Raises:
        CannotRead: it is not JSON, has a key twice in one object, or nests too deep.
    """
    try:
        return json.loads(
            source.text,
            object_pairs_hook=_object,
            parse_constant=_constant,
            parse_float=Decimal,
            parse_int=Decimal,
        )
    except json.JSONDecodeError as error:
        raise CannotRead(
            f"`{source.name}` is not JSON: {error.msg[0].lower()}{error.msg[1:]}.",
            file=source.name,
            line=error.lineno,
            column=error.colno,
        ) from None
    except _Refused as refused:
        raise CannotRead(f"`{source.name}` {refused}.", file=source.name) from None
    except RecursionError:
        raise CannotRead(f"`{source.name}` has lists or objects inside too many others.") from None
    except (ValueError, ArithmeticError):  # a number that no Decimal holds
        raise CannotRead(f"`{source.name}` has a number that is too long to be read.") from None


def kind(value: Any) -> str:
    """What a value of JSON is, in words."""
    return "a number" if isinstance(value, Decimal) else kind_of(value)


class _Refused(Exception):  # noqa: N818 -- it becomes a sentence at once
    pass


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, value in pairs:
        if key in made:
            raise _Refused(f"has the key {quoted(key)} twice in one object")
        made[key] = value
    return made


def _constant(written: str) -> NoReturn:
    raise _Refused(f"holds `{written}`, which is no number")
