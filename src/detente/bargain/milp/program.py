"""A linear program in whole and free numbers, put together row by row and solved by HiGHS."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Final

from detente.bargain.milp.quiet import quiet
from detente.errors import MissingExtra

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

INFINITE: Final = float("inf")
TOLERANCE: Final = 1e-5
"""By how much HiGHS may be off at a bound, in its own numbers: ten times its tolerances, and the gap it stops at."""
_OPTIMAL, _LIMIT, _NONE = 0, 1, 2
_SHORTEST: Final = 0.01


@dataclass(frozen=True, slots=True)
class Solved:
    """What HiGHS says: the numbers of a solution or None, the best bound from above, and whether there is none."""

    numbers: NDArray[np.float64] | None
    bound: float
    none: bool
    seconds: float


@dataclass(slots=True)
class Program:
    """Columns with bounds, and rows `low <= sum of numbers times columns <= high`."""

    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    whole: list[int] = field(default_factory=list)
    rows: list[tuple[Sequence[int], Sequence[float], float, float]] = field(default_factory=list)

    def copy(self) -> Program:
        """One that can be added to alone."""
        return Program(list(self.low), list(self.high), list(self.whole), list(self.rows))

    def column(self) -> int:
        """Add a column without bounds and say its place."""
        self.low.append(-INFINITE)
        self.high.append(INFINITE)
        self.whole.append(0)
        return len(self.low) - 1

    def columns(self, high: Sequence[float], *, whole: bool) -> range:
        """Add columns from 0 up to `high` and say their places."""
        start = len(self.low)
        self.low.extend([0.0] * len(high))
        self.high.extend(high)
        self.whole.extend([int(whole)] * len(high))
        return range(start, len(self.low))

    def row(
        self, columns: Sequence[int], numbers: Sequence[float], low: float = -INFINITE, high: float = INFINITE
    ) -> None:
        """Add a row."""
        self.rows.append((columns, numbers, low, high))

    def largest(self, objective: Mapping[int, float], *, seconds: float) -> Solved:
        """Maximise.

        HiGHS (Huangfu & Hall 2018, Math. Prog. Comp. 10) through scipy, in 64-bit numbers.

        Raises:
            MissingExtra: scipy is not installed.
        """
        import numpy as np  # noqa: PLC0415 -- slow to import, and wanted only when something is computed

        start = time.perf_counter()
        try:
            from scipy import optimize, sparse  # noqa: PLC0415 -- an optional extra
        except ImportError:
            raise MissingExtra("solve", "look for single packages by mixed-integer programming") from None
        if seconds < _SHORTEST:
            return Solved(None, INFINITE, False, 0.0)
        costs = np.zeros(len(self.low))
        for column, number in objective.items():
            costs[column] = -number
        table = sparse.csr_array(self._table(), shape=(len(self.rows), len(self.low)))
        rows = optimize.LinearConstraint(
            table, np.array([row[2] for row in self.rows]), np.array([row[3] for row in self.rows])
        )
        for presolve in (
            True,
            False,
        ):  # presolving now and then ends in an error, where plain solving does not
            left = seconds - (time.perf_counter() - start)
            with quiet():
                found = optimize.milp(
                    costs,
                    integrality=np.array(self.whole),
                    bounds=optimize.Bounds(np.array(self.low), np.array(self.high)),
                    constraints=rows,
                    options={"time_limit": max(left, _SHORTEST), "mip_rel_gap": 0.0, "presolve": presolve},
                )
            if found.status in (_OPTIMAL, _LIMIT, _NONE):
                break
        return Solved(found.x, _bound(found), found.status == _NONE, time.perf_counter() - start)

    def _table(self) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.int64]]:
        """The rows in compressed form: the numbers, their columns, and where each row starts."""
        import numpy as np  # noqa: PLC0415 -- slow to import, and wanted only when something is computed

        return (
            np.fromiter(chain.from_iterable(row[1] for row in self.rows), np.float64),
            np.fromiter(chain.from_iterable(row[0] for row in self.rows), np.int64),
            np.fromiter(accumulate((len(row[0]) for row in self.rows), initial=0), np.int64),
        )


def _bound(found: object) -> float:
    """The bound from above; infinite where HiGHS gives none."""
    status = getattr(found, "status", None)
    dual = getattr(found, "mip_dual_bound", None)
    if status not in (_OPTIMAL, _LIMIT) or dual is None:
        return INFINITE
    reached = getattr(found, "fun", None)
    return -min(float(dual), INFINITE if reached is None else float(reached))
