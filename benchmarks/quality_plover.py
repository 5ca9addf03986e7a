"""Who demands, refuses and agrees in sentences of news, by the records of PLOVER; a part of ``read_quality.py``.

Open Event Data Alliance, PLOVER gold standard records (https://github.com/openeventdata/PLOVER, folder
``gold_standard_records``; CC BY-SA 4.0). Nothing of them is kept here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from quality_counts import HALVES, Cell, Share, Table, Words, common, f1_of, share_of

from detente.read.claims.claims import claims_of
from detente.read.document import LIMITS
from detente.read.intake.take import document_of
from detente.read.proposals import Proposal

FILE: Final = Path("plover/plover_gsr_cameo.txt")
WHERE: Final = (
    "PLOVER: https://github.com/openeventdata/PLOVER, gold_standard_records/PLOVER_GSR_CAMEO.txt, to lie at "
    f"FOLDER/{FILE}"
)
KINDS: Final = {
    "DEMAND": frozenset(("demand", "guarantee")),
    "REJECT": frozenset(("refusal",)),
    "AGREE": frozenset(("concession",)),
    "CONCEDE": frozenset(("concession",)),
}
"""Which of our kinds stands for which event; the other events have none."""
ACTS: Final = frozenset(kind for kinds in KINDS.values() for kind in kinds)
_TAG: Final = re.compile(r"\((SRC/TAR|TAR/LOC|SRC|TAR|EVT|LOC):\s*")
_NUMBER: Final = re.compile(r"-(\d+)$")


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """A sentence, its event, the places of its sources, and what was proposed."""

    half: str
    event: str
    words: Words
    sources: tuple[range, ...]
    proposals: tuple[Proposal, ...]

    def speakers(self, kinds: frozenset[str] | None = None) -> set[range]:
        """The places of the speakers of the proposals of some kinds, or of all."""
        return {
            self.words.within(made.speaker.start, made.speaker.end)
            for made in self.proposals
            if made.speaker is not None and (kinds is None or made.kind in kinds)
        }

    def hits(self, place: range) -> bool:
        """Whether a place shares a word with a source."""
        return any(common(place, source) for source in self.sources)


def records(folder: Path, pipeline: str | None) -> list[Record]:
    """Read every sentence; the markup with its marks taken out is the text, so that its places hold."""
    data = json.loads((folder / FILE).read_text(encoding="utf-8"), strict=False)
    return [made for one in data if (made := _record(one, pipeline)) is not None]


def _record(one: dict[str, Any], pipeline: str | None) -> Record | None:
    info, number = one.get("textInfo"), _NUMBER.search(one["id"])
    if not isinstance(info, dict) or number is None:
        return None
    text, tagged = unmarked(info["markup"])
    words = Words(text)
    document = document_of(text.encode(), one["id"], "txt", limits=LIMITS)
    if document.text != text:
        raise SystemExit(f"{one['id']}: the text that was read is not the text that is marked up")
    proposals, _ = claims_of(document, pipeline=pipeline)
    sources = tuple(words.within(start, end) for tag, start, end in tagged if tag.startswith("SRC"))
    half = HALVES[int(number[1]) % 2 == 0]
    return Record(half, one["event"], words, sources, tuple(proposals))


def unmarked(markup: str) -> tuple[str, list[tuple[str, int, int]]]:
    """A marked up sentence without its marks, and what was marked where; marks may lie in each other."""
    made: list[str] = []
    tagged: list[tuple[str, int, int]] = []
    open_marks: list[tuple[str, int]] = []
    at = size = 0
    while at < len(markup):
        tag = _TAG.match(markup, at)
        if tag is not None:
            open_marks.append((tag[1], size))
            at = tag.end()
            continue
        character, at = markup[at], at + 1
        if character == ")" and open_marks and open_marks[-1][0]:
            name, start = open_marks.pop()
            tagged.append((name, start, size))
            continue
        if character == "(":
            open_marks.append(("", size))
        elif character == ")" and open_marks:
            open_marks.pop()
        made.append(character)
        size += 1
    return "".join(made), tagged


def tables(read: Sequence[Record], reader: str) -> list[Table]:
    """Sources and kinds, in each half."""
    return [sources(read, reader), kinds(read, reader)]


def sources(read: Sequence[Record], reader: str) -> Table:
    """Whether the speaker is the marked source."""
    rows: list[tuple[Cell, ...]] = []
    for half in HALVES:
        known = [one for one in read if one.half == half and one.event in KINDS]
        for title, kinds in (("acts", ACTS), ("any kind", None)):
            precision, recall = _sources(known, kinds)
            rows.append((f"speakers of {title}, {half}", precision, recall, f1_of(precision, recall)))
        every = [one for one in read if one.half == half]
        rows.append((f"speakers of acts, all events, {half}", _sources(every, ACTS)[0], "-", "-"))
    return Table(
        f"PLOVER: the source, {reader}",
        ("what, half", "precision", "recall", "F1"),
        tuple(rows),
        (
            f"Records with odd numbers are tuning, even ones held-out. Of the events {', '.join(KINDS)}: a "
            "speaker is right if it shares a word with the words marked as source. Acts are demands, refusals "
            "and concessions; in sentences that end in “officials said” the speaker of the whole is somebody "
            "else, and is no error, so that precision of any kind says little.",
        ),
    )


def _sources(read: Sequence[Record], kinds: frozenset[str] | None) -> tuple[Share, Share]:
    precision = share_of(one.hits(place) for one in read for place in sorted(one.speakers(kinds), key=_place))
    recall = share_of(
        any(common(place, source) for place in one.speakers(kinds)) for one in read for source in one.sources
    )
    return precision, recall


def _place(place: range) -> tuple[int, int]:
    return place.start, place.stop


def kinds(read: Sequence[Record], reader: str) -> Table:
    """Whether the event is found as the kind that stands for it."""
    rows: list[tuple[str, Share, Share]] = []
    for half in HALVES:
        of_half = [one for one in read if one.half == half]
        for event, kinds in KINDS.items():
            known = [one for one in of_half if one.event == event]
            found = share_of(any(made.kind in kinds for made in one.proposals) for one in known)
            rows.append((f"{event}, {half}", found, share_of(_with_source(known, kinds))))
        for kind in ("demand", "refusal", "concession"):
            given = [
                kind in KINDS.get(one.event, frozenset())
                for one in of_half
                if any(made.kind == kind for made in one.proposals)
            ]
            rows.append(
                (f"sentences with a {kind}: event of that kind, {half}", share_of(given), share_of([]))
            )
    names = "; ".join(f"{event} as {' or '.join(sorted(kinds))}" for event, kinds in KINDS.items())
    return Table(
        f"PLOVER: the kind, {reader}",
        ("what, half", "share", "with the right source"),
        tuple(rows),
        (f"{names}. The other events have no kind of ours, and a demand in one of them may still be one.",),
    )


def _with_source(known: Sequence[Record], kinds: frozenset[str]) -> Iterator[bool]:
    for one in known:
        yield any(one.hits(place) for place in one.speakers(kinds))
