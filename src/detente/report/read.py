"""What was read in a document, as a page: duties, terms, who is named, claims, and what was refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from detente.read.saying import act_of
from detente.report.content import Item, Items, Line, Paragraph, Section, section, table
from detente.report.drawing import markdown_of, text_of

if TYPE_CHECKING:
    from detente.read.proposals import Proposal, Read
    from detente.report.content import Block, Cell

_LONG: Final = 240  # characters of a quotation in a cell
_DUTIES: Final = ("obligation", "prohibition", "power")
_STATED: Final = ("demand", "refusal", "concession", "reading", "precedent", "claim")
_TIMES: Final = ("due", "from", "until", "for", "every")
_BARE: Final = ("due", "for", "if", "after", "verified by")  # their own words say what they are
_CONDITIONS: Final = ("after", "if", "if missed")
PROPOSED: Final = (
    "Everything here is proposed by the reader, with the words that it stands on, and nothing is taken as a fact "
    "before a person accepts it. Numbers before a row are places in the text, in characters from 0."
)
_UNFOUND: Final = "—"


def read_as_text(read: Read, width: int, color: bool = False) -> str:
    """The page in plain text.

    Args:
        read: what was read.
        width: cells of a line; `drawing.NARROWEST` at least.
        color: whether to colour with ANSI codes.
    """
    return text_of(_title(read), sections_of(read), width, color=color)


def read_as_markdown(read: Read) -> str:
    """The page in Markdown (CommonMark with the tables of GFM)."""
    return markdown_of(_title(read), sections_of(read))


def _title(read: Read) -> str:
    return f"What was read in {read.document.file}"


def sections_of(read: Read) -> list[Section]:
    """The sections of the page; one without content is left out."""
    made = [
        Section("", (Paragraph(_about(read)), *_items(read.document.notes))),
        section("In short", _short(read)),
        section("Duties, prohibitions and powers", _duties(read)),
        section(
            "Stages and guarantees", _plain_table(read, ("stage", "guarantee"), ("clause", "kind", "words"))
        ),
        section("Who is named", _plain_table(read, ("party",), ("clause", "as", "words"))),
        section("Terms", _terms(read)),
        section("Claims, each with its speaker", _claims(read)),
        section("Places still open", _plain_table(read, ("placeholder",), ("clause", "kind", "words"))),
        section("Refused", _refused(read)),
        Section("How this page was made", (Paragraph(read.method), Paragraph(PROPOSED))),
    ]
    return [one for one in made if one.blocks]


def _about(read: Read) -> str:
    document = read.document
    said = [f"{len(document.text):,} characters by {document.extractor}", f"sha256 {document.sha256}"]
    if document.reading:
        said.append(f"tracked changes read as {document.reading}")
    return " · ".join(part for part in (document.title, document.publisher, document.date, *said) if part)


def _items(sentences: Iterable[str]) -> tuple[Block, ...]:
    found = tuple(Item(one) for one in sentences)
    return (Items(found),) if found else ()


def _short(read: Read) -> Iterator[Block]:
    counts = Counter(one.kind for one in read.proposals)
    if not counts:
        yield Paragraph("Nothing that could be a clause or a claim was found.")
        return
    said = [
        f"Read as {_as(read)}: {', '.join(f'{number} {_many(kind, number)}' for kind, number in counts.items())}."
    ]
    duties = [one for one in read.proposals if one.kind in ("obligation", "prohibition")]
    if duties:
        without = Counter(name for one in duties for name in _gaps(one))
        if without:
            gaps = ", ".join(f"{name} ({number})" for name, number in without.items())
            said.append(f"Not found in duties and prohibitions: {gaps}.")
    unattributed = sum(one.kind in _STATED and one.speaker is None for one in read.proposals)
    if unattributed:
        said.append(f"Claims without a certain speaker: {unattributed}.")
    if read.refused:
        said.append(f"Refused by the verifier: {len(read.refused)}.")
    left_out = [f"{one[:1].upper()}{one[1:]}." for one in read.parameters.get("left out", ())]
    yield from _items([*said, *left_out])


def _as(read: Read) -> str:
    shape = read.parameters.get("read as", "both")
    return {"agreement": "an agreement", "report": "a report"}.get(shape, "an agreement and a report")


def _many(kind: str, number: int) -> str:
    return kind if number == 1 else {"party": "parties named"}.get(kind, f"{kind}s")


def _gaps(one: Proposal) -> Iterator[str]:
    if "by" not in one.fields:
        yield "by whom"
    if one.kind == "obligation" and not any(name in one.fields for name in _TIMES):
        yield "by when"
    if "verified by" not in one.fields:
        yield "verified by whom"


def _duties(read: Read) -> Iterator[Block]:
    duties = [one for one in read.proposals if one.kind in _DUTIES]
    if duties:
        yield table(("clause", "by, to", "what", "when", "on condition", "verified by"), map(_duty, duties))


def _duty(one: Proposal) -> list[Cell]:
    kind = () if one.kind == "obligation" else (Line(one.kind, "note"),)
    return [
        (Line(one.clause or _UNFOUND, "strong"), Line(f"at {one.start}", "faint")),
        (_field(one, "by"), *_fields(one, ("to", "through"))),
        (
            *kind,
            Line(_said(one)),
            *_fields(one, ("amount",)),
            *(Line(doubt, "faint") for doubt in one.doubts),
        ),
        _some(one, _TIMES),
        tuple(_fields(one, _CONDITIONS)),
        _some(one, ("verified by",)),
    ]


def _said(one: Proposal) -> str:
    """From the word of duty to the act, as the text has it; the whole sentence where no act was found."""
    (start, end), modal, does = act_of(one), one.fields.get("modal"), one.fields.get("does")
    if does is None or modal is None or start == modal.start:
        return _short_of(one.quote[start - one.start : end - one.start])
    parts = [one.words(name) for name in ("modal", "not", "does")]  # the first of them stand before a list
    return _short_of(" ".join(part for part in parts if part))


def _field(one: Proposal, name: str) -> Line:
    words = one.words(name)
    return Line(_short_of(words)) if words else Line(_UNFOUND, "empty")


def _fields(one: Proposal, names: Sequence[str]) -> Iterator[Line]:
    for name in names:
        words = _short_of(one.words(name))
        if words:
            tells = name in _BARE or words.casefold().startswith(f"{name} ")
            yield Line(words if tells else f"{name} {words}")


def _some(one: Proposal, names: Sequence[str]) -> Cell:
    return tuple(_fields(one, names)) or (Line(_UNFOUND, "empty"),)


def _short_of(words: str) -> str:
    said = " ".join(words.split())
    return said if len(said) <= _LONG else f"{said[:_LONG].rstrip()} …"


def _plain_table(read: Read, kinds: Sequence[str], headers: tuple[str, str, str]) -> Iterator[Block]:
    rows = [one for one in read.proposals if one.kind in kinds]
    if rows:
        yield table(headers, (_plain_row(one) for one in rows))


def _plain_row(one: Proposal) -> list[Cell]:
    fields = tuple(Line(f"{name}: {_short_of(found.words)}", "faint") for name, found in one.fields.items())
    return [
        (Line(one.clause or _UNFOUND, "strong"), Line(f"at {one.start}", "faint")),
        (Line(one.words("role") or one.kind),),
        (Line(_short_of(one.quote)), *fields),
    ]


def _terms(read: Read) -> Iterator[Block]:
    rows = [one for one in read.proposals if one.kind == "definition"]
    if rows:
        yield table(("clause", "term", "meaning"), map(_term, rows))


def _term(one: Proposal) -> list[Cell]:
    return [(Line(one.clause or _UNFOUND, "strong"),), (_field(one, "term"),), (_field(one, "meaning"),)]


def _claims(read: Read) -> Iterator[Block]:
    rows = [
        one
        for one in read.proposals
        if one.kind in _STATED or (one.kind == "guarantee" and one.form != "none")
    ]
    if rows:
        yield table(("at", "speaker", "kind", "words"), map(_claim, rows))


def _claim(one: Proposal) -> list[Cell]:
    speaker = Line(one.speaker.words, "strong") if one.speaker is not None else Line("unattributed", "empty")
    beside = [Line(one.speaker_class, "faint")] if one.speaker is not None else []
    words = f'"{_short_of(one.quote)}"' if one.form == "direct" else _short_of(one.quote)
    kept = ("cue", "hedge", "date", "term", "firmness", "to")
    return [
        (Line(str(one.start), "faint"),),
        (speaker, *beside),
        (Line(one.kind), Line("" if one.form == "none" else one.form, "faint")),
        (
            Line(words),
            *(Line(f"{name}: {_short_of(one.words(name))}", "faint") for name in kept if one.words(name)),
            *(Line(doubt, "faint") for doubt in one.doubts),
        ),
    ]


def _refused(read: Read) -> Iterator[Block]:
    if read.refused:
        yield table(
            ("code", "why", "words"),
            ([(Line(one.code),), (Line(one.why),), (Line(_short_of(one.quote)),)] for one in read.refused),
        )
