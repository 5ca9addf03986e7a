"""Decisions kept beside a deal, as JSON: on the terminal and on the page alike."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from detente.errors import CannotRead
from detente.read.draft.decisions import STATES, Decision

FORMAT: Final = 1
_LONGEST: Final = 20_000  # characters of a field or note that somebody wrote


@dataclass(frozen=True, slots=True)
class Kept:
    """What was decided, by the key of each proposal (`detente.read.draft.decisions.key_of`).

    Attributes:
        decisions: by key.
        documents: sha256 of the documents that they are about, with the name of each.
        written: sha256 of each file of the deal as it was last written from them, by its path in the folder.
    """

    decisions: Mapping[str, Decision] = field(default_factory=dict)
    documents: Mapping[str, str] = field(default_factory=dict)
    written: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> str:
        """The text of the file that keeps it."""
        made = {
            "reading": FORMAT,
            "documents": dict(self.documents),
            "written": dict(self.written),
            "decisions": {key: one.as_dict() for key, one in self.decisions.items()},
        }
        return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def kept_from(text: str, file: str) -> Kept:
    """Read what `Kept.to_json`, or the page, wrote.

    Raises:
        CannotRead: it is something else, or damaged.
    """
    try:
        data = json.loads(text)
        if data["reading"] != FORMAT:
            raise ValueError
        decisions = {_text(key): _decision(one) for key, one in data["decisions"].items()}
        return Kept(decisions, _names(data.get("documents", {})), _names(data.get("written", {})))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise CannotRead(
            "The decisions kept there cannot be read.", help="move the file away to begin anew", file=file
        ) from None


def merged(one: Kept, more: Kept) -> Kept:
    """Two sittings as one; where both decided, the later one (`more`) stands. An undecided one undoes nothing."""
    later = {key: new for key, new in more.decisions.items() if new.state != "undecided"}
    return Kept({**one.decisions, **later}, {**one.documents, **more.documents}, one.written)


def counts(decisions: Iterable[Decision]) -> dict[str, int]:
    """How many there are of each state, in the order of `STATES`."""
    states = [one.state for one in decisions]
    return {state: states.count(state) for state in STATES}


def _decision(one: Any) -> Decision:
    state = _text(one["state"])
    if state not in STATES:
        raise ValueError
    return Decision(
        state,
        _names(one.get("fields", {})),
        _text(one.get("by", "")),
        _text(one.get("note", "")),
    )


def _names(value: Any) -> dict[str, str]:
    return {_text(name): _text(said) for name, said in value.items()}


def _text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise TypeError
    return value
