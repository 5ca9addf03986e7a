"""Single packages by mixed-integer programming, where the frontier is too large or not exact."""

from detente.bargain.milp.answers import solutions_by_milp
from detente.bargain.milp.points import (
    Single,
    any_package,
    best_leximin,
    best_nash,
    best_smallest_gain,
    best_sum,
    ideal,
)

__all__ = [
    "Single",
    "any_package",
    "best_leximin",
    "best_nash",
    "best_smallest_gain",
    "best_sum",
    "ideal",
    "solutions_by_milp",
]
