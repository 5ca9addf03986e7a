"""Every time that a deal names, with the entry and the key that it stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from detente.check.acts import gate_of
from detente.check.silence import given
from detente.deal.phrases import When
from detente.diagnose.diagnostic import Subjects

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detente.deal.model import Deal, Guarantee, Noun, Obligation, Stage
    from detente.text.source import Span


class Use(NamedTuple):
    """A time where it is used: the entry, the keys that lead to it inside the entry, and the time."""

    noun: Noun
    keys: tuple[str | int, ...]
    when: When

    @property
    def says(self) -> str:
        """What is written there: `pull-back`, `due`: 30 days after signature."""
        key = f"`{self.keys[0]}`"
        return f"{f'`{self.noun.id}`, ' if self.noun.id else ''}{key}: {self.when}"

    def span(self, deal: Deal) -> Span:
        """The place of the time in the file."""
        return deal.place(self.noun, *self.keys)


def subjects_of(deal: Deal, uses: Iterable[Use]) -> Subjects:
    """The obligations, stages and guarantees that name these times, each once."""
    labels = tuple(dict.fromkeys(use.noun.id for use in uses))
    return Subjects(
        obligations=tuple(label for label in labels if label in deal.obligations),
        stages=tuple(label for label in labels if label in deal.stages),
        guarantees=tuple(label for label in labels if label in deal.guarantees),
    )


def times_of(deal: Deal) -> Iterator[Use]:
    """Yield the times of events, obligations, stages, guarantees and the end of the deal, in this order."""
    for event in deal.events.values():
        if isinstance(event.at, When):
            yield Use(event, ("at",), event.at)
    for act in deal.obligations.values():
        yield from _of_act(act)
    for stage in deal.stages.values():
        yield from _of_stage(stage)
    for guarantee in deal.guarantees.values():
        yield from _of_guarantee(guarantee)
    if isinstance(deal.frame.ends, When):
        yield Use(deal.frame, ("ends",), deal.frame.ends)


def _of_act(act: Obligation) -> Iterator[Use]:
    for key, when in (("due", act.due), ("from", act.from_), ("until", act.until)):
        if isinstance(when, When):
            yield Use(act, (key,), when)
    for place, when in enumerate(given(act.not_before) or ()):
        yield Use(act, ("not before", place), when)
    for place, part in enumerate(given(act.parts) or ()):
        if isinstance(part.due, When):
            yield Use(act, ("parts", place), part.due)


def _of_stage(stage: Stage) -> Iterator[Use]:
    gate = gate_of(stage)
    if gate:
        for key, when in (("at", gate.at), ("by", gate.by)):
            if isinstance(when, When):
                yield Use(stage, ("opens", key), when)


def _of_guarantee(guarantee: Guarantee) -> Iterator[Use]:
    if isinstance(guarantee.until, When):
        yield Use(guarantee, ("until",), guarantee.until)
