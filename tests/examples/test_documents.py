"""What the example documents are there to show."""

from typing import Final

import pytest

from detente.desk.documents import DocumentsSince, check_document, compare_documents
from detente.read.document import Document
from detente.read.intake.take import take
from detente.read.proposals import Proposal, Read
from detente.read.run import read
from tests.folders import ROOT

FOLDER: Final = ROOT / "examples" / "documents"
DRAFT_7: Final = FOLDER / "harbour-draft-7.docx"
DRAFT_8: Final = FOLDER / "harbour-draft-8.docx"
WIRE: Final = FOLDER / "harbour-wire.html"


@pytest.fixture(scope="module")
def draft() -> Document:
    return take(DRAFT_7)


@pytest.fixture(scope="module")
def since() -> DocumentsSince:
    return compare_documents(check_document(DRAFT_7), check_document(DRAFT_8))


@pytest.fixture(scope="module")
def report() -> Read:
    return read(WIRE)


def test_the_numbers_of_the_draft_are_counted_again(draft: Document) -> None:
    assert "\n2.4 Northland shall withdraw its forces from both piers within 10 days after" in draft.text
    assert "\n7.2 It is made in English" in draft.text


def test_the_draft_keeps_who_changed_and_who_remarked_what(draft: Document) -> None:
    assert {(one.author, one.kind, one.words) for one in draft.changes} == {
        ("Lakeland, secretariat", "deleted", "14"),
        ("Lakeland, secretariat", "inserted", "10"),
        ("Coast Republic, legal adviser", "inserted", "civil "),
    }
    assert [draft.text[one.start : one.end] for one in draft.comments] == ["as soon as possible"]
    before = take(DRAFT_7, changes="not made").text
    assert "within 14 days after" in before
    assert "the harbour to ships" in before
    assert [one.kind for one in draft.blocks if one.cell is not None] == ["cell"] * 11
    assert "The amount is that of the letter" in draft.text[draft.blocks[-1].start :]


def test_each_party_of_the_draft_is_one(draft: Document) -> None:
    parties = [one for one in read(DRAFT_7).proposals if one.kind == "party" and one.words("party")]
    names = [(one.words("party"), one.words("alias")) for one in parties]
    assert names[:2] == [
        ("the Republic of Northland", "Northland"),
        ("the Council of Southland", "Southland"),
    ]


def test_what_check_finds_in_the_draft() -> None:
    found = {(one.name, one.span.text) for one in check_document(DRAFT_7).check.findings}
    assert {
        ("clause-reference-to-nowhere", "clause 9.4"),
        ("placeholder-left", "[20]"),
        ("vague-time", "as soon as possible"),
        ("efforts-without-yardstick", "best efforts"),
    } <= found


def duties(changes: DocumentsSince, what: str) -> list[tuple[Proposal | None, Proposal | None]]:
    return [
        (one.old, one.new)
        for one in changes.changes
        if one.what == what and any(side and side.kind != "placeholder" for side in (one.old, one.new))
    ]


def test_what_the_newer_draft_says_otherwise(since: DocumentsSince) -> None:
    said = {one.clause: one.sentence for one in since.changes if one.what == "changed"}
    assert "10 days" in said["2.5"]
    assert "21 days" in said["2.5"]
    assert "a duty became a power" in said["3.2"]
    assert '`not`: "not" → nothing' in said["3.6"]
    ((_, new),) = duties(since, "new")
    assert new is not None
    assert new.clause == "2.3"
    assert duties(since, "gone") == []


def test_where_a_pointer_stayed_and_its_clause_moved(since: DocumentsSince) -> None:
    strayed = [one for one in since.changes if one.what == "points elsewhere"]
    assert [(one.clause, one.sentence) for one in strayed] == [
        ("2.5", "it points at clause 2.3 in both drafts, and what stood there is now clause 2.4")
    ]
    moved = {(one.old.clause, one.new.clause) for one in since.changes if one.what == "renumbered"}  # type: ignore[union-attr]
    assert ("3.6", "6.2") in moved


def test_of_the_page_its_article_is_read(report: Read) -> None:
    text = report.document.text
    assert "Home" not in text
    assert "cookies" not in text
    assert "Fish prices" not in text
    assert "Sail away" not in text
    assert not any("Harbour Bank" in one.quote for one in report.proposals)


def test_nobody_is_given_what_the_writer_says_after_but(report: Read) -> None:
    writers = ("leaves open who repairs", "does not say what happens")
    for one in report.proposals:
        assert one.speaker is None or not any(words in one.quote for words in writers)
    generous = [one for one in report.proposals if one.quote.strip("“”") == "generous"]
    assert [one.words("cue") for one in generous] == ["described"]
    assert all(one.speaker is not None and "Lind" in one.speaker.words for one in generous)


def test_who_said_what_in_the_report(report: Read) -> None:
    said = {one.quote: one.speaker.words for one in report.proposals if one.speaker is not None}
    assert "Reyes" in said["We will not sign a pause that can be switched off"]
    assert "Osei" in said["A stage without a door is a corridor"]
