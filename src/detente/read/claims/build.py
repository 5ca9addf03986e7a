"""Sayings to proposals: exact slices of the text, and along with each quote the words of its attribution."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from detente.read.claims.saying import Saying, Stretch
from detente.read.proposals import Found, Proposal, found_in

_REACH: Final = 40
"""Characters within which the parts of one attribution are kept as one stretch."""
_RANK: Final = 0.5  # not measured
_DOUBTED: Final = 0.1  # less for each doubt, so that what is plain comes first


def proposal_of(text: str, saying: Saying, reader: str) -> Proposal:
    """Make the proposal.

    Args:
        text: the canonical text.
        saying: what was found.
        reader: the name of the reader.

    Returns:
        A proposal whose every field is a slice of the text that stands in its quote or in `along`.
    """
    outside = [stretch for stretch in saying.fields.values() if not _within(stretch, saying.quote)]
    speaker = saying.speaker
    named = speaker if speaker is not None and not speaker.pronoun else None
    if speaker is not None and not _within(speaker.at, saying.quote):
        outside.append(speaker.at)
    rank = _RANK - _DOUBTED * min(len(saying.doubts), 3)
    return Proposal(
        kind=saying.kind,
        quote=text[saying.quote[0] : saying.quote[1]],
        start=saying.quote[0],
        end=saying.quote[1],
        fields={name: found_in(text, *at) for name, at in saying.fields.items()},
        along=tuple(_merged(text, [*outside, *saying.along], saying.quote)),
        speaker=None if named is None else found_in(text, *named.at),
        speaker_class="unattributed" if named is None else named.kind,
        form=saying.form,
        reader=reader,
        rank=round(max(rank, 0.1), 2),
        doubts=saying.doubts,
    )


def _within(inner: Stretch, outer: Stretch) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _merged(text: str, stretches: Iterable[Stretch], quote: Stretch) -> Iterable[Found]:
    """Join what lies on the same side of the quote and within reach, so that an attribution stays in one piece."""
    found: list[Stretch] = []
    for start, end in sorted(stretches):
        near = found and start - found[-1][1] <= _REACH and (found[-1][1] <= quote[0]) == (end <= quote[0])
        if near and not (found[-1][1] <= quote[0] < end):
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return [found_in(text, *stretch) for stretch in found]
