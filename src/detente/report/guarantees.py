"""The section on guarantees: by whom, securing whom, covering what, what act is owed, written and signed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from detente.deal.model import Trigger, in_words
from detente.report.content import Line, Paragraph, Section, line, section, table
from detente.report.saying import who

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.model import Deal, Guarantee
    from detente.report.content import Block, Cell

TITLE: Final = "Guarantees"
_HEADERS: Final = ("guarantee", "by, for whom", "covers", "act owed", "when, until", "on paper")


def guarantees_section(deal: Deal) -> Section:
    """Every guarantee, in the order of the file."""
    return section(TITLE, _blocks(deal))


def _blocks(deal: Deal) -> Iterator[Block]:
    if not deal.guarantees:
        silent = "guarantees" in deal.silences
        yield Paragraph(
            "The text was looked at and states no guarantee." if silent else "No guarantee is filled in.",
            "silent" if silent else "empty",
        )
        return
    yield table(_HEADERS, (_row(deal, guarantee) for guarantee in deal.guarantees.values()))


def _row(deal: Deal, guarantee: Guarantee) -> list[Cell]:
    return [
        tuple(_name(deal, guarantee)),
        tuple(_between(deal, guarantee)),
        (
            line(
                ", ".join(map(str, guarantee.covers))
                if isinstance(guarantee.covers, tuple)
                else guarantee.covers
            ),
        ),
        tuple(_act(deal, guarantee)),
        tuple(_when(guarantee)),
        (_yes("written", guarantee.written), _yes("signed", guarantee.signed)),
    ]


def _name(deal: Deal, guarantee: Guarantee) -> Iterator[Line]:
    clause = guarantee.clause[:1] if isinstance(guarantee.clause, tuple) else ()
    yield Line(" ".join([*clause, guarantee.id]), "strong")
    yield line(guarantee.form, before="form:" if not isinstance(guarantee.form, str) else "")
    if isinstance(guarantee.asked_for_by, tuple):
        yield Line(f"asked for by {deal.call_all(guarantee.asked_for_by)}")


def _between(deal: Deal, guarantee: Guarantee) -> Iterator[Line]:
    yield who(deal, guarantee.by)
    secured = who(deal, guarantee.secures)
    yield Line(
        f"secures {secured.text}" if secured.tone == "plain" else f"secures whom: {secured.text}",
        secured.tone,
    )


def _act(deal: Deal, guarantee: Guarantee) -> Iterator[Line]:
    if guarantee.pays:
        yield Line(f"pays {guarantee.pays}" + (", at each breach" if guarantee.per_breach is True else ""))
    if isinstance(guarantee.does, str):
        yield Line(guarantee.does)
    if not guarantee.pays and not guarantee.does:
        yield line(guarantee.does if guarantee.does is not None else guarantee.pays)
    if isinstance(guarantee.to, tuple):
        yield Line(f"to {deal.call_all(guarantee.to)}")
    if guarantee.released_when is not None:
        yield line(guarantee.released_when, before="released when:")
    if guarantee.disputes is not None:
        yield line(guarantee.disputes, before="disputes:")


def _when(guarantee: Guarantee) -> Iterator[Line]:
    when = guarantee.when
    if isinstance(when, Trigger):
        if isinstance(when.words, str):
            yield Line(when.words)
        if isinstance(when.found_by, tuple):
            yield Line(f"found by {in_words(when.found_by)}")
        elif not isinstance(when.words, str) or when.found_by is not None:
            yield line(when.found_by, before="found by")
        if when.within is not None:
            yield line(when.within, before="within")
    else:
        yield line(when, before="on whose finding:")
    yield line(guarantee.until, before="until")


def _yes(what: str, value: object) -> Line:
    if isinstance(value, bool):
        return Line(what if value else f"not {what}", "plain" if value else "missing")
    return line(value, before=f"{what}:")
