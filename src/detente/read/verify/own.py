"""What our own readers propose: every part must be an exact slice of the text, in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.deal.model import SPEAKERS
from detente.errors import did_you_mean
from detente.read.proposals import FORMS, KINDS, Found, Proposal, Refusal
from detente.read.verify.borders import cut_plainly

if TYPE_CHECKING:
    from detente.read.verify.paragraphs import Paragraphs
    from detente.read.verify.wording import Difference


def refused(text: str, paragraphs: Paragraphs, proposal: Proposal) -> Refusal | None:
    """Why a proposal of our own is refused, or None."""
    wrong = (
        wrong_names(proposal.kind, proposal.speaker_class, proposal.form, proposal.rank)
        or _wrong_quote(text, proposal)
        or _wrong_parts(text, proposal)
        or _wrong_speaker(text, paragraphs, proposal)
    )
    return None if wrong is None else Refusal(proposal.quote, *wrong)


def wrong_names(kind: str, speaker_class: str, form: str, rank: float) -> Difference | None:
    """What is wrong with the kind, the speaker class, the form of speech or the rank."""
    if kind not in KINDS:
        return "unknown-kind", _unknown("kind", kind, KINDS)
    if speaker_class not in SPEAKERS:
        return "unknown-class", _unknown("class of speakers", speaker_class, SPEAKERS)
    if form not in FORMS:
        return "malformed", _unknown("form of speech", form, FORMS)
    if not 0 <= rank <= 1:
        return "malformed", f"The rank is {rank}, and it is from 0 to 1."
    return None


def _unknown(what: str, asked: str, known: tuple[str, ...]) -> str:
    return " ".join(filter(None, (f"There is no {what} `{asked[:60]}`.", did_you_mean(asked[:60], known))))


def _wrong_quote(text: str, proposal: Proposal) -> Difference | None:
    if not proposal.quote.strip():
        return "empty", "The quote is empty."
    if not _is_slice(text, Found(proposal.quote, proposal.start, proposal.end)):
        return "not-in-text", "The quote is not what stands at its place in the document."
    if cut_plainly(text, proposal.start, proposal.end):
        return "inside-a-word", "The quote begins or ends inside a word or a number."
    return None


def _wrong_parts(text: str, proposal: Proposal) -> Difference | None:
    for found in proposal.along:
        if not _is_slice(text, found):
            return "not-in-text", f"“{found.words}”, on which the quote leans, does not stand at its place."
    homes = [(proposal.start, proposal.end), *((found.start, found.end) for found in proposal.along)]
    for name, found in proposal.fields.items():
        if not _is_slice(text, found):
            return "field-not-in-quote", f"“{found.words}” in `{name}` is not what stands at its place."
        if not any(start <= found.start and found.end <= end for start, end in homes):
            return "field-not-in-quote", f"“{found.words}” in `{name}` stands outside the quote."
        if cut_plainly(text, found.start, found.end):
            return "inside-a-word", f"“{found.words}” in `{name}` begins or ends inside a word or a number."
    return None


def _wrong_speaker(text: str, paragraphs: Paragraphs, proposal: Proposal) -> Difference | None:
    speaker = proposal.speaker
    if speaker is None:
        return None
    if not _is_slice(text, speaker):
        return "speaker-not-in-text", f"“{speaker.words}” does not stand at its place in the document."
    if cut_plainly(text, speaker.start, speaker.end):
        return "inside-a-word", f"The speaker “{speaker.words}” begins or ends inside a word."
    first, last = paragraphs.around(proposal.start, proposal.end)
    if not first <= speaker.start <= speaker.end <= last:
        return "speaker-not-in-text", far_away(speaker.words)
    return None


def far_away(words: str) -> str:
    """That a speaker is named too far from the quote."""
    return f"“{words}” stands in the document, but not in the paragraph of the quote or one beside it."


def _is_slice(text: str, found: Found) -> bool:
    return 0 <= found.start < found.end <= len(text) and text[found.start : found.end] == found.words
