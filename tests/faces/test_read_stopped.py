"""A run that the machine stops half-way, such as by a full disk: the same command makes the folder whole."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from detente.errors import CannotWrite
from detente.faces import private, read_deal
from detente.faces.cli import group

DRAFT = """\
Agreement between Northland and Southland

1.1 Northland shall open the ferry within 14 days after signature.

1.2 Southland shall pay Northland 300 crowns by 1 June 2031.
"""
NEWER = DRAFT.replace("14 days", "41 days") + "\n1.3 Southland shall mend the pier within 9 days.\n"
WRITES = 10  # of a first folder of this draft
CHANGES = 6  # of the newer one

Stop = Callable[[int], None]


@pytest.fixture
def stop(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Stop:
    """Let so many files be written, and no more; -1 lets all."""
    write, left = private.write_private, [-1]

    def written(path: Path, data: bytes) -> None:
        if left[0] == 0:
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        left[0] -= 1
        write(path, data)

    monkeypatch.setattr(read_deal, "write_private", written)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "draft.txt").write_text(DRAFT)
    (tmp_path / "newer.txt").write_text(NEWER)

    def allow(count: int) -> None:
        left[0] = count

    return allow


def read(*args: str) -> int:
    status: int = group.main(["read", *args, "-o", "deal"], standalone_mode=False)
    return status


def files() -> dict[str, bytes]:
    folder = Path("deal")
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.mark.parametrize("count", range(WRITES))
def test_a_first_folder_that_was_not_finished_is_made_whole(stop: Stop, count: int) -> None:
    stop(count)
    with pytest.raises(OSError, match="No space left"):
        read("draft.txt")
    assert not Path("deal/deal.yaml").exists()
    stop(-1)
    assert read("draft.txt") == 0
    made = files()
    assert made["sources/draft.txt"] == DRAFT.encode()
    assert len(made) == WRITES
    assert read("draft.txt") == 0  # and it is known as its own
    assert files() == made


@pytest.mark.parametrize("count", range(1, CHANGES))
def test_changes_that_were_not_finished_are_made_whole(stop: Stop, count: int) -> None:
    assert read("draft.txt") == 0
    assert read("newer.txt", "--apply") == 0
    whole = files()
    for name in whole:
        (Path("deal") / name).unlink()
    assert read("draft.txt") == 0
    stop(count)
    with pytest.raises(OSError, match="No space left"):
        read("newer.txt", "--apply")
    stop(-1)
    assert read("newer.txt", "--apply") == 0
    assert files() == whole


def test_a_file_of_somebody_else_is_still_not_overwritten(stop: Stop) -> None:
    stop(2)
    with pytest.raises(OSError, match="No space left"):
        read("draft.txt")
    stop(-1)
    Path("deal/text.md").write_text("my own words\n")
    with pytest.raises(CannotWrite, match="there already"):
        read("draft.txt")
    assert Path("deal/text.md").read_text() == "my own words\n"
