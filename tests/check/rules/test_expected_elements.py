"""Expected elements: at most two findings, and what the deal plainly shows is not asked for."""

from __future__ import annotations

import pytest

from tests.check.rules.looking import looked, messages

HEAD = "detente: 1\nkind: ceasefire\nparties: {north: Northland, south: Southland}\n"


def absent(body: str) -> str:
    return " | ".join(messages("D004", body, HEAD))


def test_one_list_of_what_is_silent_and_one_of_what_is_not_filled_in() -> None:
    silent, empty = looked("D004", "elements: {geography: not stated, separation: not stated}", HEAD)
    assert (
        silent.message
        == "the text does not state 2 elements expected in a deal of kind ceasefire: geography and separation of forces"
    )
    assert empty.message.startswith(
        "12 elements expected in a deal of kind ceasefire are not filled in: scope, "
    )


def test_all_silent_where_the_section_is() -> None:
    [silent] = messages("D004", "elements: not stated", HEAD)
    assert silent.startswith("the text does not state 14 elements")


@pytest.mark.parametrize("said", ["{clause: '3'}", "[pause]", "{not needed: the sea lies between them}"])
def test_an_element_that_is_said_to_be_there_or_not_needed_is_not_asked_for(said: str) -> None:
    body = f"obligations: {{pause: {{by: north}}}}\nelements: {{separation: {said}}}"
    assert "separation" not in absent(body)
    assert "separation" in absent("obligations: {pause: {by: north}}")


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        ("obligations: {pause: {by: north, answers: [geography]}}", "geography"),
        ("obligations: {pause: {by: north}}", "scope"),
        ("obligations: {pause: {by: north, from: D+0}}", "timing"),
        ("obligations: {pause: {by: north, until: for good}}", "duration"),
        ("obligations: {pause: {by: north, verified by: south}}", "monitoring"),
        ("verifiers: {mission: Joint Mission}", "monitoring"),
        ("disputes: {body: a commission}", "dispute channel"),
        ("day zero: 2031-03-03", "entry into force"),
        ("ends: 2031-05-03", "ending"),
        ("if breached: ends the deal", "ending"),
        ("exits: {leave: {by: north}}", "ending"),
    ],
)
def test_what_the_deal_shows_by_its_keys_is_not_asked_for(keys: str, name: str) -> None:
    assert name not in absent(keys)
    assert name in absent("")


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        ("disputes: not stated", "dispute channel"),
        ("exits: not stated", "ending"),
        ("day zero: not stated", "entry into force"),
    ],
)
def test_silence_said_by_another_key_is_silence(keys: str, name: str) -> None:
    [silent, _] = messages("D004", keys, HEAD)
    assert silent.startswith("the text does not state 1 element")
    assert name in silent


def test_not_stated_counts_for_more_than_what_the_keys_show() -> None:
    [silent, _] = messages("D004", "day zero: 2031-03-03\nelements: {entry-into-force: not stated}", HEAD)
    assert "entry into force" in silent


@pytest.mark.parametrize(
    "kind", ["ceasefire", "exchange", "milestone", "earn-out", "strike", "arms control", "other"]
)
def test_every_kind_has_its_elements(kind: str) -> None:
    assert messages("D004", "", f"detente: 1\nkind: {kind}\n")


def test_a_deal_without_a_kind_has_none() -> None:
    assert messages("D004", "", "detente: 1\n") == []
