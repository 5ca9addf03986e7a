"""Answers kept between two sittings: as JSON, and fitted to a deal that has changed in the meantime."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from detente.bargain.weigh.interview import Kept
from detente.bargain.weigh.table import Table
from detente.errors import CannotRead

FORMAT: Final = 1
_ABOUT_ISSUES: Final = ("points", "swing", "pair", "most")  # these stay when the options of an issue change
_IN_WORDS: Final = {
    "points": "the points of",
    "swing": "how much counts",
    "worst": "the worst option of",
    "best": "the best option of",
    "share": "how far along is",
    "pair": "the comparison of",
    "order": "the order of",
    "most": "which issue matters most",
    "never": "what is never accepted",
    "no deal": "what no deal is worth",
    "judged by": "whose judgement it is",
    "on": "the day",
}


@dataclass(frozen=True, slots=True)
class Sitting:
    """Where an interview stands: its method and party, the issues that it was about, and the answers."""

    method: str
    party: str
    issues: Mapping[str, tuple[str, ...]]
    answers: tuple[Kept, ...]

    def to_json(self) -> str:
        """The text of the file that keeps it."""
        data = {
            "weigh": FORMAT,
            "method": self.method,
            "party": self.party,
            "issues": {issue: list(options) for issue, options in self.issues.items()},
            "answers": [[list(one.key), one.time, one.text, one.fleeting] for one in self.answers],
        }
        return json.dumps(data, ensure_ascii=True, indent=1) + "\n"


def read_sitting(text: str, file: str) -> Sitting:
    """Read what `Sitting.to_json` wrote.

    Raises:
        CannotRead: it is something else, or damaged.
    """
    try:
        data = json.loads(text)
        if data["weigh"] != FORMAT:
            raise ValueError
        return Sitting(
            method=_text(data["method"]),
            party=_text(data["party"]),
            issues={_text(issue): tuple(map(_text, options)) for issue, options in data["issues"].items()},
            answers=tuple(
                Kept(tuple(map(_text, key)), int(time), _text(said), bool(fleeting))
                for key, time, said, fleeting in data["answers"]
            ),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise CannotRead(
            "The answers kept there cannot be read.",
            help="move the file away, or begin anew with --fresh",
            file=file,
        ) from None


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


@dataclass(frozen=True, slots=True)
class Fitted:
    """The answers that still fit a deal; what changed in the deal, and what was left out, each in words."""

    answers: tuple[Kept, ...]
    changes: tuple[str, ...]
    left_out: tuple[str, ...]


def fitted(sitting: Sitting, table: Table) -> Fitted:
    """Keep the answers that still fit.

    Where issues or options are others than before: of each question its last answer, without those that looked back at
    others, and without those about the options of an issue whose options changed.
    """
    changes = _changes(sitting.issues, table.issues)
    if not changes:
        return Fitted(sitting.answers, (), ())
    last = {one.key: one for one in sitting.answers if not one.fleeting}
    kept, left_out = [], []
    for key, one in last.items():
        if all(_stays(key, label) for label in changes):
            kept.append(Kept(key, 0, one.text))
        else:
            left_out.append(in_words(key))
    return Fitted(tuple(kept), tuple(changes.values()), tuple(left_out))


def _changes(before: Mapping[str, Sequence[str]], now: Mapping[str, Sequence[str]]) -> dict[str, str]:
    found = {}
    for issue in [*before, *(issue for issue in now if issue not in before)]:
        if issue not in now:
            found[issue] = f"`{issue}` is no longer there"
        elif issue not in before:
            found[issue] = f"`{issue}` is new"
        elif set(before[issue]) != set(now[issue]):
            found[issue] = f"the options of `{issue}` are others"
    return found


def _stays(key: tuple[str, ...], issue: str) -> bool:
    """Whether an answer says something that does not hang on the options of an issue."""
    if key[0] == "no deal":
        return False  # a package, or points on a scale whose ends may have moved
    if key[0] in _ABOUT_ISSUES and key[1:2] != ("option",):
        return True  # where the issue is gone, nobody asks for it again
    return issue not in key[1:]


def in_words(key: tuple[str, ...]) -> str:
    """What a question was about: `the points of port`."""
    labels = " and ".join(f"`{label}`" for label in key[-2:] if label not in ("", key[0]))
    if key[0] in ("share",):
        labels = f"`{key[1]}: {key[2]}`"
    elif len(key) == 1:
        labels = "the issues" if key[0] == "order" else ""
    return f"{_IN_WORDS.get(key[0], key[0])} {labels}".strip()
