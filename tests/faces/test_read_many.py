"""`detente read FOLDER --into RESULTS`: many documents; one that fails stops none, and what was stopped goes on."""

from __future__ import annotations

import json
import os
import threading
from concurrent.futures import Executor, Future
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from detente.faces import many, read_many
from detente.faces.many import Apart, executor_of
from tests.faces.dying import twice
from tests.faces.reading import DRAFT, REPORT, Done, detente, page_file, written

THREADS = ("--executor", "threads", "--workers", "2")


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    (folder / "north" / "old").mkdir(parents=True)
    (folder / "south").mkdir()
    written(folder / "draft.txt", DRAFT)
    page_file(folder / "north" / "news.html")
    written(folder / "north" / "old" / "draft.txt", DRAFT.replace("14 days", "9 days"))
    written(folder / "south" / "draft.txt", REPORT)
    (folder / "south" / "empty.txt").write_bytes(b"")
    (folder / "south" / "damaged.docx").write_bytes(b"PK\x03\x04 and nothing")
    written(folder / "picture.png", "no document")
    written(folder / "~$draft.txt", "of a word processor")
    return folder


@pytest.fixture
def into(tmp_path: Path) -> Path:
    return tmp_path / "results"


GOOD = ["draft.txt", "north/news.html", "north/old/draft.txt", "south/draft.txt"]
BAD = ["south/damaged.docx", "south/empty.txt"]


def index(into: Path) -> Any:
    return json.loads((into / "index.json").read_text(encoding="utf-8"))


def read(papers: Path, into: Path, *more: str) -> Done:
    return detente("read", papers, "--into", into, *(more or THREADS))


def as_printed(into: Path) -> dict[str, bytes]:
    return {path.relative_to(into).as_posix(): path.read_bytes() for path in into.rglob("*.json")}


def test_each_document_has_its_result_and_bad_ones_stop_nothing(papers: Path, into: Path) -> None:
    done = read(papers, into)
    assert done.status == 2
    assert done.out == "4 of 6 read, 2 could not be read\n"
    assert "south/empty.txt: south/empty.txt" not in done.err
    assert [line.split(": ")[0] for line in done.err.splitlines()] == BAD
    found = index(into)["documents"]
    assert sorted(found) == sorted([*GOOD, *BAD])
    for name in GOOD:
        printed = json.loads((into / f"{name}.json").read_text(encoding="utf-8"))
        assert printed["document"]["sha256"] == found[name]["sha256"]
        assert len(printed["proposals"]) == found[name]["proposals"] > 0
    for name in BAD:
        assert not (into / f"{name}.json").exists()
    assert "0 bytes" in found["south/empty.txt"]["error"]


@pytest.mark.slow
def test_processes_give_what_threads_give(papers: Path, into: Path) -> None:
    read(papers, into)
    beside = into.with_name("beside")
    assert read(papers, beside, "--executor", "processes", "--workers", "2").status == 2
    assert as_printed(beside) == as_printed(into)


def test_what_is_there_stands_and_what_changed_is_read_again(
    papers: Path, into: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(papers, into)
    before = as_printed(into)
    asked: list[str] = []
    ask = read_many.read_one

    def counted(path: str, name: str, *more: Any) -> Any:
        asked.append(name)
        return ask(path, name, *more)

    monkeypatch.setattr(read_many, "read_one", counted)
    assert read(papers, into).out == "4 of 6 read, 4 of them from before, 2 could not be read\n"
    assert sorted(asked) == BAD
    assert as_printed(into) == before

    asked.clear()
    written(papers / "south" / "draft.txt", DRAFT.replace("33", "34"))
    written(papers / "south" / "empty.txt", "1. Northland shall pay.\n")
    (into / "draft.txt.json").unlink()
    assert read(papers, into).out == "5 of 6 read, 2 of them from before, 1 could not be read\n"
    assert sorted(asked) == ["draft.txt", "south/damaged.docx", "south/draft.txt", "south/empty.txt"]

    asked.clear()
    read(papers, into, *THREADS, "--as", "report")
    assert len(asked) == 6
    assert index(into)["documents"]["south/draft.txt"]["proposals"] == 0


def test_a_document_that_cannot_be_read_any_more_leaves_no_old_result(papers: Path, into: Path) -> None:
    read(papers, into)
    (papers / "draft.txt").write_bytes(b"")
    read(papers, into)
    assert not (into / "draft.txt.json").exists()
    assert "0 bytes" in index(into)["documents"]["draft.txt"]["error"]


def test_stopped_it_goes_on_with_what_is_left(
    papers: Path, into: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = read_many.read_one
    seen: list[str] = []

    def stopping(path: str, name: str, *more: Any) -> Any:
        seen.append(name)
        if len(seen) == 3:
            raise KeyboardInterrupt
        return ask(path, name, *more)

    class Here(Executor):
        """Calls at once, in the thread that asks, so that Ctrl-C comes there."""

        def submit(self, function: Any, /, *args: Any, **_: Any) -> Any:
            future: Future[Any] = Future()
            future.set_running_or_notify_cancel()
            future.set_result(function(*args))
            return future

    monkeypatch.setattr(read_many, "read_one", stopping)
    monkeypatch.setattr(many, "_local", lambda *_: Here())
    done = read(papers, into)
    assert done.status == 2
    assert done.out == "2 of 6 read; stopped: the same command goes on\n"
    assert len(index(into)["documents"]) == 2
    done = read(papers, into)
    assert done.out == "4 of 6 read, 2 of them from before, 2 could not be read\n"
    assert len(seen) == 3 + 4


def test_an_index_that_is_damaged_is_made_anew(papers: Path, into: Path) -> None:
    read(papers, into)
    for text in ("", "[]", '{"asked": 1}', "[" * 100_000):
        written(into / "index.json", text)
        assert read(papers, into).out == "4 of 6 read, 2 could not be read\n"


def test_documents_of_the_same_name_in_two_folders(papers: Path, into: Path) -> None:
    done = detente("read", papers / "north" / "old", papers / "south" / "draft.txt", "--into", into, *THREADS)
    assert done.status == 0
    assert list(index(into)["documents"]) == ["draft.txt", "draft.txt~"]
    sources = [
        json.loads((into / f"draft.txt{end}.json").read_text())["document"]["file"] for end in ("", "~")
    ]
    assert sources == [str(papers / "north" / "old" / "draft.txt"), str(papers / "south" / "draft.txt")]


def test_results_within_the_folder_are_no_documents(papers: Path) -> None:
    inside = papers / "results"
    read(papers, inside)
    written(inside / "draft.txt", DRAFT)  # not even so
    assert read(papers, inside).out == "4 of 6 read, 4 of them from before, 2 could not be read\n"


def test_a_name_that_is_no_unicode(papers: Path, into: Path) -> None:
    (papers / os.fsdecode(b"caf\xe9.txt")).write_text(DRAFT, encoding="utf-8")
    assert read(papers, into).status == 2
    assert "caf\udce9.txt" in index(into)["documents"]


@pytest.mark.parametrize("name", ["nowhere", "papers/~none"])
def test_nothing_to_read(papers: Path, into: Path, name: str) -> None:
    (papers / "~none").mkdir()
    done = detente("read", papers.parent / name, "--into", into, *THREADS)
    assert done.status == 2
    assert not done.err.startswith("Traceback")


def test_a_place_that_cannot_be_written(papers: Path, tmp_path: Path) -> None:
    taken = written(tmp_path / "taken", "ours")
    done = read(papers, taken)
    assert (done.status, "is a file." in done.err) == (2, True)
    assert taken.read_text(encoding="utf-8") == "ours"


def test_the_bar_is_drawn_on_a_terminal_alone(papers: Path, into: Path) -> None:
    assert "\r" not in read(papers, into).err
    done = detente("read", papers, "--into", into, *THREADS, "--as", "both", terminal=True)
    assert "of 6" in done.err
    assert done.err.split("\r")[-1].startswith("\x1b[2K")  # and is taken away


# --- a worker that dies ---


def processes(count: int) -> AbstractContextManager[Executor]:
    return executor_of("processes", count, None)


@pytest.mark.slow
@pytest.mark.parametrize("fatal", [(0,), (5, 11)])
def test_what_ends_its_worker_is_lost_alone(fatal: tuple[int, ...]) -> None:
    found: dict[int, int] = {}
    told: list[int] = []
    done = Apart(twice, processes, tell=told.append, keep=found.__setitem__).each(
        [(number, *fatal) for number in range(12)], workers=2
    )
    assert sorted(done.lost) == list(fatal)
    assert found == {number: 2 * number for number in range(12) if number not in fatal}
    assert max(told) == len(found)
    assert not done.stopped


def test_work_that_fails_without_ending_its_worker_is_called_once() -> None:
    called: list[int] = []

    def failing(number: int) -> int:
        called.append(number)
        if number == 1:
            raise MemoryError
        return number

    found: dict[int, int] = {}
    start = lambda count: executor_of("threads", count, None)  # noqa: E731
    done = Apart(failing, start, keep=found.__setitem__).each([(0,), (1,), (2,)], workers=1)
    assert (found, list(done.lost)) == ({0: 0, 2: 2}, [1])
    assert called == [0, 1, 2]


def test_a_name_that_is_too_long_for_its_result_stops_nothing(papers: Path, into: Path) -> None:
    long = f"{'x' * 247}.txt"  # and .json behind it is more than a name may have
    written(papers / long, DRAFT)
    for _ in range(2):
        assert read(papers, into).status == 2
        documents = index(into)["documents"]
        assert [name for name in documents if "proposals" in documents[name]] == GOOD
        assert documents[long]["error"].startswith("its result cannot be written")


def test_a_folder_in_the_place_of_a_result_stops_nothing(papers: Path, into: Path) -> None:
    (into / "draft.txt.json").mkdir(parents=True)
    assert read(papers, into).status == 2
    assert "error" in index(into)["documents"]["draft.txt"]
    assert (into / "south" / "draft.txt.json").is_file()
    assert not list(into.rglob(".*"))  # nothing half-written is left


def test_more_workers_than_any_machine_has_are_refused(papers: Path, into: Path) -> None:
    done = read(papers, into, "--workers", "9" * 20)
    assert done.status == 2
    assert "1<=x<=1024" in done.err


def test_the_threads_of_an_executor_end_with_it() -> None:
    before = set(threading.enumerate())
    with executor_of("processes", 1, None) as executor:
        assert executor.submit(abs, -1).result() == 1
    assert set(threading.enumerate()) == before
