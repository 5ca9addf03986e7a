"""A file is read as what its bytes are, or refused in a sentence that says what it is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from detente.errors import CannotRead
from detente.read.document import LIMITS, Document, Limits
from detente.read.intake import take
from detente.read.intake.sniff import format_of
from detente.read.intake.take import document_of
from tests.read.intake.paper import column, pdf

PAPER = pdf([column(["Northland pays."])])


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"Northland pays.", "a.txt", "txt"),
        (b"# Pact", "a.md", "md"),
        (b"<p>bare", "a.htm", "html"),
        (b"<p>bare", "a.txt", "txt"),
        (b"\xef\xbb\xbf <!-- a --> <?xml version='1.0'?>\n<!DOCTYPE html>", "a.txt", "html"),
        ("\ufeff<html>".encode("utf-16-le"), "a", "html"),
        ("\ufeffwords".encode("utf-16-be"), "a", "txt"),
        (b"\n\n%PDF-1.4 ...", "a.txt", "pdf"),
        (PAPER, "a.docx", "pdf"),
        (b"The header of such a file is %PDF-1.7, as the annex says.", "a.txt", "txt"),
        (b"PK is what the parties call the checkpoint.", "a.txt", "txt"),
        (b"Northland pays.", "a.pdf", "txt"),
    ],
)
def test_the_bytes_decide_what_a_file_is(data: bytes, name: str, kind: str) -> None:
    assert format_of(data, name) == kind


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "of the old kind"),
        (b"{\\rtf1 words}", "Rich Text Format"),
        (b"\x89PNG\r\n", "a picture"),
        (b"\x1f\x8b\x08", "packed archive"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"words\0words", "not text"),
        (
            b"From: a\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary=x\r\n\r\n",
            "one archive",
        ),
    ],
)
def test_what_is_no_document_is_named(data: bytes, said: str) -> None:
    with pytest.raises(CannotRead, match=said) as refused:
        format_of(data, "a.txt")
    assert refused.value.help


def test_a_word_file_is_known_whatever_its_name() -> None:
    import io
    import zipfile

    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        package.writestr("[Content_Types].xml", "")
        package.writestr("word/document.xml", "")
    assert format_of(held.getvalue(), "a.txt") == "docx"
    with zipfile.ZipFile(held, "w") as package:
        package.writestr("xl/workbook.xml", "")
    with pytest.raises(CannotRead, match="a spreadsheet"):
        format_of(held.getvalue(), "a.docx")


def test_a_package_of_very_many_files_is_refused_unopened() -> None:
    with pytest.raises(CannotRead, match="packs more than"):
        format_of(b"PK\x03\x04" + b"PK\x01\x02" * 30_000, "a.docx")


def test_a_name_that_promises_another_format_is_told(tmp_path: Path) -> None:
    path = tmp_path / "draft.docx"
    path.write_bytes(PAPER)
    document = take(path)
    assert (document.format, document.text) == ("pdf", "Northland pays.\n")
    assert document.notes[0] == "The name ends in .docx, and the file is a PDF; it was read as that."
    (tmp_path / "a.markdown").write_text("# Pact")
    assert take(tmp_path / "a.markdown").notes == ()


def test_files_that_cannot_be_opened_say_why(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    for path, said in [
        (tmp_path / "missing.txt", "No such file"),
        (tmp_path, "is a folder"),
        (tmp_path / "empty.txt", "0 bytes"),
        (tmp_path / "a\0b", "null"),
        (Path("/dev/zero"), "not an ordinary file"),
    ]:
        with pytest.raises(CannotRead, match=said):
            take(path)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(CannotRead, match="not an ordinary file"):
        take(tmp_path / "pipe")


def test_a_file_beyond_the_limit_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 20)
    with pytest.raises(CannotRead, match="20 bytes, and at most 10"):
        take(tmp_path / "a.txt", limits=Limits(bytes=10))


def test_what_a_reader_does_not_foresee_is_a_sentence_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(data: bytes, name: str, limits: Limits, *, kind: str) -> Document:
        raise IndexError("deep inside")

    monkeypatch.setattr("detente.read.intake.plain.read", broken)
    with pytest.raises(CannotRead, match="damaged, or made in a way that is not known here"):
        document_of(b"words", "a.txt", "txt", limits=LIMITS)


@pytest.mark.parametrize(
    ("library", "data", "name"),
    [("lxml", b"<html><p>Words.</p>", "a.html"), ("pypdfium2", PAPER, "a.pdf"), ("lxml", b"Words.", "a.txt")],
)
def test_a_library_that_is_missing_is_named_by_its_extra(
    library: str, data: bytes, name: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data)
    program = (
        f"import sys; sys.modules[{library!r}] = None\nfrom detente.errors import MissingExtra\n"
        f"from detente.read.intake import take\ntry:\n    print(take({str(tmp_path / name)!r}).text)\n"
        "except MissingExtra as error:\n    print(error.extra)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ("Words." if name == "a.txt" else "read")


def test_tracked_changes_are_read_one_way_or_the_other(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="made or not made"):
        take(tmp_path / "a.docx", changes="both")


def test_too_little_memory_is_no_damage_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def too_much(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr("detente.read.intake.plain.read", too_much)
    with pytest.raises(MemoryError):
        document_of(b"Northland shall pay.", "draft.txt", "txt")
