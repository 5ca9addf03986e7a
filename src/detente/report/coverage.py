"""The section on demands: what each party asked for, and what the text gives it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from detente.check.saying import CONDITION, counted
from detente.deal.coverage import STATUSES
from detente.deal.model import in_words
from detente.deal.phrases import When
from detente.report.content import Heading, Line, Paragraph, Section, line, section, table
from detente.report.saying import few, published, said_by, ticks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from detente.deal.coverage import Coverage
    from detente.deal.model import Deal, Demand
    from detente.report.content import Block, Cell, Table

TITLE: Final = "What each party asked for, and what the text gives it"
_HAS: Final = re.compile(r"`([^`]+)` has (.+)")
_RESTS: Final = re.compile(r"it rests on the term `([^`]+)`, which ")
_OPENS: Final = re.compile(r"stage (\S+) opens")
MEANING: Final = (
    "covered: the text answers it and says by whom, to whom, when and how one sees it. vague: the text answers it, and "
    "one of these is not said, or a word in it is read in more than one way. missing: nothing answers it. crossed: "
    "something in the text contradicts it."
)


def coverage_section(deal: Deal, coverage: Mapping[str, Coverage]) -> Section:
    """Every demand by party, in the order of the file, with what it lacks."""
    return section(TITLE, _blocks(deal, coverage))


def _blocks(deal: Deal, coverage: Mapping[str, Coverage]) -> Iterator[Block]:
    if not coverage:
        yield Paragraph("No demand of any party is recorded.")
        return
    owners = _owners(deal, coverage)
    yield _counts(deal, coverage, owners)
    yield Paragraph(MEANING, "faint")
    for owner in owners:
        yield Heading(deal.call(owner))
        mine = [entry for entry in coverage.values() if entry.by == owner]
        if mine:
            yield _demands(deal, mine)
        else:
            yield Paragraph("No demand is recorded.")
        dropped = [d.id for d in deal.demands.values() if d.by == owner and d.dropped is not None]
        if dropped:
            yield Paragraph(f"Given up, as stated: {ticks(dropped)}.")


def _owners(deal: Deal, coverage: Mapping[str, Coverage]) -> list[str]:
    """Every party, and whoever else has a demand on record."""
    return list(dict.fromkeys([*deal.parties, *(entry.by for entry in coverage.values())]))


def _counts(deal: Deal, coverage: Mapping[str, Coverage], owners: list[str]) -> Table:
    rows = []
    for owner in owners:
        mine = [entry for entry in coverage.values() if entry.by == owner]
        by_status = Counter(entry.status for entry in mine)
        firm = [entry for entry in mine if entry.firmness == CONDITION]
        met = sum(entry.status == "covered" for entry in firm)
        rows.append(
            [
                (Line(deal.call(owner), "strong"),),
                (Line(str(len(mine))),),
                *(
                    (Line(str(by_status[status]), status if by_status[status] else "plain"),)
                    for status in STATUSES
                ),
                (Line(f"{met} of {len(firm)}" if firm else "none so stated"),),
            ]
        )
    return table(("party", "demands", *STATUSES, f"covered of those {CONDITION}"), rows)


def _demands(deal: Deal, entries: list[Coverage]) -> Table:
    return table(
        ("demand", "firmness", "status", "answered by", "what it lacks"),
        (_row(deal, deal.demands[entry.demand], entry) for entry in entries),
    )


def _row(deal: Deal, demand: Demand, entry: Coverage) -> list[Cell]:
    met = [Line(label) for label in entry.met_by] or [Line("nothing", entry.status)]
    lacks = _lacks(entry.lacks) if entry.status != "missing" else ()
    only_if = [Line(_only_if(entry.only_if))] if entry.only_if else []
    return [
        (Line(demand.id, "strong"), line(demand.wants), *_attributed(deal, demand)),
        (line(demand.firmness),),
        (Line(entry.status, entry.status),),
        (*met, *only_if),
        tuple(Line(what) for what in lacks),
    ]


def _only_if(gates: Sequence[str]) -> str:
    """`only if stage two opens`, `only if stages two and three open`."""
    stages = [found[1] for gate in gates if (found := _OPENS.fullmatch(gate))]
    if len(stages) == len(gates) > 1:
        return f"only if stages {in_words(stages)} open"
    return f"only if {in_words(gates)}"


def _lacks(lacks: Iterable[str]) -> list[str]:
    """What is lacking, one line an entry: `pause: no time, no verifier`."""
    by_entry: dict[str, list[str]] = {}
    for what in lacks:
        found = _HAS.match(what)
        by_entry.setdefault(found[1] if found else what, []).extend([found[2]] if found else [])
    return [f"{entry}: {', '.join(whats)}" if whats else _plain(entry) for entry, whats in by_entry.items()]


def _plain(what: str) -> str:
    return _RESTS.sub(r"\1 ", what).replace("`", "")


def _attributed(deal: Deal, demand: Demand) -> Iterator[Line]:
    parts = [said_by(demand).text]
    if isinstance(demand.date, When):
        parts.append(str(demand.date))
    documents = published(deal, demand)
    parts.append(few(documents, joiner="; ") if documents else line(demand.source, before="source").text)
    yield Line(f"said by: {', '.join(parts)}", "faint")


def demands_in_words(deal: Deal, coverage: Mapping[str, Coverage]) -> str:
    """One sentence on all demands together, and on each party's."""
    if not coverage:
        return "No demand of any party is recorded."
    by_status = Counter(entry.status for entry in coverage.values())
    said = ", ".join(f"{by_status[status]} {status}" for status in STATUSES if by_status[status])
    firm = [entry for entry in coverage.values() if entry.firmness == CONDITION]
    unmet = Counter(entry.by for entry in firm if entry.status != "covered")
    sentence = f"Of {counted(len(coverage), 'demand')}: {said}."
    if not firm:
        return sentence
    if not unmet:
        return f"{sentence} All {len(firm)} that were {CONDITION} are covered."
    each = "; ".join(
        f"{deal.call(owner)} {unmet[owner]} of {sum(entry.by == owner for entry in firm)}"
        for owner in _owners(deal, coverage)
        if any(entry.by == owner for entry in firm)
    )
    return f"{sentence} Of those {CONDITION}, not covered: {each}."
