"""Which expected elements a deal plainly shows by its own keys, without being asked.

The sets name elements of the templates. What needs a reader's judgement (a list of forbidden acts, access for relief)
is in none of them: there the deal file says where it is, under `elements` or with `answers` on an obligation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.deal.model import Gate, Languages
from detente.deal.phrases import When

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.model import Deal, Obligation

CHECKING = {"monitoring", "verification", "certificate"}
DISPUTES = {"dispute-channel", "dispute-expert", "grievance-channel", "commission"}
ENDING = {"ending", "withdrawal"}
LENGTH = {"duration", "term", "period"}


def shown(deal: Deal) -> set[str]:
    """The elements that the deal shows: at the top of the file, in its sections, or by keys of its obligations."""
    found = set(_at_the_top(deal)) | set(_in_sections(deal))
    for owed in deal.obligations.values():
        found.update(_by_duty(owed))
        found.update(owed.answers or ())
    return found


def silent(deal: Deal) -> set[str]:
    """The elements that the file says the text does not state, by way of another key."""
    frame = deal.frame
    keys = (
        (DISPUTES, frame.disputes),
        (LENGTH, frame.lasts),
        ({"entry-into-force"}, frame.day_zero),
        ({"languages"}, frame.languages),
    )
    found = {label for labels, value in keys if value is not None and not value for label in labels}
    sections = (
        ("exits", ENDING),
        ("verifiers", CHECKING),
        ("intermediaries", {"intermediary"}),
        ("annexes", {"lists"}),
    )
    return found.union(*(labels for section, labels in sections if section in deal.silences))


def _at_the_top(deal: Deal) -> Iterator[str]:
    frame = deal.frame
    if frame.disputes:
        yield from DISPUTES
    if frame.ends or frame.lasts:
        yield from LENGTH
    if frame.ends or frame.if_breached:
        yield "ending"
    if frame.if_breached:
        yield "remedy"
    if isinstance(frame.day_zero, When) and frame.day_zero.kind != "words":
        yield "entry-into-force"
    if isinstance(frame.languages, Languages) and (
        frame.languages.prevails or len(_texts(frame.languages)) == 1
    ):
        yield "languages"
    if deal.parties and frame.signs:
        yield "parties"


def _texts(languages: Languages) -> tuple[str, ...]:
    return languages.texts if isinstance(languages.texts, tuple) else ()


def _in_sections(deal: Deal) -> Iterator[str]:
    if deal.exits:
        yield from ENDING
    if deal.verifiers:
        yield from CHECKING
    if deal.intermediaries:
        yield "intermediary"
    if any(annex.file for annex in deal.annexes.values()):
        yield "lists"
    gates = [stage.opens for stage in deal.stages.values() if isinstance(stage.opens, Gate)]
    if any(gate.by for gate in gates):
        yield "long-stop"
    if any(gate.when for gate in gates):
        yield "order"


def _by_duty(owed: Obligation) -> Iterator[str]:
    """What the keys of one obligation show."""
    if owed.by:
        yield "scope"
    if owed.by and owed.to and owed.does:
        yield "duties"
    if owed.verified_by:
        yield from CHECKING
    if owed.after or owed.while_ or owed.against or owed.together or owed.parts:
        yield "order"
    if owed.if_missed:
        yield "remedy"
    if owed.of_which:
        yield "categories"
    if owed.is_standing:
        yield from _by_standing_duty(owed)
    if owed.amount:
        yield from _by_amount(owed)


def _by_standing_duty(owed: Obligation) -> Iterator[str]:
    if owed.from_:
        yield "timing"
    if owed.until:
        yield from LENGTH


def _by_amount(owed: Obligation) -> Iterator[str]:
    yield from ("limits", "resources")
    if owed.after or owed.due:
        yield "payment"
    if owed.starting_count:
        yield "baseline"
