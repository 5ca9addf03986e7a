"""Hostile and broken files: read or refused in a sentence, with no network, no crash and no long wait."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import CannotRead, DetenteError
from detente.read.document import LIMITS, Document, Format, Limits
from detente.read.intake import html, pdf, plain, take
from detente.read.intake.sniff import format_of
from tests.read.intake import paper


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    class Refused(socket.socket):  # a class as before, since libraries derive from it and name it as a type
        def __init__(self, *_: Any, **__: Any) -> None:
            raise AssertionError("a reader asked for the network")

    monkeypatch.setattr(socket, "socket", Refused)
    monkeypatch.setattr(socket, "create_connection", Refused)
    monkeypatch.setattr(socket, "getaddrinfo", Refused)


def page(data: bytes | str) -> Document:
    return html.read(data.encode() if isinstance(data, str) else data, "a.html", LIMITS)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    began = time.monotonic()
    yield
    assert time.monotonic() - began < seconds


def test_scripts_and_handlers_are_neither_run_nor_read() -> None:
    document = page(
        "<html><head><script src='http://example.invalid/x.js'>steal()</script><base href='http://example.invalid/'>"
        "<link rel=stylesheet href='http://example.invalid/x.css'></head><body onload='steal()'>"
        "<p onclick='steal()'>Northland pays.<img src='http://example.invalid/x.png' onerror='steal()'></p>"
        "<iframe src='file:///etc/passwd'></iframe><a href='javascript:steal()'>Terms</a></body></html>"
    )
    assert document.text == "Northland pays.\n\nTerms\n"


def test_no_entity_is_fetched_or_unfolded(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    bomb = "".join(f'<!ENTITY b{at} "{f"&b{at - 1};" * 10}">' for at in range(1, 12))
    document = page(
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY b0 "boom">{bomb}<!ENTITY x SYSTEM "{secret.as_uri()}">'
        f'<!ENTITY n SYSTEM "http://example.invalid/">]><html xmlns="http://www.w3.org/1999/xhtml"><body>'
        "<p>Pact &x; &n; &b11;</p></body></html>"
    )
    assert "Pact &x; &n; &b11;" in document.text
    assert "SECRET" not in document.text
    assert len(document.text) < 100


@pytest.mark.parametrize("tag", ["div", "b", "table", "ul", "x"])
def test_elements_nested_without_end_are_refused(tag: str) -> None:
    with within(3), pytest.raises(CannotRead):
        page(f"<html><body><p>Words.</p>{f'<{tag}>' * 100_000}deep")


@pytest.mark.parametrize(
    "data",
    [
        b"<html><p title='" + b"x" * 50_000_000 + b"'>Words.</p>",
        b"<html><p>" + b"x" * 12_000_000 + b"</p>",
    ],
    ids=["attribute", "text"],
)
def test_parts_of_many_millions_of_characters_are_refused(data: bytes) -> None:
    with within(5), pytest.raises(CannotRead):
        page(data)


def test_zero_bytes_in_a_page_are_refused() -> None:
    with pytest.raises(CannotRead, match="zero byte"):
        page(b"<html><p>Northland shall\0 not pay.</p>")


def test_many_comments_before_a_page_are_passed_over_at_once() -> None:
    with within(1):
        format_of(b"<!---->" * 500 + b"words" * 100, "a.txt")
    with within(1):
        format_of(b"<!--" * 1000, "a.txt")


def test_many_elements_side_by_side_are_read_in_time() -> None:
    with within(3):
        page("<html><p>" + "<b>x</b>" * 30_000 + "</p>" + "<p>y" * 10_000 + "<ol><li>z" * 100)


@pytest.mark.parametrize(
    "body",
    [
        "<sup>" * 200 + "<a href='#x'>1</a>" * 3000,
        "<div class=menu>" * 200 + "words " * 20_000,
        "<ol>" + "<li value=99999999999999>x" * 3000,
        "<table>" + "<tr><td rowspan=9999999 colspan=9999999>x" * 2000,
        "<a href='#n1'><sup>1</sup></a>" * 3000 + "<p id=n1>note",
        "<p>" + "a  b\n" * 100_000,
        "<pre>" + " \n \n" * 100_000 + "x",
        "<del>" * 200 + "x",
    ],
)
def test_no_page_takes_much_longer_than_its_length(body: str) -> None:
    with within(3), suppress(CannotRead):
        page(f"<html><body><p>Pact</p>{body}")


def test_right_to_left_words_keep_their_logical_order() -> None:
    words = "הצדדים ייסוגו within 14 days אחרי החתימה، والطرفان"
    assert page(f"<html dir=rtl><p>{words}</p>").text == words + "\n"
    assert plain.read(words.encode(), "a.txt", LIMITS, kind="txt").text == words


def test_a_pdf_cut_short_anywhere_is_refused_or_told() -> None:
    whole = paper.pdf([paper.column([f"Article {at}. Northland pays."]) for at in range(4)])
    for size in range(8, len(whole) - 8, 23):
        with pytest.raises(CannotRead):
            pdf.read(whole[:size], "a.pdf", LIMITS)
    updated = whole + whole[20:200]
    assert "cut short" not in pdf.read(whole, "a.pdf", LIMITS).notes
    assert pdf.read(updated, "a.pdf", LIMITS).text.count("Article") == 4


def test_ten_thousand_empty_pages_are_refused() -> None:
    empty = paper.pdf([[]] * 10_000)
    with pytest.raises(CannotRead, match="10,000 pages, and at most 5,000"):
        pdf.read(empty, "a.pdf", LIMITS)
    with within(10), pytest.raises(CannotRead):
        pdf.read(empty, "a.pdf", Limits(pages=20_000))


def test_pages_that_lead_in_a_circle_are_refused() -> None:
    whole = paper.pdf([paper.column(["Words."])])
    circle = whole.replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]")
    with pytest.raises(CannotRead):
        pdf.read(circle, "a.pdf", LIMITS)


def test_wild_numbers_in_a_page_do_no_harm() -> None:
    wild = (
        "BT /F1 1e30 Tf 1e30 0 0 1e30 -1e38 1e38 Tm (Pact) Tj ET\nBT /F1 0 Tf 0 0 0 0 0 0 Tm (zero) Tj ET\n"
    )
    document = pdf.read(paper.pdf([paper.column(["Northland pays."])], paint=wild), "a.pdf", LIMITS)
    assert "Northland pays." in document.text


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.html", "a.md", "a.pdf", "a.docx"]))
def test_random_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    for kind in _kinds(data, name):
        _read(data, kind)


STARTS = st.sampled_from(
    [b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"\xff\xfe", b"\xef\xbb\xbf", b"<?xml ", b"II*\0"]
)


@given(STARTS, st.binary(max_size=200))
def test_random_bytes_after_a_known_start_are_read_or_refused(start: bytes, data: bytes) -> None:
    for kind in _kinds(start + data, "a.txt"):
        _read(start + data, kind)


PAPER = paper.pdf(
    [paper.column(["Northland pays (14) days\u2019 rent.", "", "1. Two."]), paper.column(["Three."])],
    page="/Annots [<< /Type /Annot /Subtype /Widget /Rect [0 0 9 9] >>]",
    catalog="/Names << /EmbeddedFiles << /Names [(b) 9 0 R] >> >>",
    turned=90,
)
PAGE = (
    "<!doctype html><html><head><meta charset=utf-8><meta property=og:type content=article><title>T</title></head>"
    "<body><header><a href=/>x</a></header><ol start=3 type=i><li>One<sup><a href='#n'>1</a></sup><table><tr>"
    "<td colspan=2 rowspan=3>c</table></ol><q>q</q><pre>p\n\n p</pre><p id=n>n<br>é של</p></body></html>"
).encode()
EDITS = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 12), st.binary(max_size=6)), min_size=1, max_size=8
)


@given(EDITS)
def test_damaged_pdf_files_are_read_or_refused(edits: list[tuple[float, int, bytes]]) -> None:
    _read(_damaged(PAPER, edits), "pdf")


@given(EDITS)
def test_damaged_pages_are_read_or_refused(edits: list[tuple[float, int, bytes]]) -> None:
    _read(_damaged(PAGE, edits), "html")


def test_every_broken_file_of_a_folder_ends_in_a_sentence(tmp_path: Path) -> None:
    for name, data in [
        ("a.pdf", PAPER[:100]),
        ("b.docx", b"PK\x03\x04"),
        ("c.html", b"<html>\0"),
        ("d.txt", b"\xff"),
    ]:
        (tmp_path / name).write_bytes(data)
        with pytest.raises(CannotRead) as refused:
            take(tmp_path / name)
        assert refused.value.sentence
        assert refused.value.help


def _damaged(data: bytes, edits: list[tuple[float, int, bytes]]) -> bytes:
    for where, size, put in edits:
        at = int(where * len(data))
        data = data[:at] + put + data[at + size :]
    return data


def _kinds(data: bytes, name: str) -> list[Format]:
    with suppress(DetenteError):
        return [format_of(data, name)]
    return []


def _read(data: bytes, kind: Format) -> None:
    readers: dict[str, Callable[[], Document]] = {
        "html": lambda: html.read(data, "a", LIMITS),
        "pdf": lambda: pdf.read(data, "a", LIMITS),
        "txt": lambda: plain.read(data, "a", LIMITS, kind="txt"),
        "md": lambda: plain.read(data, "a", LIMITS, kind="md"),
    }
    if kind not in readers:
        return
    document = None
    with suppress(DetenteError):
        document = readers[kind]()
    if document is None:
        return
    for block in document.blocks:
        assert 0 <= block.start < block.end <= len(document.text)
    last = 0
    for piece in document.pieces:
        assert last <= piece.start < piece.end <= len(document.text)
        last = piece.end
