"""The head of the page: what the deal is, three lines in short, and who has which part in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from detente.check.saying import counted
from detente.deal.model import ROLES, Statement
from detente.report.content import Heading, Item, Items, Line, Paragraph, Section, line, section, table
from detente.report.course import circles_in_words
from detente.report.coverage import demands_in_words
from detente.report.duties import gaps_in_words
from detente.report.findings import findings_in_words
from detente.report.points import points_in_words
from detente.report.readings import words_in_words
from detente.report.stages import stages_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.model import Actor, Deal
    from detente.desk.review import Review
    from detente.report.content import Block, Cell

WHO: Final = "Who takes part"
_ROLE: Final = {
    "parties": "party",
    "mediators": "mediator",
    "guarantors": "guarantor",
    "verifiers": "verifier",
    "intermediaries": "intermediary",
    "others": "other",
}


def title_of(deal: Deal) -> str:
    """The title of the deal, or the name of its folder."""
    return deal.frame.title if isinstance(deal.frame.title, str) else deal.name


def heading_section(review: Review) -> Section:
    """Kind and status, what the deal is, and three lines in short."""
    return section("", _blocks(review))


def _blocks(review: Review) -> Iterator[Block]:
    deal, frame = review.deal, review.deal.frame
    facts = [("kind", frame.kind), ("status", frame.status), ("day zero", frame.day_zero)]
    yield Paragraph(" · ".join(line(value, before=f"{name}:").text for name, value in facts), "faint")
    if isinstance(frame.about, str):
        yield Paragraph(frame.about)
    yield from _private(deal)
    yield Heading("In short")
    duties, tables = gaps_in_words(review.tables.duties), review.tables
    course = [stages_in_words(deal), circles_in_words(tables.moves.cycles)]
    yield Items(
        (
            Item(demands_in_words(deal, review.coverage), mark="Demands."),
            Item(f"{words_in_words(tables.terms)} {duties}", mark="Words and duties."),
            Item(
                " ".join(
                    filter(None, [*course, findings_in_words(review.check), points_in_words(review.points)])
                ),
                mark="Course and findings.",
            ),
        )
    )


def _private(deal: Deal) -> Iterator[Block]:
    """What is said in confidence is shown here, so the page must not be passed on unseen."""
    said: list[Statement] = [*deal.demands.values(), *deal.readings, *deal.concessions, *deal.claims]
    sealed = sum(statement.label in (None, "sealed") for statement in said)
    if sealed:
        number = counted(sealed, "statement")
        yield Paragraph(
            f"This page holds {number} labelled `sealed`, or without a label: do not pass it on as it stands.",
            "strong",
        )


def who_section(deal: Deal) -> Section:
    """Everybody with a role, in the order of the file; one actor may hold several."""
    return section(
        WHO, [table(("who", "part", "accepted", "asked for by"), _actors(deal)), *_silent_roles(deal)]
    )


def _actors(deal: Deal) -> Iterator[list[Cell]]:
    for label in deal.actors:
        held = {role: getattr(deal, role)[label] for role in ROLES if label in getattr(deal, role)}
        yield [
            (Line(_named(deal, label), "strong"),),
            tuple(Line(_ROLE[role]) for role in held),
            tuple(_accepted(role, actor) for role, actor in held.items()),
            tuple(_asked(deal, actor) for actor in held.values()),
        ]


def _named(deal: Deal, label: str) -> str:
    """The name, with the id where that is another word."""
    name = deal.call(label)
    return name if name.casefold() == label.casefold() else f"{name} ({label})"


def _accepted(role: str, actor: Actor) -> Line:
    """Parties accept by signing, mediators by mediating; the others are asked."""
    if isinstance(actor.accepted, bool):
        return Line("yes" if actor.accepted else "no", "plain" if actor.accepted else "missing")
    if role in ("guarantors", "verifiers", "intermediaries") or actor.accepted is not None:
        return line(actor.accepted)
    return Line("")


def _asked(deal: Deal, actor: Actor) -> Line:
    return Line(deal.call_all(actor.asked_for_by) if isinstance(actor.asked_for_by, tuple) else "")


def _silent_roles(deal: Deal) -> Iterator[Block]:
    silent = [role for role in ROLES if role in deal.silences]
    if silent:
        yield Paragraph(f"The text was looked at and names no {' and no '.join(silent)}.", "silent")
    if isinstance(deal.frame.signs, tuple):
        yield Paragraph(f"To sign: {deal.call_all(deal.frame.signs)}.")
