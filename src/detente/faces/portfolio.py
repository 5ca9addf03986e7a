"""Many cases at once: each is asked by itself, by any executor, and one that fails stops none of the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.errors import CannotRead, DetenteError
from detente.faces.many import each
from detente.report.saying_hold import deciding_points, unit_of

if TYPE_CHECKING:
    from detente.hold.results import Hold, Point


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a case; see `detente.hold.run.hold` for the names."""

    values: str | None = None
    order: str | None = None
    samples: int | None = None
    seed: int = 0
    credible: bool = False
    time_limit: float | None = None
    signs: bool = False

    def of(self, case: Any) -> Hold:
        """Ask it of a deal or of a path."""
        from detente.hold.run import hold  # noqa: PLC0415 -- numpy is wanted only now

        return hold(case, **asdict(self))


@dataclass(frozen=True, slots=True)
class Case:
    """The answer for one path, in short.

    `gains`: the points at which the party to move gains by stopping; `depends`: those at which it depends on what is
    not known. A point counts once, whatever the number of forms computed. `first`: the first of them, those that gain
    before the others. `error`: why there is no answer, or None.
    """

    path: str
    holds: bool | None = None
    with_values: bool = False
    gains: int = 0
    depends: int = 0
    first: dict[str, Any] | None = None
    error: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """The printed form."""
        return asdict(self)


def ask(path: str, question: Question, folder: str | None = None) -> Case:
    """Ask one case. Never raises: what goes wrong is said in the case.

    Args:
        path: the case, as the user wrote it.
        question: what is asked.
        folder: where a relative path is looked for, if not in the working folder.
    """
    try:
        return _asked(path, question, folder)
    except DetenteError as error:
        return Case(path, error=str(error))
    except OSError as error:
        return Case(path, error=f"{error.filename or path}: {error.strerror or error}")
    except Exception as error:
        return Case(path, error=f"{type(error).__name__}: {error}")


def _asked(path: str, question: Question, folder: str | None) -> Case:
    from detente.deal.loader import load  # noqa: PLC0415 -- the other commands do not load it

    deal = load(Path(folder or "", path))
    if deal.problems:
        number = len(deal.problems)
        places = "1 place" if number == 1 else f"{number} places"
        raise CannotRead(f"{places} to mend before the deal can be asked", help=f"detente check {path}")
    return case_of(path, question.of(deal))


def case_of(path: str, found: Hold) -> Case:
    """An answer in short."""
    deciding = deciding_points(found)
    gains = _distinct(point for point in deciding if point.holds is False)
    depends = _distinct(point for point in deciding if point.holds is None)
    open_only = [point for key, point in depends.items() if key not in gains]
    first = next(iter([*gains.values(), *open_only]), None)
    return Case(
        path,
        found.holds,
        found.with_values,
        len(gains),
        len(open_only),
        None if first is None else _first(found, first),
    )


def _distinct(points: Iterable[Point]) -> dict[tuple[int, str, str | None], Point]:
    kept: dict[tuple[int, str, str | None], Point] = {}
    for point in points:
        kept.setdefault((len(point.after), point.party, point.next), point)
    return kept


def _first(found: Hold, point: Point) -> dict[str, Any]:
    return {
        "if_breached": point.if_breached,
        "after": point.after[-1] if point.after else None,
        "party": point.party,
        "called": found.deal.call(point.party),
        "next": point.next,
        "gain": None if point.gain is None else point.gain.as_dict(),
        "unit": unit_of(found.deal, point.party),
        "without_values": point.without_values,
    }


# --- by an executor ---


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The cases that were answered, in the order asked for; `asked` is the number of paths.

    `stopped`: the user stopped it; `running`: work that could not be taken back goes on.
    """

    cases: tuple[Case, ...]
    asked: int
    stopped: bool = False
    running: bool = False


def answered(
    paths: Sequence[str],
    question: Question,
    executor: Executor,
    tell: Callable[[int], object] = lambda done: None,
) -> Portfolio:
    """Ask every case by an executor. The cases come back in the order of the paths, whoever is done first.

    Args:
        paths: the cases.
        question: what is asked of each.
        executor: any; it is not shut down here.
        tell: told now and then how many are done.
    """
    folder = str(Path.cwd())
    done = each([(path, question, folder) for path in paths], ask, executor, tell=tell)
    failed = {
        place: Case(paths[place], error=f"the worker was lost: {error or type(error).__name__}")
        for place, error in done.lost.items()
    }
    cases = tuple(case for _, case in sorted({**done.results, **failed}.items()))
    return Portfolio(cases, len(paths), stopped=done.stopped, running=done.running)
