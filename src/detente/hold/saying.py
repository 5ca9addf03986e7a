"""Small pieces of sentences that the rules of `hold` share: the same words for every party."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING

from detente.deal.model import in_words
from detente.deal.units import unit_in_words
from detente.diagnose.diagnostic import Subjects

if TYPE_CHECKING:
    from detente.deal.model import Deal, Guarantee
    from detente.hold.play.acts import Act


def obligations_of(acts: Iterable[Act]) -> tuple[str, ...]:
    """The ids of the obligations that acts belong to, each once."""
    return tuple(dict.fromkeys(member.obligation for act in acts for member in act.members))


def ticked(ids: Iterable[str], most: int = 4) -> str:
    """Ids in a sentence: `a`, `b` and 3 more."""
    shown = [f"`{label}`" for label in dict.fromkeys(ids)]
    if len(shown) > most:
        shown = [*shown[: most - 1], f"{len(shown) - most + 1} more"]
    return in_words(shown)


def with_performers(deal: Deal, acts: Iterable[Act], most: int = 3) -> str:
    """Acts in a sentence, with who carries them out: `pull-back` (Northland) and 2 more."""
    shown = list(dict.fromkeys(f"`{act.base}`{_in_brackets(deal, act)}" for act in acts))
    if len(shown) > most:
        shown = [*shown[: most - 1], f"{len(shown) - most + 1} more"]
    return in_words(shown)


def _in_brackets(deal: Deal, act: Act) -> str:
    return f" ({deal.call_all(act.by)})" if act.by else ""


def about(deal: Deal, acts: Iterable[Act], *, guarantees: Iterable[Guarantee] = ()) -> Subjects:
    """Acts and guarantees, the parties that owe them or are owed them, and the stages; in the order of the file."""
    acts = tuple(acts)
    named = {who for act in acts for who in (*act.by, *act.to)}
    stages = {act.stage for act in acts}
    return Subjects(
        parties=tuple(label for label in deal.parties if label in named),
        obligations=obligations_of(acts),
        stages=tuple(label for label in deal.stages if label in stages),
        guarantees=tuple(guarantee.id for guarantee in guarantees),
    )


def in_unit(number: Fraction, unit: str | None, most: Fraction | None = None) -> str:
    """A number, or a range, with the unit of a values file: `1.6 million euro`, `0.6 to 1.6 points`."""
    shown = _short(number)
    if most is not None and most > number:
        shown += f" to {_short(most)}"
    word = unit_in_words(unit)
    return f"{shown} {word}" if word else shown


def _short(number: Fraction) -> str:
    return f"{float(number):.6g}"
