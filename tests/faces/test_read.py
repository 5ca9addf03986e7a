"""`detente read`, as a user meets it: what is printed, what is refused, and never a traceback."""

from __future__ import annotations

import json
import socket
import zipfile
from pathlib import Path
from typing import Any

import pytest

from detente.read.proposals import FORMS, KINDS
from tests.faces.reading import (
    CLAUSES,
    DRAFT,
    NEWS,
    REPORT,
    detente,
    page_file,
    pdf_file,
    swapped,
    word_file,
    written,
)
from tests.read.intake import paper

CLASSES = {"party", "named official", "unnamed official", "expert", "press", "unattributed"}


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    class Refused(socket.socket):  # a class as before, since libraries derive from it and name it as a type
        def __init__(self, *_: Any, **__: Any) -> None:
            raise AssertionError("a reader asked for the network")

    monkeypatch.setattr(socket, "socket", Refused)
    monkeypatch.setattr(socket, "create_connection", Refused)
    monkeypatch.setattr(socket, "getaddrinfo", Refused)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    return written(tmp_path / "draft.txt", DRAFT)


def printed(*args: str | Path) -> dict[str, Any]:
    done = detente("read", *args, "--format", "json")
    assert done.status in (0, 1), done.err
    return json.loads(done.out)  # type: ignore[no-any-return]


def make(folder: Path, ending: str) -> Path:
    path = folder / f"paper.{ending}"
    if ending == "docx":
        return word_file(path)
    if ending == "pdf":
        return pdf_file(path)
    if ending == "html":
        return page_file(path, (*CLAUSES, *NEWS[1:]))
    return written(path, DRAFT + REPORT)


@pytest.mark.parametrize("ending", ["docx", "pdf", "html", "txt", "md"])
def test_the_printed_form_and_every_place_in_it(tmp_path: Path, ending: str) -> None:
    path = make(tmp_path, ending)
    found = printed(path, "--as", "both")
    text = detente("read", path, "--text").out
    document = found["document"]
    assert document["file"] == str(path)
    assert len(document["sha256"]) == 64
    assert document["extractor"]
    assert document["characters"] == len(text)
    assert found["proposals"]
    for one in found["proposals"]:
        assert one["kind"] in KINDS
        assert one["form"] in FORMS
        assert one["speaker_class"] in CLASSES
        assert text[one["start"] : one["end"]] == one["quote"]
        assert one["anchor"]["exact"] == one["quote"]
        for field in (*one["fields"].values(), *one["along"]):
            assert text[field["start"] : field["end"]] == field["words"]
        if one["speaker"] is not None:
            first, last = one["speaker_at"]
            assert text[first:last] == one["speaker"]
    assert {"code", "why", "quote"} >= {key for one in found["refused"] for key in one}


def test_an_agreement_in_each_format_lays_down_the_same(tmp_path: Path) -> None:
    made = [
        word_file(tmp_path / "a.docx"),
        pdf_file(tmp_path / "a.pdf"),
        page_file(tmp_path / "a.html", CLAUSES),
        written(tmp_path / "a.txt", DRAFT),
    ]
    duties = [
        [(one["kind"], one["clause"], " ".join(one["quote"].split())) for one in printed(path)["proposals"]]
        for path in made
    ]
    assert duties[1:] == duties[:-1]
    assert len(duties[0]) > 8


def test_a_page_for_people(draft: Path) -> None:
    done = detente("read", draft)
    assert done.status == 0
    assert f"What was read in {draft}" in done.out
    assert "shall release 33 captives" in done.out
    assert "Everything here is proposed by the reader" in done.out
    assert done.out.count("\x1b") == 0


def test_markdown(draft: Path) -> None:
    out = detente("read", draft, "--format", "markdown").out
    assert out.startswith("# What was read in ")
    assert "| clause |" in out


def test_only_some_kinds(draft: Path) -> None:
    assert {one["kind"] for one in printed(draft, "--only", "power")["proposals"]} == {"power"}


def test_read_as_one_or_the_other(tmp_path: Path) -> None:
    both = written(tmp_path / "both.txt", DRAFT + REPORT)
    said = {one["kind"] for one in printed(both, "--as", "report")["proposals"]}
    laid = {one["kind"] for one in printed(both, "--as", "agreement")["proposals"]}
    assert "obligation" in laid
    assert "demand" in said | {one["kind"] for one in printed(both, "--as", "both")["proposals"]}
    assert not said & {"obligation", "prohibition", "power", "definition"}
    assert not laid & {"claim", "demand", "refusal"}


def test_what_it_reads_as_is_said_with_what_was_left_out(draft: Path) -> None:
    left = printed(written(draft.with_name("b.txt"), f"{DRAFT}\n{NEWS[3]}\n"))["parameters"]
    assert left["read as"] == "agreement"
    assert left["left out"] == ["it reads as an agreement: 1 claim left out; --as both shows them"]


def test_names_of_the_parties_are_handed_to_the_readers(draft: Path) -> None:
    assert printed(draft, "--parties", " Northland, Southland,")["parameters"]["parties"] == [
        "Northland",
        "Southland",
    ]


def test_several_documents_as_json(draft: Path, tmp_path: Path) -> None:
    found = printed(draft, page_file(tmp_path / "news.html"))
    assert [Path(one["document"]["file"]).name for one in found["documents"]] == ["draft.txt", "news.html"]


def test_nothing_found(tmp_path: Path) -> None:
    done = detente("read", written(tmp_path / "a.txt", "A walk by the sea.\n"))
    assert done.status == 1
    assert "Nothing that could be a clause or a claim was found." in done.out


def test_nothing_of_this_kind(draft: Path) -> None:
    assert detente("read", draft, "--only", "guarantee", "--format", "json").status == 1


def test_tracked_changes_one_way_or_the_other(tmp_path: Path) -> None:
    from tests.read.intake.word import made

    body = made.para(
        made.run("1. Northland shall pay within "),
        made.deleted("14"),
        made.inserted(made.run("10")),
        made.run(" days."),
    )
    path = tmp_path / "draft.docx"
    path.write_bytes(made.word(body))
    assert "within 10 days" in detente("read", path, "--text").out
    assert "within 14 days" in detente("read", path, "--text", "--changes", "not-made").out


# --- what cannot be read ---


def bomb(path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(600):
                part.write(bytes(1_000_000))
    return path


def bad(folder: Path, what: str) -> Path:
    path = folder / {"image-only": "a.pdf", "bomb": "a.docx", "no-word-file": "a.docx"}.get(what, "a.txt")
    if what == "bomb":
        return bomb(path)
    content = {
        "empty": b"",
        "image-only": paper.pdf([[]], paint="q 500 0 0 700 50 50 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q "),
        "no-word-file": b"PK\x03\x04 and nothing",
        "binary": bytes(range(256)) * 9,
        "old-word-file": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    }
    if what in content:
        path.write_bytes(content[what])
    elif what == "folder":
        path.mkdir()
    return path


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("missing", "No such file"),
        ("folder", "is a folder (for folders of documents add --into FOLDER)"),
        ("empty", "is empty: it has 0 bytes"),
        ("image-only", "is made of pictures of pages"),
        pytest.param("bomb", "500,000,000", marks=pytest.mark.slow),
        ("no-word-file", "is damaged"),
        ("binary", "its bytes are not text"),
        ("old-word-file", "save it as .docx"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence(tmp_path: Path, what: str, said: str) -> None:
    path = bad(tmp_path, what)
    for more in ([], ["--text"], ["-o", str(tmp_path / "out")], ["--format", "json"]):
        done = detente("read", path, *more)
        assert done.status == 2
        assert done.err.startswith("error: ")
        assert len(done.err.splitlines()) == 1
        assert said in done.err
        assert path.name in done.err
        assert done.out == ""
        assert not (tmp_path / "out").exists()


def test_a_wrong_ending_is_read_and_said(tmp_path: Path) -> None:
    path = word_file(tmp_path / "draft.docx").rename(tmp_path / "draft.pdf")
    found = printed(path)
    assert found["document"]["format"] == "docx"
    assert found["document"]["notes"][0].startswith("The name ends in .pdf, and the file is a Word document")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--only", "duty"], "`duty` is none of claim, demand"),
        (["--review"], "--review goes with -o FOLDER."),
        (["--apply"], "--apply goes with -o FOLDER."),
        (["--decisions", "d.json"], "--decisions goes with -o FOLDER."),
        (["--title", "T"], "--title goes with -o FOLDER."),
        (["--kind", "ceasefire"], "--kind goes with -o FOLDER."),
        (["--answers", "a.txt"], "--answers goes with --review."),
        (["-o", "x", "--by", "A"], "--by goes with --review."),
        (["-o", "x", "--review", "--by", "A" * 201], "at most 200 characters"),
        (["--workers", "2"], "--workers goes with --into FOLDER."),
        (["--executor", "threads"], "--executor goes with --into FOLDER."),
        (["--cluster", "tcp://x"], "--cluster goes with --into FOLDER."),
        (["--model-url", "http://localhost:1"], "--model-url goes with --model."),
        (["--text", "--format", "json"], "--format: of no effect beside --text."),
        (["--text", "-o", "x"], "-o FOLDER: of no effect beside --text."),
        (["--text", "--only", "power", "--as", "both"], "--only, --as: of no effect beside --text."),
        (["--text", "--model", "local:x"], "--model: of no effect beside --text."),
        (["-o", "x", "--format", "json"], "--format: of no effect beside -o FOLDER."),
        (["-o", "x", "--only", "power"], "-o FOLDER writes them all."),
        (["--page", "x.html", "--format", "json"], "--format: of no effect beside --page."),
        (["--into", "x", "--page", "x.html"], "--page: of no effect beside --into FOLDER."),
        (["--into", "x", "--only", "power"], "--only: of no effect beside --into FOLDER."),
        (["--as", "agreement", "--spacy", "en_core_web_sm"], "--spacy reads claims"),
        (["--as", "letter"], "'letter' is not one of"),
        (["--kind", "peace", "-o", "x"], "'peace' is not one of"),
    ],
)
def test_options_that_have_no_effect_together(draft: Path, args: list[str], said: str) -> None:
    done = detente("read", draft, *args)
    assert done.status == 2
    assert said in done.err
    assert "Traceback" not in done.err
    assert list(draft.parent.iterdir()) == [draft]


def test_several_documents_for_people_need_a_folder(draft: Path, tmp_path: Path) -> None:
    other = written(tmp_path / "b.txt", REPORT)
    for more, said in (([], "name a folder for the deal"), (["--text"], "--text prints one document")):
        done = detente("read", draft, other, *more)
        assert (done.status, said in done.err) == (2, True)


def test_the_same_document_twice(draft: Path, tmp_path: Path) -> None:
    done = detente("read", draft, written(tmp_path / "b.txt", DRAFT), "--format", "json")
    assert done.status == 2
    assert "are the same document, byte for byte (name it once)" in done.err


def test_no_document_is_named() -> None:
    assert detente("read").status == 2


def test_a_library_that_is_missing_is_named(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "spacy", None)
    done = detente("read", draft, "--as", "report", "--spacy", "en_core_web_sm")
    assert done.status == 2
    assert 'pip install "detente[read]"' in done.err


# --- the page ---


def test_the_page_is_written(draft: Path, tmp_path: Path) -> None:
    done = detente("read", draft, "--page", tmp_path / "page.html")
    assert (done.status, done.out) == (0, "")
    assert done.err == f"written: {tmp_path / 'page.html'}\n"
    assert "shall release 33 captives" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_the_page_never_replaces_the_document(draft: Path) -> None:
    page = page_file(draft.with_name("news.html"))
    before = page.read_bytes()
    done = detente("read", page, "--page", page)
    assert done.status == 2
    assert "it is the document itself" in done.err
    assert page.read_bytes() == before


def test_the_page_of_some_kinds(draft: Path, tmp_path: Path) -> None:
    detente("read", draft, "--page", tmp_path / "page.html", "--only", "power")
    assert (tmp_path / "page.html").read_text(encoding="utf-8").count("<article ") == 1


def test_a_page_that_cannot_be_written(draft: Path, tmp_path: Path) -> None:
    done = detente("read", draft, "--page", tmp_path / "nowhere" / "page.html")
    assert done.status == 2
    assert done.err == f"error: {tmp_path / 'nowhere' / 'page.html'}: No such file or directory\n"


# --- between the parties ---


@pytest.mark.parametrize("text", [DRAFT, REPORT, DRAFT + REPORT])
def test_the_names_of_the_parties_change_nothing_but_names(tmp_path: Path, text: str) -> None:
    def read(words: str) -> Any:
        found = printed(written(tmp_path / "paper.txt", words), "--as", "both")
        return [{**one, "anchor": None} for one in found["proposals"]], found["refused"]

    assert json.loads(swapped(json.dumps(read(text)))) == json.loads(json.dumps(read(swapped(text))))


@pytest.mark.parametrize("option", ["-o", "--page", "--into", "--model", "--spacy"])
def test_an_option_without_a_name_is_not_passed_over(tmp_path: Path, option: str) -> None:
    """As where a variable of the shell is not set."""
    done = detente("read", written(tmp_path / "draft.txt", DRAFT), option, "")
    assert done.status == 2
    assert "it is empty" in done.err
