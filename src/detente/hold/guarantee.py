"""How large a guarantee has to be in name, and how soon it can be given back."""

from __future__ import annotations

import math
from collections.abc import Sequence

from detente.errors import UnknownName
from detente.hold.exact import Number, at_least_0, exact


def nominal(need: Number, belief: Number) -> float | None:
    """The size in name of a guarantee that is believed in part: `need / belief`.

    Args:
        need: what the player has to stand to lose, 0 or more, in any unit.
        belief: the chance, as the player sees it, that the guarantee is called if it stops, in [0, 1].

    Returns:
        The size in the unit of the need, rounded up where a float cannot hold it; 0 where nothing is needed; None where
        the guarantor is not believed at all, so that no size is enough.

    Raises:
        ValueError: the need is negative, the belief is outside [0, 1], or a number is infinite or not a number.
    """
    needed, chance = at_least_0(need, "need"), exact(belief, "belief")
    if not 0 <= chance <= 1:
        raise ValueError(f"the belief is between 0 and 1, not {belief}")
    if not needed:
        return 0.0
    if not chance:
        return None
    size = needed / chance
    nearest = float(size)
    return nearest if exact(nearest, "size") >= size else math.nextafter(nearest, math.inf)


def declining(
    needs_by_own_move: Sequence[tuple[str, int]], steps: Sequence[str]
) -> tuple[tuple[str | None, int], ...]:
    """The tightest guarantee that only declines: after each step, the most that a later own move needs.

    What has been given back cannot be assumed to come again (putting it up again would itself be an act that could be
    left out), so a small need before a large one does not lower it.

    Args:
        needs_by_own_move: (move, what it needs) for the player's own moves, in whole units, in any order; of a move
            that stands twice the larger need counts. A need below 0 counts as 0.
        steps: all moves of the deal, the other players' too, in the order of play.

    Returns:
        (after which step, what to hold from then on) for each step at which it changes; the first is (None, what to
        hold from the start).

    Raises:
        UnknownName: a need for a move that is not among the steps.
        ValueError: a step stands twice.
    """
    if len(set(steps)) < len(steps):
        raise ValueError("a step stands once in the order of play")
    needs: dict[str, int] = dict.fromkeys(steps, 0)
    for move, need in needs_by_own_move:
        if move not in needs:
            raise UnknownName.among("move", move, steps)
        needs[move] = max(needs[move], need)
    found: list[tuple[str | None, int]] = []
    hold = 0
    for step in reversed(steps):
        if needs[step] > hold:
            found.append((step, hold))
            hold = needs[step]
    return ((None, hold), *reversed(found))
