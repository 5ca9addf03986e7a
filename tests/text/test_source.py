import hashlib
import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import CannotRead
from detente.text.source import Source, read_source, shown

# Letters, every newline and everything that some programs take for one, and characters beyond 16 bits.
LINES = st.text(st.sampled_from("ab é\r\n\x85\u2028\u2029\x0b\x0c\t😀"))


def refused(path: Path, **options: int) -> CannotRead:
    with pytest.raises(CannotRead) as caught:
        read_source(path, "deal.yaml", **options)
    assert caught.value.file == "deal.yaml"
    return caught.value


# --- lines and columns


@given(LINES)
def test_lines_end_at_lf_crlf_and_cr_only(text: str) -> None:
    source = Source("a", text)
    expected = re.split(r"\r\n|\r|\n", text)
    assert [source.line(number) for number in range(1, source.lines + 1)] == expected


@given(LINES, st.data())
def test_a_position_leads_back_to_its_offset(text: str, data: st.DataObject) -> None:
    source = Source("a", text)
    offset = data.draw(st.integers(0, len(text)))
    inside_crlf = text[max(offset - 1, 0) : offset + 1] == "\r\n"
    assert source.offset(*source.position(offset)) == offset - inside_crlf


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("lines", [4095, 4096, 4097, 20_000])
def test_places_are_right_in_long_texts(newline: str, lines: int) -> None:
    source = Source("a", newline.join(f"line {number}" for number in range(1, lines + 1)))
    for number in (1, 2, 500, 2047, 2048, 2049, 4094, lines - 1, lines):
        offset = source.offset(number, 1)
        assert source.line(number) == f"line {number}"
        assert source.position(offset) == (number, 1)
        assert source.position(offset + 5) == (number, 6)
    assert source.lines == lines


def test_crlf_may_fall_on_any_boundary() -> None:
    for pad in range(4090, 4100):
        source = Source("a", "x" * pad + "\r\nend\rmore")
        assert source.position(source.text.index("end")) == (2, 1)
        assert source.position(source.text.index("more")) == (3, 1)
        assert source.position(pad + 1) == (1, pad + 1)


def test_columns_count_code_points() -> None:
    source = Source("a", "é😀: x\nb")
    assert source.position(2) == (1, 3)
    assert source.span(0, 2).text == "é😀"


def test_an_empty_text_has_one_empty_line() -> None:
    source = Source("a", "")
    assert (source.lines, source.line(1), source.position(0)) == (1, "", (1, 1))


def test_a_column_past_the_end_of_a_line_is_its_end() -> None:
    assert Source("a", "ab\r\ncd").offset(1, 99) == 2


@pytest.mark.parametrize(
    "ask",
    [
        lambda source: source.position(3),
        lambda source: source.position(-1),
        lambda source: source.line(0),
        lambda source: source.line(2),
        lambda source: source.offset(1, 0),
        lambda source: source.offset(5, 1),
        lambda source: source.span(1, 3),
        lambda source: source.span(2, 1),
    ],
)
def test_a_place_outside_the_text_is_refused_by_name(ask):  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match=r"a has|columns count from 1"):
        ask(Source("a", "ab"))


# --- spans


def test_a_span_knows_its_place_and_its_words() -> None:
    span = Source("deal.yaml", "a: b\nc: [d,\n e]\n").span(8, 15)
    assert (span.file, span.line, span.column, span.end_line, span.end_column) == ("deal.yaml", 2, 4, 3, 4)
    assert span.text == "[d,\n e]"
    assert str(span) == "deal.yaml:2:4"


def test_spans_sort_by_file_start_and_end() -> None:
    one, two = Source("a", "xyz"), Source("b", "xyz")
    spans = [two.span(0, 1), one.span(1, 3), one.span(1, 2), one.span(0, 3)]
    assert sorted(spans) == [one.span(0, 3), one.span(1, 2), one.span(1, 3), two.span(0, 1)]
    assert one.span(0, 1) < two.span(0, 1)
    assert one.span(0, 1) <= one.span(0, 1)


def test_spans_of_two_versions_of_a_file_are_not_equal() -> None:
    assert Source("a", "x").span(0, 1) != Source("a", "x").span(0, 1)


# --- reading


def test_a_file_is_read_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "deal.yaml"
    path.write_bytes("a: é\r\nb: c\u2028d\n".encode())
    source = read_source(path)
    assert source.text == "a: é\r\nb: c\u2028d\n"
    assert source.lines == 3
    assert source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert source.encode(source.text) == path.read_bytes()


def test_a_byte_order_mark_is_accepted_kept_and_not_counted(tmp_path: Path) -> None:
    path = tmp_path / "deal.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: b\n")
    source = read_source(path)
    assert (source.text, source.bom, source.position(0)) == ("a: b\n", True, (1, 1))
    assert source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert source.encode(source.text) == path.read_bytes()


def test_a_text_that_was_not_read_has_the_hash_of_its_utf8() -> None:
    assert Source("a", "é").sha256 == hashlib.sha256("é".encode()).hexdigest()


def test_a_file_is_named_from_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "my").mkdir()
    (tmp_path / "my" / "deal.yaml").write_text("a: b")
    monkeypatch.chdir(tmp_path)
    assert read_source(tmp_path / "my" / "deal.yaml").name == "my/deal.yaml"
    assert read_source(Path("my/deal.yaml")).name == "my/deal.yaml"
    assert read_source(Path("my/deal.yaml"), "other").name == "other"
    monkeypatch.chdir(tmp_path / "my")
    assert read_source(Path("../my/deal.yaml")).name == "../my/deal.yaml"


def test_a_name_that_is_not_utf8_can_be_printed() -> None:
    shown(Path(os.fsdecode(b"d\xff.yaml"))).encode()


def test_a_missing_file_is_named_with_the_nearest_one(tmp_path: Path) -> None:
    (tmp_path / "deal.yaml").write_text("a: b")
    error = refused(tmp_path / "dael.yaml")
    assert str(error) == "deal.yaml: There is no file `deal.yaml`. (Did you mean `deal.yaml`?)"
    assert "folder does not exist" in str(refused(tmp_path / "no" / "deal.yaml"))


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert str(refused(tmp_path)) == (
        "deal.yaml: `deal.yaml` is a folder, and a file is needed. "
        "(Name a file in it, such as `deal.yaml/deal.yaml`.)"
    )


def test_a_file_as_a_folder_on_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert "cannot be opened: Not a directory" in str(refused(tmp_path / "file" / "deal.yaml"))


def test_no_permission_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "deal.yaml"
    path.write_text("a: b")

    def closed(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", closed)
    assert refused(path).sentence == "You have no permission to read `deal.yaml`."


def test_a_path_that_no_system_takes_is_refused() -> None:
    assert "cannot be opened" in str(refused(Path("a\0b")))
    assert "cannot be opened" in str(refused(Path("x" * 10_000)))


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "is not an ordinary file" in str(refused(tmp_path / "pipe"))


def test_a_file_of_100_mb_is_refused_by_its_size_without_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "deal.yaml"
    with path.open("wb") as file:
        file.truncate(100_000_000)

    def read(*_: object, **__: object) -> None:
        raise AssertionError("the file was opened")

    monkeypatch.setattr(Path, "open", read)
    assert refused(path).sentence == "`deal.yaml` has 100.0 MB, and the limit is 10.0 MB."


def test_the_limit_holds_to_the_byte(tmp_path: Path) -> None:
    path = tmp_path / "deal.yaml"
    path.write_text("a: b")
    assert read_source(path, limit=4).text == "a: b"
    assert refused(path, limit=3).sentence == "`deal.yaml` has 4 bytes, and the limit is 3 bytes."


def test_a_file_that_says_it_is_empty_and_is_not_stays_within_the_limit() -> None:
    endless = Path("/proc/self/maps")  # Linux gives it no size
    if not endless.exists():
        endless = Path(__file__)
    assert "the limit is 10 bytes" in str(refused(endless, limit=10))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32", "utf-32-be"])
def test_utf16_and_utf32_are_named(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "deal.yaml"
    mark = "\ufeff" if encoding.endswith("be") else ""
    path.write_bytes((mark + "a: b\n").encode(encoding))
    error = refused(path)
    assert error.sentence == f"`deal.yaml` is saved as {encoding[:6].upper()}, not as UTF-8."
    assert error.help is not None
    assert "Save it as UTF-8" in error.help


def test_latin1_is_refused_with_the_place_of_the_first_bad_byte(tmp_path: Path) -> None:
    path = tmp_path / "deal.yaml"
    path.write_bytes("\ufeffa: é\r\nb: 😀".encode() + b"\xe9")
    error = refused(path)
    assert (error.line, error.column) == (2, 5)
    assert error.sentence == "`deal.yaml` is not UTF-8 text: line 2, column 5 holds the byte 0xE9."


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\x7fELF\x00\x01", "is not plain text: it holds zero bytes"),
        ("a: b".encode("utf-16-le"), "is not plain text: it holds zero bytes"),
        (b"%PDF-1.7\n%\xe2\xe3", "is a PDF, not plain text"),
        (b"PK\x03\x04\x14\x00", "is a Word document or another packed file"),
    ],
)
def test_what_is_not_text_is_refused(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "deal.yaml"
    path.write_bytes(data)
    assert said in str(refused(path))


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_a_sentence(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any"
    path.write_bytes(data)
    try:
        source = read_source(path)
    except CannotRead as error:
        assert error.help  # noqa: PT017 -- either outcome is right, and both are looked at
    else:
        assert source.encode(source.text) == data
