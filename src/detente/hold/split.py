"""In how many parts an exchange has to be split so that neither side gains by stopping halfway.

Two sides take turns: in each round the first side performs a part, then the second side its part in return. The second
side keeps going when what it still has to perform exceeds what it is still to receive by no more than its guarantee.
With a guarantee that stays the same until the end, parts that shrink need far fewer rounds than equal ones. Exchanges
cut into chunks that are safe one by one: Sandholm and Lesser, "Equilibrium analysis of the possibilities of unenforced
exchange in multiagent systems", IJCAI-95.
"""

from __future__ import annotations

import decimal
import math
from dataclasses import dataclass
from fractions import Fraction

from detente.hold.exact import Number, at_least_0

LISTED_MOST = 200  # rounds that are listed one by one

Parameters = tuple[tuple[str, Fraction], ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """A split into rounds.

    `count`: the least number of rounds that is safe; None where no finite number is. `remaining`: the share of the
    whole still to be performed after each round, the last 0; () where there is no count or it is above 200. `method`:
    "equal" or "shrinking".
    """

    count: int | None
    remaining: tuple[Fraction, ...]
    method: str
    parameters: Parameters


@dataclass(frozen=True, slots=True)
class AlternatingParts:
    """A split into rounds where each side has its own parts.

    `remaining`: after each round, the share that the first side and the share that the second side still has to
    perform. The rest as in `Parts`.
    """

    count: int | None
    remaining: tuple[tuple[Fraction, Fraction], ...]
    method: str
    parameters: Parameters


def equal_parts(cost: Number, benefit: Number, guarantee: Number) -> Parts:
    """The least number of equal rounds in which the second side never gains by stopping.

    Where the benefit is at least the cost, `ceil(cost / guarantee)`: the last part is the one that it could keep back.

    Args:
        cost: what its whole performance costs the second side, 0 or more, in any unit.
        benefit: what the first side's whole performance is worth to it, 0 or more, in the same unit.
        guarantee: what it loses if it stops, 0 or more, in the same unit.

    Raises:
        ValueError: a number is negative, infinite or not a number.
    """
    b, alpha, g, parameters = _read(cost, benefit, guarantee)
    if b <= g:
        count: int | None = 1
    elif g == 0 or (alpha < b and g <= b - alpha):
        count = None
    else:
        # Before its last part it still has b/N to perform and nothing to receive; before its first, b and all but 1/N.
        first = alpha / (alpha - b + g) if alpha < b else Fraction(0)
        count = math.ceil(max(b / g, first))
    listed = count if count is not None and count <= LISTED_MOST else 0
    remaining = tuple(Fraction(listed - done, listed) for done in range(1, listed + 1))
    return Parts(count, remaining, "equal", parameters)


def shrinking_parts(cost: Number, benefit: Number, guarantee: Number) -> Parts:
    """The least number of rounds of any sizes in which the second side never gains by stopping.

    Each round goes as far as it can: the share left is `S' = max(0, (cost * S - guarantee) / benefit)`, so that where
    the benefit exceeds the cost the count is `ceil(ln(1 + (benefit - cost) / guarantee) / ln(benefit / cost))`,
    decided exactly.

    Args:
        cost: what its whole performance costs the second side, 0 or more, in any unit.
        benefit: what the first side's whole performance is worth to it, 0 or more, in the same unit.
        guarantee: what it loses if it stops, 0 or more, in the same unit.

    Raises:
        ValueError: a number is negative, infinite or not a number.
    """
    b, alpha, g, parameters = _read(cost, benefit, guarantee)
    if b <= g:
        count: int | None = 1
    else:
        count = steps_down(b / alpha, g / alpha, Fraction(0)) if alpha else None
    remaining: list[Fraction] = []
    if count is not None and count <= LISTED_MOST:
        left = Fraction(1)
        while left:
            left = max(Fraction(0), b * left - g) / (alpha or 1)
            remaining.append(left)
    return Parts(count, tuple(remaining), "shrinking", parameters)


def alternating_parts(
    first_cost: Number,
    first_benefit: Number,
    first_guarantee: Number,
    second_cost: Number,
    second_benefit: Number,
    second_guarantee: Number,
) -> AlternatingParts:
    """The least number of rounds where both sides have a guarantee and their parts need not be alike.

    With x and y the shares that the first and the second side still have to perform, each goes as far as the other
    side keeps going after it: `x' = max(0, (second_cost * y - second_guarantee) / second_benefit)`, then
    `y' = max(0, (first_cost * x' - first_guarantee) / first_benefit)`. Less left is better for both later on, so going
    as far as possible is best.

    Args:
        first_cost: what its whole performance costs the side that begins, 0 or more, in any unit.
        first_benefit: what the other side's whole performance is worth to it.
        first_guarantee: what it loses if it stops.
        second_cost: the same for the other side.
        second_benefit: the same for the other side.
        second_guarantee: the same for the other side.

    Returns:
        count None also where one side gains by stopping before anything is done.

    Raises:
        ValueError: a number is negative, infinite or not a number.
    """
    a, beta, g_one, one = _read(first_cost, first_benefit, first_guarantee)
    b, alpha, g_two, two = _read(second_cost, second_benefit, second_guarantee)
    parameters = tuple((f"first {name}", number) for name, number in one) + tuple(
        (f"second {name}", number) for name, number in two
    )
    count: int | None
    if a - beta > g_one or b - alpha > g_two:
        count = None
    elif b <= g_two:
        count = 1
    elif not beta:  # a <= g_one: the first side performs everything, and the second side all that it then can
        count = 2
    else:
        # The first side can do all that is left once the second side has no more than its guarantee left to perform.
        rounds = steps_down(a * b / (alpha * beta), (a * g_two / alpha + g_one) / beta, g_two / b)
        count = None if rounds is None else rounds + 1
    remaining: list[tuple[Fraction, Fraction]] = []
    if count is not None and count <= LISTED_MOST:
        x = y = Fraction(1)
        while x or y:
            x = max(Fraction(0), b * y - g_two) / (alpha or 1)
            y = max(Fraction(0), a * x - g_one) / (beta or 1)
            remaining.append((x, y))
    return AlternatingParts(count, tuple(remaining), "alternating", parameters)


def _read(
    cost: Number, benefit: Number, guarantee: Number
) -> tuple[Fraction, Fraction, Fraction, Parameters]:
    b, alpha = at_least_0(cost, "cost"), at_least_0(benefit, "benefit")
    g = at_least_0(guarantee, "guarantee")
    return b, alpha, g, (("cost", b), ("benefit", alpha), ("guarantee", g))


def steps_down(ratio: Fraction, drop: Fraction, target: Fraction) -> int | None:
    """How often `y -> ratio * y - drop`, from 1, until y is at most the target; None if never. Exact.

    Args:
        ratio: 0 or more.
        drop: 0 or more.
        target: in [0, 1).
    """
    if ratio - drop <= target:
        return 1
    if ratio - drop >= 1:
        return None
    if ratio == 1:
        return math.ceil((1 - target) / drop)
    still = -drop / (1 - ratio)  # where it would stay
    if ratio > 1:
        return _least_power(ratio, (still - target) / (still - 1))
    return _least_power(1 / ratio, (1 - still) / (target - still)) if target > still else None


def _least_power(base: Fraction, most: Fraction) -> int:
    """The least whole n with `base ** n >= most`; base and most above 1."""
    # A number above 1 exceeds it by at least 1 / denominator, so this many digits tell both from 1.
    digits = 40 + 2 * len(str(base.denominator * most.denominator))
    while True:
        with decimal.localcontext(decimal.Context(prec=digits)):
            one, two = _ln(base), _ln(most)
            power = two / one
            error = decimal.Decimal(10) ** (3 - digits) * power * (1 + 1 / one + 1 / two)
            nearest = int(power.to_integral_value())
            if abs(power - nearest) > error:
                return math.ceil(power)
        # A power of the base has a numerator of at least 2 ** n, so a large n cannot be met exactly.
        if nearest < most.numerator.bit_length() and base**nearest == most:
            return nearest
        digits *= 2


def _ln(number: Fraction) -> decimal.Decimal:
    return (decimal.Decimal(number.numerator) / decimal.Decimal(number.denominator)).ln()
