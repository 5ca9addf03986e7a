"""How many packages would be accepted, against thresholds, vetoes and a quorum, and whose consent is the narrow one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.report.bargain_saying import between, count, counted, headed, names_in_words, number
from detente.report.content import Paragraph, section, table, words
from detente.report.saying import percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.bargain.answer import Bargain
    from detente.report.content import Block, Cell, Section


def acceptable_section(found: Bargain) -> Section:
    """The counts, and a row for each party."""
    return section("Acceptable packages", _blocks(found))


def _blocks(found: Bargain) -> Iterator[Block]:
    passing = found.acceptable
    if not any(worth is not None for worth in passing.at_least.values()):
        yield Paragraph(
            "No party has a worth without a deal or a threshold, so every package that no statement leaves out counts "
            "as acceptable. Thresholds are given with `--at-least PARTY=N`."
        )
        return
    yield Paragraph(f"{_rule(found)} {_how_many(found)}")
    heads = ("party (unit)", "accepts from", "accepts alone", "more would pass without its threshold")
    yield table(heads, (_row(found, party) for party in found.domain.parties), dense=True)
    yield Paragraph(passing.method, "faint")


def _rule(found: Bargain) -> str:
    """What has to be so for a package to pass."""
    passing, domain = found.acceptable, found.domain
    everybody = len(domain.parties)
    if passing.quorum == everybody:
        return "A package passes if every party accepts it."
    must = f", {names_in_words(domain, passing.vetoes)} among them" if passing.vetoes else ""
    return f"A package passes if at least {passing.quorum} of {everybody} parties accept it{must}."


def _how_many(found: Bargain) -> str:
    passing = found.acceptable
    of = "" if passing.packages is None else f" of {counted(passing.packages, 'package')}"
    left = " that no statement leaves out" if found.domain.excluded else ""
    if passing.count is not None:
        share = f" ({percent(passing.count / passing.packages)})" if passing.packages else ""
        return f"{count(passing.count)}{of}{left} {'passes' if passing.count == 1 else 'pass'}{share}."
    low_to_high = between(passing.low, passing.high, "package" if passing.packages is None else "")
    return (
        f"{low_to_high}{of}{left} pass: estimated at 95 % confidence from "
        f"{counted(passing.samples or 0, 'sample')}, seed {passing.seed}."
    )


def _row(found: Bargain, party: str) -> list[Cell]:
    passing = found.acceptable
    least, alone, more = passing.at_least[party], passing.alone[party], passing.blocks[party]
    name = headed(found.domain, party) + (", veto" if party in passing.vetoes else "")
    share = f" ({percent(alone / passing.packages)})" if alone is not None and passing.packages else ""
    return [
        words(name),
        words("any" if least is None else number(least)),
        words("not counted" if alone is None else f"{count(alone)}{share}"),
        words("not counted" if more is None else count(more)),
    ]
