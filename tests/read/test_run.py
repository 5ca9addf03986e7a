"""One document read: what it reads as, what the verifier lets pass, and what is told of how it was read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import detente.read.run as run
from detente.read.clauses.duties import duties_of
from detente.read.document import LIMITS, Document
from detente.read.intake.take import document_of
from detente.read.proposals import Proposal, Read
from detente.read.run import read, read_whole
from tests.faces.reading import DRAFT, REPORT, swapped, written

DUTIES = {"obligation", "prohibition", "power"}


def document(text: str) -> Document:
    return document_of(text.encode(), "paper.txt", "txt", limits=LIMITS)


def of(text: str, **asked: Any) -> Read:
    return read_whole(document(text), **asked).read


def kinds(found: Read) -> set[str]:
    return {one.kind for one in found.proposals}


def test_an_agreement_and_a_report_are_told_apart() -> None:
    assert of(DRAFT).parameters["read as"] == "agreement"
    assert of(REPORT).parameters["read as"] == "report"
    assert of("A walk by the sea.\n").parameters["read as"] == "both"
    two = "1. Northland shall pay.\n\nNorthland demanded that the toll be lifted.\n"
    assert of(two).parameters["read as"] == "both"
    assert {"obligation", "demand"} <= kinds(of(two))


def test_what_is_left_out_is_counted_and_both_shows_it() -> None:
    text = f"{DRAFT}\nNorthland demanded that the toll be lifted.\n"
    assert of(text).parameters["left out"] == [
        "it reads as an agreement: 1 claim left out; --as both shows them"
    ]
    assert "demand" not in kinds(of(text))
    assert "demand" in kinds(of(text, shape="both"))
    for shape in run.SHAPES:
        assert of(text, shape=shape).parameters["left out"] == []
    news = f"{REPORT}\nNorthland shall pay.\n"
    assert of(news).parameters["left out"] == ["it reads as a report: 1 duty left out; --as both shows them"]


def test_the_readers_that_were_not_asked_for_are_not_called(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> Any:
        raise AssertionError("not asked for")

    with monkeypatch.context() as patch:
        patch.setattr(run, "claims_of", never)
        of(DRAFT, shape="agreement")
    with monkeypatch.context() as patch:
        patch.setattr(run, "duties_of", never)
        of(REPORT, shape="report")


def test_what_a_reader_makes_up_does_not_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    def inventing(one: Document, structure: Any) -> list[Proposal]:
        made_up = Proposal("obligation", "Northland shall pay 900 crowns.", 3, 34)
        return [made_up, *duties_of(one, structure)]

    monkeypatch.setattr(run, "duties_of", inventing)
    found = of("1. Northland shall pay 300 crowns.\n")
    assert [one.quote for one in found.proposals if one.kind == "obligation"] == [
        "Northland shall pay 300 crowns."
    ]
    assert [one.quote for one in found.refused] == ["Northland shall pay 900 crowns."]


@pytest.mark.parametrize("text", [DRAFT, REPORT, DRAFT + REPORT])
def test_every_word_of_a_proposal_is_the_documents(text: str) -> None:
    found = of(text, shape="both")
    for one in found.proposals:
        speaker = [one.speaker] if one.speaker is not None else []
        for words, start, end in (
            (one.quote, one.start, one.end),
            *((part.words, part.start, part.end) for part in (*one.fields.values(), *one.along, *speaker)),
        ):
            assert text[start:end] == words != ""
    assert found.refused == ()


def test_proposals_stand_in_the_order_of_the_text() -> None:
    places = [(one.start, -one.end) for one in of(DRAFT + REPORT, shape="both").proposals]
    assert places == sorted(places)


def test_the_same_document_is_read_the_same() -> None:
    assert of(DRAFT + REPORT).as_dict("1") == of(DRAFT + REPORT).as_dict("1")


def test_how_it_was_read_is_told() -> None:
    found = of(REPORT, parties=["Northland"])
    assert found.parameters["parties"] == ["Northland"]
    assert found.method.startswith(run.METHOD)
    assert "without a spaCy pipeline" in found.method
    assert of(DRAFT).method == run.METHOD


def test_from_a_path(tmp_path: Path) -> None:
    found = read(written(tmp_path / "a.txt", DRAFT))
    assert found.document.file == str(tmp_path / "a.txt")
    assert "obligation" in kinds(found)


@pytest.mark.parametrize("asked", [{"shape": "letter"}, {"changes": "perhaps"}])
def test_a_word_that_it_does_not_know(tmp_path: Path, asked: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="not as"):
        read(written(tmp_path / "a.txt", DRAFT), **asked)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", [DRAFT, REPORT, DRAFT + REPORT])
def test_the_names_of_the_parties_change_nothing_but_names(text: str) -> None:
    def said(words: str) -> str:
        return "\n".join(map(repr, of(words).proposals))

    assert swapped(said(text)) == said(swapped(text))
