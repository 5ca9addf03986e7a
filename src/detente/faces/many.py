"""Much work at once, by any executor: threads, processes, or the workers of a cluster."""

from __future__ import annotations

import importlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from typing import Any, Final, Generic, TypeVar

from detente.errors import CannotRead, MissingExtra

R = TypeVar("R")
EXECUTORS: Final = ("threads", "processes")
MOST_WORKERS: Final = 1_024
_LAST: Final = 5.0  # seconds for the last threads of an executor to end
_LOOK: Final = 0.2  # seconds after which the bar is drawn anew though nothing is done


@dataclass(frozen=True, slots=True)
class Done(Generic[R]):
    """What came back, by the place of the work: `results`, and in `lost` the errors of workers that were lost.

    Where each result was handed to `keep`, `results` has none. `stopped`: the user stopped it; `running`: work that
    could not be taken back goes on.
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
    keep: Callable[[int, R], object] | None = None,
) -> Done[R]:
    """Call a function with each of the arguments, by an executor.

    Args:
        work: the arguments, a tuple a call.
        function: what is called; it and its arguments must be fit to be sent to the executor.
        executor: any; it is not shut down here.
        tell: told now and then how many are done.
        keep: handed the place and the result of each call as soon as it is there, so that not all are held at once.
    """
    places: dict[Future[R], int] = {}  # of what has not come back
    results: dict[int, R] = {}
    lost: dict[int, BaseException] = {}
    put = results.__setitem__ if keep is None else keep
    stopped = False
    try:
        for place, arguments in enumerate(work):
            try:
                places[executor.submit(function, *arguments)] = place
            except BrokenExecutor as error:  # a worker died while work was still handed out
                lost[place] = error
        while places:
            tell(len(work) - len(places))
            come, _ = wait(places, timeout=_LOOK, return_when=FIRST_COMPLETED)
            _collect(come, places, lost, put)
        tell(len(work))
    except KeyboardInterrupt:
        stopped = True
        for future in places:
            future.cancel()
        _collect({one for one in places if one.done() and not one.cancelled()}, places, lost, put)
    running = stopped and any(future.running() for future in places)
    return Done(results, lost, stopped=stopped, running=running)


def _collect(
    come: set[Future[R]],
    places: dict[Future[R], int],
    lost: dict[int, BaseException],
    put: Callable[[int, R], object],
) -> None:
    for future in come:
        place, error = places.pop(future), future.exception()
        if error is not None:
            lost[place] = error
        else:
            put(place, future.result())


class Apart(Generic[R]):
    """Calls a function with each of the arguments, where one call may end its worker, and all that waits with it.

    What waited goes on with a new executor. Those that may have been at work, the first of what was lost, are called
    one by one at the end: only what ends its worker again is lost.

    Args:
        function: as of `each`.
        start: gives an executor of so many workers.
        tell: as of `each`.
        keep: as of `each`.
    """

    def __init__(
        self,
        function: Callable[..., R],
        start: Callable[[int], AbstractContextManager[Executor]],
        *,
        tell: Callable[[int], object] = lambda done: None,
        keep: Callable[[int, R], object],
    ) -> None:
        self._function, self._start, self._tell, self._keep = function, start, tell, keep
        self._count = 0

    def each(self, work: Sequence[tuple[Any, ...]], workers: int) -> Done[R]:
        """Call it with each; there are so many workers at first."""
        lost: dict[int, BaseException] = {}
        suspects: list[int] = []
        waiting = list(range(len(work)))
        while waiting or suspects:
            alone = not waiting
            done = self._round(work, [suspects.pop(0)] if alone else waiting, 1 if alone else workers)
            broken = [at for at, error in sorted(done.lost.items()) if isinstance(error, BrokenExecutor)]
            again = [] if alone or done.stopped else broken
            lost |= {at: error for at, error in done.lost.items() if at not in again}
            if done.stopped:
                return Done({}, lost, stopped=True, running=done.running)
            at_work = 2 * workers + 1  # each worker has a call, and as many and one are handed out ahead
            suspects += again[:at_work]
            waiting = again[at_work:]
        return Done({}, lost)

    def _round(self, work: Sequence[tuple[Any, ...]], places: Sequence[int], workers: int) -> Done[R]:
        def keep(at: int, result: R) -> None:
            self._count += 1
            self._keep(places[at], result)

        with self._start(workers) as executor:
            done = each(
                [work[at] for at in places],
                self._function,
                executor,
                tell=lambda _: self._tell(self._count),
                keep=keep,
            )
        return replace(done, lost={places[at]: error for at, error in done.lost.items()})


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
    before = set(threading.enumerate())
    executor = _local(kind, workers or os.cpu_count() or 1)
    try:
        yield executor
    finally:
        executor.shutdown(wait=False, cancel_futures=True)
        for child in multiprocessing.active_children() if kind == "processes" else ():
            child.terminate()
        # The thread that watches the processes closes its pipes; at the end of the program it would be woken by them.
        for thread in set(threading.enumerate()) - before if kind == "processes" else ():
            thread.join(_LAST)


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
