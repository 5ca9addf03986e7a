"""Places that a document leaves open."""

from __future__ import annotations

import pytest

from detente.read.clauses.placeholders import placeholders_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("within [28][42] days", ["[28][42]"]),
        ("within [30] days", ["[30]"]),
        ("within [●] days", ["[●]"]),
        ("within ● days", ["●"]),
        ("within [ ] days", ["[ ]"]),
        ("on [date] at noon", ["[date]"]),
        ("the sum is TBD.", ["TBD"]),
        ("a sum to be agreed", ["to be agreed"]),
        ("a sum [to be\nagreed]", ["[to be\nagreed]"]),
        ("pay ____ now", ["____"]),
        ("[Northland shall] [Southland may] go", ["[Northland shall] [Southland may]"]),
        ("- [ ] not done", []),
        ("as they said[3] and wrote.[12] So", []),
        ("see [the map](map.pdf)", []),
        ("they [sic] went", []),
        ("a sum to be agreed by the Parties", []),
    ],
)
def test_open_places(text: str, expected: list[str]) -> None:
    found = placeholders_of(text)
    assert [one.words for one in found] == expected
    assert all(text[one.start : one.end] == one.words for one in found)
