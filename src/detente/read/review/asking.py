"""What is asked of one proposal, and what an answer means."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from detente.deal.phrases import Amiss
from detente.read.draft.decisions import UNDECIDED, Decision
from detente.read.verify import verify
from detente.read.verify.claimed import MOST_FIELD, Claimed

if TYPE_CHECKING:
    from detente.read.proposals import Proposal, Read

HELP: Final = (
    "`accept` (a): it says this. `reject` (r), with a reason if you like: `reject: it is a heading`. `skip` (s): "
    "later. `edit FIELD = words` (e): accept it with other words of the document, such as `edit due = within 14 "
    "days`; `edit FIELD =` empties a field. `own FIELD = words`: accept it with words of your own, and it says so."
)
REVIEWED: Final = (
    *("obligation", "prohibition", "power", "stage", "guarantee", "definition", "party"),
    *("claim", "demand", "refusal", "concession", "reading", "precedent"),
)
"""The kinds that are asked about: they become entries. Headings, references and open places become none."""
_AROUND: Final = 160  # characters before and after a quotation that are shown
_EDIT: Final = re.compile(r"(e|edit|own)\s+([^=]{1,60}?)\s*=\s*(.*)", re.DOTALL | re.IGNORECASE)
_REJECT: Final = re.compile(r"(?:r|reject)\s*(?::\s*(.*))?", re.DOTALL | re.IGNORECASE)
_DUTY: Final = (
    *("by", "modal", "not", "does", "to", "amount", "due", "from", "until", "every", "after", "if"),
    *("verified by", "through", "if missed"),
)
_SAID: Final = ("says", "to", "date")
_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "obligation": _DUTY,
    "prohibition": _DUTY,
    "power": ("by", "does", "to", "notice", "after", "if"),
    "stage": ("stage", "for", "due", "after", "until"),
    "guarantee": ("by", "does", "to", "amount", "until", "security", "if"),
    "definition": ("term", "meaning"),
    "precedent": ("precedent", "agreed", "done", "date"),
    "demand": ("wants", "firmness", "to", "date"),
    "reading": ("term", "says", "date"),
}
"""What a proposal of a kind may have, whether or not the reader found it. Of a name nothing is changed but whether
it stands."""


def question(read: Read, proposal: Proposal, decision: Decision) -> list[str]:
    """The lines that ask about a proposal: its words in their place, and what is proposed of them.

    Args:
        read: what was read in the document.
        proposal: the proposal.
        decision: what was decided of it before.
    """
    text = read.document.text
    before = " ".join(text[max(0, proposal.start - _AROUND) : proposal.start].split())
    after = " ".join(text[proposal.end : proposal.end + _AROUND].split())
    where = f"clause {proposal.clause}, " if proposal.clause else ""
    lines = [f"{proposal.kind.capitalize()} in {read.document.file}, {where}at {proposal.start}:"]
    lines.append(f"  … {before} [[ {' '.join(proposal.quote.split())} ]] {after} …")
    if proposal.form != "none" or proposal.speaker is not None:
        who = "nobody certain" if proposal.speaker is None else proposal.speaker.words
        lines.append(f"  said by: {' '.join(who.split())} ({proposal.speaker_class}, {proposal.form})")
    fields = fields_of(proposal, decision)
    lines += [f"  {name}: {' '.join(words.split())}" for name, words in fields.items()]
    lines += [f"  look at: {doubt}" for doubt in proposal.doubts]
    if decision.state != "undecided":
        lines.append(f"  decided before: {decision.state}{f' ({decision.note})' if decision.note else ''}")
    return lines


def fields_of(proposal: Proposal, decision: Decision) -> dict[str, str]:
    """The fields as they stand after a decision."""
    fields = {name: found.words for name, found in proposal.fields.items()}
    if decision.state == "edited":
        fields |= decision.fields
    return {name: words for name, words in fields.items() if words.strip()}


def answer(text: str, read: Read, proposal: Proposal, before: Decision = UNDECIDED, by: str = "") -> Decision:
    """What an answer means.

    Args:
        text: what was written; see `HELP`.
        read: what was read in the document.
        proposal: what is asked about.
        before: what was decided of it before; edits add up.
        by: who answers.

    Returns:
        The decision; undecided for `skip`.

    Raises:
        Amiss: it is no answer, or its words do not stand in the quotation; the sentence says what to write.
    """
    said = text.strip()
    word = said.casefold()
    if word in ("a", "accept", "y", "yes"):
        return replace(before, by=by) if before.state == "edited" else Decision("accepted", by=by)
    if word in ("s", "skip", ""):
        return before
    rejected = _REJECT.fullmatch(said)
    if rejected:
        return Decision("rejected", by=by, note=_short(rejected[1] or ""))
    edited = _EDIT.fullmatch(said)
    if edited:
        return _edited(edited, read, proposal, before, by)
    raise Amiss("write `accept`, `reject`, `skip`, `edit FIELD = words`, or `?`")


def _edited(found: re.Match[str], read: Read, proposal: Proposal, before: Decision, by: str) -> Decision:
    name, words = found[2].strip(), _short(found[3])
    _refuse_unknown(name, proposal)
    earlier = before if before.state == "edited" else UNDECIDED
    notes = [note for note in earlier.note.split("; ") if note and note != own_words(name)]
    if words and found[1].casefold() == "own":
        notes.append(own_words(name))
    elif words:
        _refuse_what_it_does_not_say(read, proposal, name, words)
    return Decision("edited", {**earlier.fields, name: words}, by, "; ".join(notes))


def _short(words: str) -> str:
    said = " ".join(words.split())
    if len(said) > MOST_FIELD:
        raise Amiss(f"that is too long: {len(said):,} characters, and at most {MOST_FIELD:,} are kept")
    return said


def checked(read: Read, proposal: Proposal, decision: Decision) -> Decision:
    """A decision that came from elsewhere, such as the page: its fields are looked for in the quotation again.

    Raises:
        Amiss: a field says what the quotation does not, and is not marked as own words.
    """
    for name, words in decision.fields.items() if decision.state == "edited" else ():
        _refuse_unknown(name, proposal)
        if words.strip() and own_words(name) not in decision.note:
            _refuse_what_it_does_not_say(read, proposal, name, words)
    return decision


def own_words(name: str) -> str:
    """What a note says of a field that somebody worded himself."""
    return f"`{name}` in own words"


def names_for(proposal: Proposal) -> tuple[str, ...]:
    """The fields that a proposal of its kind may have; none where it can only be accepted or rejected."""
    if proposal.kind == "party":
        return ()
    return tuple(dict.fromkeys([*_FIELDS.get(proposal.kind, _SAID), *proposal.fields]))


def _refuse_unknown(name: str, proposal: Proposal) -> None:
    known = names_for(proposal)
    if not known:
        raise Amiss("a name is accepted or rejected as it is; the deal file can be changed afterwards")
    if name not in known:
        raise Amiss(f"there is no field `{name}` here; there are {', '.join(known)}")


def _refuse_what_it_does_not_say(read: Read, proposal: Proposal, name: str, words: str) -> None:
    claimed = Claimed(
        kind=proposal.kind,
        quote=proposal.quote,
        fields={name: words},
        along=tuple(found.words for found in proposal.along),
        speaker_class=proposal.speaker_class,
        form=proposal.form,
        near=proposal.start,
        within=(proposal.start, proposal.end),
        clause=proposal.clause,
    )
    _, refused = verify(read.document, [claimed])
    if refused:
        why = refused[0].why.rstrip(".")
        raise Amiss(f"{why}. `own {name} = {words}` keeps it as words of your own")
