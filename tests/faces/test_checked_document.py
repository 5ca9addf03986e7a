"""`detente check DRAFT`: findings that stand in the document, comments in a copy of it, and two drafts compared."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import docx
import pytest

from detente.diagnose.rule import find
from detente.read.intake.take import take
from tests.faces.reading import CLAUSES, DRAFT, REPORT, Done, detente, pdf_file, swapped, word_file, written

NEWER = (
    *CLAUSES[:2],
    CLAUSES[2].replace("14 days", "21 days"),
    "2. Northland shall publish the list of ships within 2 days after signature.",
    CLAUSES[3].replace("2. ", "3. ").replace("shall not", "shall"),
    CLAUSES[4].replace("3. ", "4. ").replace("as soon as possible", "within 2 days"),
    CLAUSES[5].replace("4. ", "5. "),
)
DEAL = "detente: 1\nkind: exchange\nparties: {north: Northland, south: Southland}\n"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    return word_file(tmp_path / "draft.docx")


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    return word_file(tmp_path / "newer.docx", NEWER)


def printed(*args: str | Path) -> dict[str, Any]:
    done = detente("check", *args, "--format", "json")
    assert done.status in (0, 1), done.err
    return json.loads(done.out)  # type: ignore[no-any-return]


def words(done: Done) -> str:
    return " ".join(done.out.split())


# --- findings ---


def test_findings_stand_in_the_document_and_their_rules_have_pages(draft: Path) -> None:
    text = take(draft).text
    lines = text.split("\n")
    found = printed(draft)
    assert found["document"]["file"] == str(draft)
    assert {"vague-time", "clause-reference-to-nowhere"} <= {one["name"] for one in found["findings"]}
    for one in found["findings"]:
        assert text[one["start"] : one["end"]] == one["quote"] != ""
        assert lines[one["line"] - 1][one["column"] - 1 :].startswith(one["quote"].split("\n")[0])
        assert one["file"] == str(draft)
        assert detente("rule", one["name"]).status == 0
        assert find(one["name"]).code == one["code"]


def test_what_a_duty_leaves_unsaid_is_told_where_it_is_asked_for(tmp_path: Path) -> None:
    path = written(
        tmp_path / "a.txt", "1. Northland shall pay 300 crowns.\n\n2. Southland shall leave within 3 days.\n"
    )
    assert {one["name"] for one in printed(path)["findings"]} == set()
    rules = ("--only", "obligation-without-deadline", "--only", "V001")
    found = [(one["code"], one["quote"], one["message"]) for one in printed(path, *rules)["findings"]]
    assert ("O002", "shall pay 300 crowns", "clause 1 does not say by when") in found
    assert [code for code, _, message in found if message.startswith("clause 2")] == ["V001"]


def test_rules_that_are_off_are_named_and_run_when_asked_for(draft: Path) -> None:
    off = printed(draft)["rules_not_run"]
    assert "obligation-without-verifier" in off
    assert not {one["name"] for one in printed(draft)["findings"]} & set(off)
    asked = printed(draft, "--only", "obligation-without-verifier")
    assert {one["name"] for one in asked["findings"]} == {"obligation-without-verifier"}


def test_a_verifier_is_not_asked_who_verifies_it(tmp_path: Path) -> None:
    text = (
        "This Agreement is made between Northland and Southland.\n\n"
        "1. The Joint Mission shall verify the withdrawal.\n\n2. Northland shall withdraw within 3 days.\n"
    )
    found = printed(written(tmp_path / "a.txt", text), "--only", "V001")["findings"]
    assert [one["message"] for one in found] == ["clause 2 does not say who verifies this"]


@pytest.mark.parametrize("form", ["full", "concise", "github"])
def test_forms_for_people_and_for_github(draft: Path, form: str) -> None:
    done = detente("check", draft, "--format", form)
    assert done.status == 0
    assert "as soon as possible" in done.out
    assert "vague-time" in done.out


def test_sarif(draft: Path) -> None:
    log = json.loads(detente("check", draft, "--format", "sarif").out)
    results = log["runs"][0]["results"]
    assert "X001" in {one["ruleId"] for one in results}
    assert all("draft.docx" in json.dumps(one["locations"]) for one in results)


def test_fail_on_sets_the_exit_status(draft: Path) -> None:
    assert detente("check", draft).status == 0
    assert detente("check", draft, "--fail-on", "warning").status == 1
    assert detente("check", draft, "--fail-on", "warning", "--only", "term-unused").status == 0


def test_nothing_found(tmp_path: Path) -> None:
    done = detente(
        "check", written(tmp_path / "a.txt", "1. Northland shall leave Ferry House within 3 days.\n")
    )
    assert (done.status, done.out) == (0, "nothing found · read as txt\n")


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.markdown"])
def test_a_text_is_a_document_unless_it_holds_a_deal(tmp_path: Path, name: str) -> None:
    path = written(tmp_path / name, DRAFT)
    assert "document" in printed(path)
    for text in (DEAL, f"# ours\n\n{DEAL}", f"\ufeff{DEAL}"):
        assert "document" not in printed(written(path, text))


def test_a_deal_is_checked_as_a_deal(tmp_path: Path) -> None:
    written(tmp_path / "deal.yaml", DEAL)
    assert "document" not in printed(tmp_path)


@pytest.mark.parametrize("flag", ["--fix", "--propose", "--waivers"])
def test_options_of_deals(draft: Path, flag: str) -> None:
    done = detente("check", draft, flag)
    assert done.status == 2
    assert f"{flag}: for a deal, and {draft} is a document." in done.err


@pytest.mark.parametrize(
    "args",
    [["-o", "x.docx"], ["--format", "docx"], ["--changes", "made"], ["--format", "docx", "-o", "x.docx"]],
)
def test_options_of_documents(tmp_path: Path, args: list[str]) -> None:
    written(tmp_path / "deal.yaml", DEAL)
    done = detente("check", tmp_path, *args)
    assert done.status == 2
    assert "are for documents" in done.err


def test_a_rule_that_does_not_exist(draft: Path) -> None:
    done = detente("check", draft, "--only", "vague-tim")
    assert (done.status, "Did you mean `vague-time`?" in done.err) == (2, True)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 and nothing"])
def test_a_document_that_cannot_be_read(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(content)
    done = detente("check", path)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("error: ")
    assert detente("check", tmp_path / "none.docx").status == 2


# --- as comments ---


def test_findings_become_comments_in_a_copy(draft: Path, tmp_path: Path) -> None:
    before = draft.read_bytes()
    copy = tmp_path / "reviewed.docx"
    found = printed(draft)["findings"]
    done = detente("check", draft, "--format", "docx", "-o", copy)
    assert (done.status, done.out) == (0, "")
    assert done.err == f"written: {copy}, {len(found)} comments\n"
    assert draft.read_bytes() == before
    assert take(copy).text == take(draft).text
    comments = list(docx.Document(str(copy)).comments)
    assert sorted(one.text.rsplit(" [")[-1].split()[0] for one in comments) == sorted(
        one["code"] for one in found
    )
    assert {one.author for one in comments} == {"Détente"}
    assert [(one.start, one.end) for one in take(copy).comments] == [
        (one["start"], one["end"]) for one in found
    ]


def test_a_copy_never_replaces_a_file(draft: Path) -> None:
    before = draft.read_bytes()
    done = detente("check", draft, "--format", "docx", "-o", draft)
    assert done.status == 2
    assert f"`{draft}` is there already, and nothing is overwritten. (name a new file)" in done.err
    assert draft.read_bytes() == before


def test_comments_need_a_word_file_and_a_name(draft: Path, tmp_path: Path) -> None:
    for path in (pdf_file(tmp_path / "a.pdf"), written(tmp_path / "a.txt", DRAFT)):
        done = detente("check", path, "--format", "docx", "-o", tmp_path / "b.docx")
        assert (done.status, "is no Word file" in done.err) == (2, True)
    for args in (["--format", "docx"], ["-o", "b.docx"], ["--format", "json", "-o", "b.docx"]):
        done = detente("check", draft, *args)
        assert (done.status, "goes with `-o FILE`" in done.err) == (2, True)
    done = detente("check", draft, "--format", "docx", "-o", tmp_path / "none" / "b.docx")
    assert (done.status, "No such file or directory" in done.err) == (2, True)


def test_a_copy_without_a_finding(tmp_path: Path) -> None:
    path = word_file(tmp_path / "a.docx", ("1. Northland shall leave Ferry House within 3 days.",))
    done = detente("check", path, "--format", "docx", "-o", tmp_path / "b.docx")
    assert (done.status, done.err) == (0, f"written: {tmp_path / 'b.docx'}, 0 comments\n")
    assert take(tmp_path / "b.docx").text == take(path).text


# --- two drafts ---


def test_what_changed_in_meaning(draft: Path, newer: Path) -> None:
    done = detente("check", newer, "--since", draft)
    said = words(done)
    assert done.out.startswith(f"From {draft} to {newer}\n")
    assert '"within 14 days after signature" → "within 21 days after signature"' in said
    assert 'clause 2: a duty is new: "Northland shall publish the list of ships' in said
    assert "clause 3: a prohibition became a duty" in said
    assert "only renumbered: 4 → 5" in said
    assert f"Findings gone: {draft}:" in said
    assert said.endswith("0 new, 1 gone, 1 the same")


def test_nothing_changed(draft: Path, tmp_path: Path) -> None:
    same = written(tmp_path / "same.txt", DRAFT)
    assert "The two lay down the same." in detente("check", same, "--since", draft).out


def test_the_comparison_as_json(draft: Path, newer: Path) -> None:
    since = printed(newer, "--since", draft)["since"]
    assert since["old"]["file"] == str(draft)
    assert {"new", "changed", "renumbered"} <= {one["what"] for one in since["changes"]}
    assert [one["name"] for one in since["gone"]] == ["vague-time"]


def test_words_of_a_document_do_not_move_the_cursor(draft: Path, tmp_path: Path) -> None:
    text = DRAFT.replace("33 captives", "33 \x1b[2J captives")
    assert "\x1b" not in detente("check", written(tmp_path / "a.txt", text), "--since", draft).out


def test_a_deal_and_a_document_are_not_compared(draft: Path, tmp_path: Path) -> None:
    written(tmp_path / "deal.yaml", DEAL)
    for args in ((draft, "--since", tmp_path), (tmp_path, "--since", draft)):
        done = detente("check", *args)
        assert (done.status, "(compare two of a kind)" in done.err) == (2, True)


def test_a_comparison_is_not_written_as_comments(draft: Path, newer: Path, tmp_path: Path) -> None:
    done = detente("check", newer, "--since", draft, "--format", "docx", "-o", tmp_path / "b.docx")
    assert (done.status, "ask for one of them" in done.err) == (2, True)


# --- between the parties ---


@pytest.mark.parametrize("text", [DRAFT, DRAFT + REPORT])
def test_the_names_of_the_parties_change_nothing_but_names(tmp_path: Path, text: str) -> None:
    newest = text.replace("14 days", "21 days").replace("shall not", "shall")

    def said(old: str, new: str) -> str:
        one, two = written(tmp_path / "a.txt", old), written(tmp_path / "b.txt", new)
        return detente("check", one).out + detente("check", two, "--since", one).out

    assert swapped(said(text, newest)) == said(swapped(text), swapped(newest))


def test_an_older_draft_that_is_missing_is_no_deal(draft: Path, tmp_path: Path) -> None:
    done = detente("check", draft, "--since", tmp_path / "old.txt")
    assert done.status == 2
    assert "there is no file" in done.err


def test_a_copy_without_a_name(draft: Path) -> None:
    done = detente("check", draft, "--format", "docx", "-o", "")
    assert done.status == 2
    assert "it is empty" in done.err
