"""Much work at once, by any executor: threads, processes, or the workers of a cluster."""

from __future__ import annotations

import importlib
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from detente.errors import CannotRead, MissingExtra

R = TypeVar("R")
EXECUTORS: Final = ("threads", "processes")
_LOOK: Final = 0.2  # seconds after which the bar is drawn anew though nothing is done


@dataclass(frozen=True, slots=True)
class Done(Generic[R]):
    """What came back, by the place of the work: `results`, and in `lost` the errors of workers that were lost.

    `stopped`: the user stopped it; `running`: work that could not be taken back goes on.
    """

    results: Mapping[int, R]
    lost: Mapping[int, BaseException]
    stopped: bool = False
    running: bool = False


def each(
    work: Sequence[tuple[Any, ...]],
    function: Callable[..., R],
    executor: Executor,
    *,
    tell: Callable[[int], object] = lambda done: None,
    keep: Callable[[int, R], object] = lambda place, result: None,
) -> Done[R]:
    """Call a function with each of the arguments, by an executor.

    Args:
        work: the arguments, a tuple a call.
        function: what is called; it and its arguments must be fit to be sent to the executor.
        executor: any; it is not shut down here.
        tell: told now and then how many are done.
        keep: told the place and the result of each call as soon as it is there.
    """
    places: dict[Future[R], int] = {}
    results: dict[int, R] = {}
    lost: dict[int, BaseException] = {}
    stopped = False
    try:
        for place, arguments in enumerate(work):
            places[executor.submit(function, *arguments)] = place
        left = set(places)
        while left:
            tell(len(places) - len(left))
            come, left = wait(left, timeout=_LOOK, return_when=FIRST_COMPLETED)
            _collect(come, places, results, lost, keep)
        tell(len(places))
    except KeyboardInterrupt:
        stopped = True
        for future in places:
            future.cancel()
        seen = results.keys() | lost.keys()
        come = {one for one in places if one.done() and not one.cancelled() and places[one] not in seen}
        _collect(come, places, results, lost, keep)
    running = stopped and any(future.running() for future in places)
    return Done(results, lost, stopped=stopped, running=running)


def _collect(
    come: set[Future[R]],
    places: Mapping[Future[R], int],
    results: dict[int, R],
    lost: dict[int, BaseException],
    keep: Callable[[int, R], object],
) -> None:
    for future in come:
        place, error = places[future], future.exception()
        if error is not None:
            lost[place] = error
        else:
            results[place] = future.result()
            keep(place, results[place])


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
        raise MissingExtra("cluster", "spread work over a cluster") from None
    try:
        client = distributed.Client(address, timeout="10s")
    except (OSError, ValueError) as error:
        raise CannotRead(f"no Dask scheduler answers at `{address}`: {error}") from None
    try:
        # Not pure: the same path may hold another text the next time.
        yield client.get_executor(pure=False)
    finally:
        client.close()
