"""The reference of the printed form of `read` names every key that is printed, each in its table, and no other."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from detente.desk.documents import check_document, compare_documents
from detente.faces.read_many import read_many
from detente.read.document import Document
from detente.read.intake.take import take
from detente.read.proposals import KINDS
from detente.read.run import read_whole
from detente.read.verify import CODES, Claimed, verify
from tests.folders import ROOT

PAGE = (ROOT / "docs" / "reference" / "read-json.md").read_text(encoding="utf-8")
GUIDE = (ROOT / "docs" / "guides" / "read.md").read_text(encoding="utf-8")
DRAFTS = [ROOT / "examples" / "documents" / f"harbour-draft-{number}.docx" for number in (7, 8)]
CHECKED = {"rules_not_run", "document"}
PLACE = {"start", "end", "quote"}


def documented(section: str) -> set[str]:
    """The keys in the first column of a table: that after the target of a section, or the first of the page."""
    text = PAGE.split(f"(read-{section})=\n")[1] if section else PAGE.split("The whole object:")[1]
    rows = re.findall(r"^\| (`.*?) \|", text.split("\n(")[0], re.M)
    return {key for row in rows for key in re.findall(r"`([\w ]+)`", row)}


@pytest.fixture(scope="module")
def draft() -> Document:
    return take(DRAFTS[0])


@pytest.fixture(scope="module")
def printed(draft: Document) -> dict[str, Any]:
    return read_whole(draft).read.as_dict("1.0")


def test_the_whole_and_its_document(printed: dict[str, Any]) -> None:
    assert documented("") == set(printed)
    assert documented("document") == set(printed["document"])
    assert documented("parameters") == set(printed["parameters"])


def test_a_proposal_and_its_anchor(printed: dict[str, Any]) -> None:
    found = next(one for one in printed["proposals"] if one["fields"])
    assert documented("proposal") == set(found)
    assert documented("anchor") == set(found["anchor"])
    assert {"words", "start", "end"} == set(next(iter(found["fields"].values())))
    assert all(f"`{kind}`" in PAGE for kind in KINDS)


def test_a_refusal(draft: Document) -> None:
    (refused,) = verify(draft, [Claimed("obligation", "Northland shall swim")])[1]
    assert documented("refused") == set(refused.as_dict())


def test_the_guide_names_every_code() -> None:
    assert [code for code in CODES if f"`{code}`" not in GUIDE] == []


def test_many_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.txt").write_text("1. Northland shall pay.\n", encoding="utf-8")
    (tmp_path / "in" / "bad.txt").write_bytes(b"\0")
    monkeypatch.chdir(tmp_path)
    asked = {"shape": None, "parties": None, "spacy": None, "model": None, "model_url": None}
    options = {"into": "out", "changes": "made", "executor": "threads", "workers": 1, "cluster": None}
    assert read_many(["in"], asked | options) == 2
    index = json.loads((tmp_path / "out" / "index.json").read_text(encoding="utf-8"))
    assert documented("index") == set(index)
    assert documented("indexed") == {key for one in index["documents"].values() for key in one}


def test_a_checked_document_and_what_changed_since_another() -> None:
    old, new = (check_document(path) for path in DRAFTS)
    printed, since = new.as_dict("1.0"), compare_documents(old, new).as_dict()
    assert documented("check") == (CHECKED & set(printed)) | {"since"}
    assert documented("finding") == set(printed["findings"][0])
    assert documented("since") == set(since)
    assert documented("finding") - PLACE == set(since["gone"][0])
    assert documented("change") == set(since["changes"][0])
    assert {"quote", "start", "end", "clause"} == set(since["changes"][0]["new"])
    changed = next(one for one in since["changes"] if one["fields"])
    assert {"name", "old", "new"} == set(changed["fields"][0])
