"""Many cases at once: each is asked by itself, by any executor, and one that fails stops none of the others."""

from __future__ import annotations

import importlib
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from detente.errors import CannotRead, DetenteError, MissingExtra
from detente.report.saying_hold import deciding_points, unit_of

if TYPE_CHECKING:
    from detente.hold.results import Hold, Point

EXECUTORS: Final = ("threads", "processes")
_LOOK: Final = 0.2  # seconds after which the bar is drawn anew though nothing is done


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
    futures: list[Future[Case]] = []
    try:
        for path in paths:
            futures.append(executor.submit(ask, path, question, folder))
        left = set(futures)
        while left:
            tell(len(futures) - len(left))
            left = wait(left, timeout=_LOOK, return_when=FIRST_COMPLETED).not_done
        tell(len(futures))
    except KeyboardInterrupt:
        for future in futures:
            future.cancel()
        running = any(future.running() for future in futures)
        return Portfolio(_collected(paths, futures), len(paths), stopped=True, running=running)
    return Portfolio(_collected(paths, futures), len(paths))


def _collected(paths: Sequence[str], futures: Sequence[Future[Case]]) -> tuple[Case, ...]:
    """The cases that are done; one whose worker was lost says so."""
    found = []
    for path, future in zip(paths, futures, strict=False):
        if not future.done() or future.cancelled():
            continue
        error = future.exception()
        lost = f"the worker was lost: {error or type(error).__name__}"
        found.append(Case(path, error=lost) if error is not None else future.result())
    return tuple(found)


@contextmanager
def executor_of(kind: str, workers: int | None, cluster: str | None) -> Iterator[Executor]:
    """Threads, processes, or the workers of a Dask cluster. Work that has not begun is dropped at the end.

    Args:
        kind: `threads` or `processes`.
        workers: how many; as many as there are processors if None.
        cluster: the address of a Dask scheduler; `kind` and `workers` are then not looked at.

    Raises:
        MissingExtra: a cluster is named and `distributed` is not installed.
        CannotRead: no scheduler answers at the address.
    """
    if cluster is not None:
        with _on_cluster(cluster) as executor:
            yield executor
        return
    executor = _local(kind, workers or os.cpu_count() or 1)
    try:
        yield executor
    finally:
        executor.shutdown(wait=False, cancel_futures=True)
        for child in multiprocessing.active_children() if kind == "processes" else ():
            child.terminate()


def _local(kind: str, workers: int) -> Executor:
    if kind == "processes":
        from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 -- it takes a while to import

        # Spawned, because a fork copies locks that other threads hold.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(workers, mp_context=context, initializer=_quietly)
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 -- wanted only here

    return ThreadPoolExecutor(workers)


def _quietly() -> None:
    """A worker ends at Ctrl-C without a traceback; what is done stays with the one that asked."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def _on_cluster(address: str) -> Iterator[Executor]:
    try:
        distributed = importlib.import_module("distributed")
    except ImportError:
        raise MissingExtra("cluster", "spread cases over a cluster") from None
    try:
        client = distributed.Client(address, timeout="10s")
    except (OSError, ValueError) as error:
        raise CannotRead(f"no Dask scheduler answers at `{address}`: {error}") from None
    try:
        # Not pure: the same path may hold another text the next time.
        yield client.get_executor(pure=False)
    finally:
        client.close()
