"""The page of proposals: every word marked in its place, hostile words shown as words, and nothing that connects."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from html import escape as html_of
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from detente.faces.read_review import reviewed
from detente.read.document import LIMITS, Document, Format
from detente.read.draft.decisions import Decision, key_of
from detente.read.intake.take import document_of
from detente.read.proposals import Proposal, Read
from detente.read.run import read_whole
from detente.report.read_page import page_of
from tests.faces.reading import CLAUSES, DRAFT, REPORT, page_file, swapped, word_file
from tests.read.intake.word import made

HOSTILE = (
    '1. "Toll" means </script><script>alert(1)</script> & <img src=x onerror="alert(2)"> \'money\'.\n\n'
    "2. Northland shall pay the <b>Toll</b> -->]]> within 3 days.\n"
)


def read(data: bytes | str, kind: Format = "txt", name: str = "folder/draft.txt") -> Read:
    raw = data.encode() if isinstance(data, str) else data
    return read_whole(document_of(raw, name, kind, limits=LIMITS), shape="both").read


def parsed(page: str) -> Any:
    return html.document_fromstring(page)


def blocks(page: str) -> list[Any]:
    return parsed(page).xpath('//main[@class="source"]//p')  # type: ignore[no-any-return]


def words_of(one: Document) -> list[str]:
    return [one.text[block.start : block.end] for block in one.blocks]


def letters(block: Any, keys: frozenset[str] = frozenset()) -> Iterator[tuple[str, frozenset[str]]]:
    """Each character of a block with the keys of the marks that it stands in."""
    yield from ((letter, keys) for letter in block.text or "")
    for inner in block:
        inside = frozenset(inner.get("data-keys", "").split())
        yield from letters(inner, keys | inside)
        yield from ((letter, keys) for letter in inner.tail or "")


def refuse_wrong_marks(found: Read) -> None:
    """The page has the words of the document, and each character is marked for the proposals that quote it."""
    page = page_of([found])
    shown = blocks(page)
    assert [block.text_content() for block in shown] == words_of(found.document)
    keyed = [(key_of(found.document, one), one) for one in reviewed(found)]
    for block, where in zip(shown, found.document.blocks, strict=True):
        for at, (_, keys) in enumerate(letters(block), where.start):
            assert keys == {key for key, one in keyed if one.start <= at < one.end}


@pytest.mark.parametrize("text", [DRAFT, REPORT, DRAFT + REPORT, HOSTILE])
def test_every_word_is_marked_in_its_place(text: str) -> None:
    refuse_wrong_marks(read(text))


def test_so_in_a_word_file_with_a_table_and_a_footnote(tmp_path: Path) -> None:
    refuse_wrong_marks(read(word_file(tmp_path / "a.docx").read_bytes(), "docx"))
    cells = [f"<w:tc>{made.para(made.run(words))}</w:tc>" for words in ("who", "", "when", "", "", "Day 7")]
    rows = "".join(f"<w:tr>{''.join(cells[at : at + 3])}</w:tr>" for at in (0, 3))
    body = f"{made.para(made.run(CLAUSES[2]))}<w:tbl>{rows}</w:tbl>{made.para(made.run('After.'))}"
    found = read(made.word(body), "docx")
    refuse_wrong_marks(found)
    (table,) = parsed(page_of([found])).xpath("//main//table")
    assert [[cell.text_content().strip() for cell in row] for row in table] == [
        ["who", "", "when"],
        ["", "", "Day 7"],
    ]


def test_so_in_a_page(tmp_path: Path) -> None:
    refuse_wrong_marks(read(page_file(tmp_path / "a.html").read_bytes(), "html"))


SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)), max_size=8, unique=True)


@settings(max_examples=60)
@given(SPANS)
def test_quotations_that_lie_across_each_other(spans: list[tuple[int, int]]) -> None:
    text = "One <two> & three.\n\nFour five six.\n\nSeven eight nine ten.\n"
    document = document_of(text.encode(), "a.txt", "txt", limits=LIMITS)
    places = dict.fromkeys((start, min(start + size, len(text))) for start, size in spans)
    proposals = tuple(Proposal("claim", text[start:end], start, end) for start, end in places)
    refuse_wrong_marks(Read(document, proposals, (), "", {}))


def test_hostile_words_are_words() -> None:
    found = read(HOSTILE, name="<i>a</i>.txt")
    document = replace(found.document, title='<script>"x"', notes=("<b>note</b>",), publisher="</title>")
    page = page_of([replace(found, document=document)])
    tree = parsed(page)
    assert len(tree.xpath("//script")) == 2
    assert tree.xpath("//img | //i | //iframe | //a | //link | //object") == []
    assert tree.xpath("//b[not(parent::h3)]") == []
    assert tree.xpath("//@*[starts-with(name(), 'on')]") == []
    assert page.count("</script>") == 2
    assert "alert(1)" in tree.xpath("string(//main)")


def test_its_policy_names_its_script_and_forbids_all_else() -> None:
    page = page_of([read(DRAFT)])
    tree = parsed(page)
    policy = tree.xpath('string(//meta[@http-equiv="Content-Security-Policy"]/@content)')
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert policy.split("; ") == [
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        f"script-src 'sha256-{digest}'",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    head = tree.xpath("//head")[0]
    assert [one.tag for one in head][:2] == ["meta", "meta"]  # before anything that it could apply to


def test_nothing_in_it_leads_anywhere() -> None:
    page = page_of([read(DRAFT), read(REPORT, name="b.txt")])
    assert re.findall(r"(?:https?:|//)[\w.]+", re.sub(r"^\s*//.*$", "", page, flags=re.M)) == []
    assert "url(" not in page
    assert "@import" not in page
    assert parsed(page).xpath("//@src | //@href") == []
    assert not re.search(r"fetch\(|XMLHttpRequest|WebSocket|sendBeacon|import\(|eval\(|innerHTML", page)


def data_of(page: str) -> Any:
    (text,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    return json.loads(text)


def test_its_data_are_the_proposals_and_the_decisions() -> None:
    found = read(DRAFT)
    keys = [key_of(found.document, one) for one in reviewed(found)]
    decided = {
        keys[0]: Decision("edited", {"due": "</script>"}, "Analyst"),
        "of another document": Decision("accepted"),
    }
    page = page_of([found], decided)
    data = data_of(page)
    assert [one["key"] for one in data["proposals"]] == keys
    assert [one["quote"] for one in data["proposals"]] == [one.quote for one in reviewed(found)]
    assert data["documents"] == {found.document.sha256: "draft.txt"}
    assert data["decisions"] == {keys[0]: decided[keys[0]].as_dict()}
    assert parsed(page).xpath("//article/@data-key") == keys


def test_each_card_shows_its_words_its_fields_and_who_spoke() -> None:
    found = read(DRAFT + REPORT)
    cards = parsed(page_of([found])).xpath("//article")
    for card, one in zip(cards, reviewed(found), strict=True):
        assert card.xpath("string(blockquote)") == one.quote
        fields = {
            cell.get("data-field"): cell.text_content()
            for cell in card.xpath(".//tr[not(@class)]/td[@data-field]")
        }
        assert fields == {name: " ".join(part.words.split()) for name, part in one.fields.items()}
        if one.speaker is not None:
            assert f"{one.speaker.words} ({one.speaker_class}, {one.form})" in card.text_content()
        assert bool(card.xpath('.//button[@data-do="edit"]')) == (one.kind != "party")
        assert [doubt.text_content() for doubt in card.xpath('p[@class="doubt"]')] == list(one.doubts)


def test_two_documents_keep_their_names_and_no_folder() -> None:
    page = page_of([read(DRAFT), read(REPORT, name="news/b.txt")])
    assert [one.text_content() for one in parsed(page).xpath("//main/h2")] == ["draft.txt", "b.txt"]
    assert "folder/" not in page
    assert "news/" not in page


def test_the_names_of_the_parties_change_nothing_but_names() -> None:
    def shown(text: str) -> str:
        page = page_of([read(text)])
        return re.sub(r"[0-9a-f]{64}", "", page)

    for text in (DRAFT, REPORT):
        assert swapped(shown(text)) == shown(swapped(text))


def test_work_grows_with_the_document_and_no_faster(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: Counter[int] = Counter()

    def counted(words: str) -> str:
        asked[count] += 1
        return html_of(words)

    monkeypatch.setattr("detente.report.read_page.escape", counted)
    for count in (100, 400):
        page_of([read("\n\n".join(f"{number}. Northland shall pay." for number in range(1, count + 1)))])
    assert asked[100] > 300
    assert asked[400] < 4.2 * asked[100]
