"""Documents checked and compared as they are, from Python."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.desk.documents import OFF, CheckedDocument, check_whole, compare_documents, rules_for_documents
from detente.desk.remarks import rules
from detente.errors import UnknownName
from detente.read.document import LIMITS
from detente.read.intake.take import document_of
from detente.read.run import read_whole
from detente.read.saying import act_of, clause_called
from tests.faces.reading import DRAFT, swapped

EVERY = [rule.name for rule in rules_for_documents()]


def checked(text: str, only: list[str] | None = None) -> CheckedDocument:
    document = document_of(text.encode(), "a.txt", "txt", limits=LIMITS)
    return check_whole(read_whole(document, shape="agreement"), only=only)


def told(text: str, only: list[str]) -> list[tuple[str, str]]:
    return [(one.message, one.span.text) for one in checked(text, only).check.findings]


def test_the_rules_for_documents_are_rules_and_each_once() -> None:
    assert set(EVERY) <= {rule.name for rule in rules()}
    assert len(EVERY) == len(set(EVERY))
    assert set(OFF) < set(EVERY)


def test_it_says_which_rules_were_run() -> None:
    codes = {rule.name: rule.code for rule in rules_for_documents()}
    assert checked(DRAFT).check.rules == tuple(sorted(codes[name] for name in EVERY if name not in OFF))
    assert checked(DRAFT).not_run == tuple(sorted(OFF))
    some = checked(DRAFT, ["vague-time", "T007"])
    assert some.check.rules == ("T007", "X001")
    assert "obligation-without-verifier" in some.not_run
    assert checked(DRAFT, EVERY).not_run == ()


def test_a_rule_that_looks_at_deals_alone_finds_nothing() -> None:
    assert checked(DRAFT, ["demand-missing"]).check.rules == ()
    with pytest.raises(UnknownName):
        checked(DRAFT, ["demand-mising"])


def test_every_finding_stands_in_the_document_and_is_found_once() -> None:
    found = checked(DRAFT, EVERY).check.findings
    assert len(found) > 6
    assert len({(one.code, one.span, one.message) for one in found}) == len(found)
    assert [one.span.start for one in found] == sorted(one.span.start for one in found)
    assert all(DRAFT[one.span.start : one.span.end] == one.span.text != "" for one in found)


@pytest.mark.parametrize(
    ("sentence", "silent"),
    [
        ("Northland shall pay 300 crowns.", True),
        ("Northland shall pay 300 crowns within 3 days.", False),
        ("Northland shall pay 300 crowns every month.", False),
        ("Northland shall pay 300 crowns until 1 May 2031.", False),
        ("Northland shall not enter the Ferry House.", False),  # a prohibition needs no last day
        ("Northland may enter the Ferry House.", False),
    ],
)
def test_by_when(sentence: str, silent: bool) -> None:
    found = told(f"1. {sentence}\n", ["obligation-without-deadline"])
    assert [message for message, _ in found] == (["clause 1 does not say by when"] if silent else [])


def test_each_duty_of_a_sentence_is_asked_for_itself() -> None:
    text = "1. Northland shall open the ferry within 3 days and shall mend the pier.\n"
    assert told(text, ["O002"]) == [("clause 1 does not say by when", "shall mend the pier")]


def test_what_the_words_leave_open_is_not_said_twice() -> None:
    text = "1. The ferry shall be opened within 3 days.\n"
    found = checked(text, ["duty-without-doer", "obligation-without-performer"]).check.findings
    assert [one.name for one in found] == ["duty-without-doer"]


def test_a_reference_to_nowhere() -> None:
    text = "1. Northland shall pay under clause 7.\n\n2. Southland shall leave under clause 1.\n"
    assert told(text, ["T003"]) == [
        ('clause 1 refers to "clause 7", which the document does not have', "clause 7")
    ]


@pytest.mark.parametrize(
    ("number", "called"), [("", "the text"), ("2.1", "clause 2.1"), ("Annex A", "Annex A")]
)
def test_a_clause_is_called_by_its_number(number: str, called: str) -> None:
    assert clause_called(number) == called


def test_the_act_begins_at_the_word_of_duty() -> None:
    (duty,) = read_whole(
        document_of(
            b"1. Northland shall promptly open the ferry within 3 days.\n", "a", "txt", limits=LIMITS
        ),
        shape="agreement",
    ).read.proposals
    start, end = act_of(duty)
    assert duty.quote[start - duty.start : end - duty.start] == "shall promptly open the ferry"


def test_findings_new_gone_and_the_same() -> None:
    old = checked("1. Northland shall pay as soon as possible.\n\n2. Southland shall leave in due course.\n")
    new = checked(
        "1. Northland shall pay within 3 days.\n\n2. Southland shall leave in due course.\n\n"
        "3. Northland shall open the ferry as soon as practicable.\n"
    )
    since = compare_documents(old, new)
    assert [one.span.text for one in since.appeared] == ["as soon as practicable"]
    assert [one.span.text for one in since.gone] == ["as soon as possible"]
    assert since.same == 1
    back = compare_documents(new, old)
    assert (back.appeared, back.gone, back.same) == (since.gone, since.appeared, 1)


def test_a_finding_that_only_moved_is_the_same() -> None:
    old = checked("1. Northland shall pay as soon as possible.\n")
    new = checked("1. Southland shall leave within 3 days.\n\n2. Northland shall pay as soon as possible.\n")
    since = compare_documents(old, new)
    assert (since.appeared, since.gone, since.same) == ((), (), 1)


def test_no_file_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    checked(DRAFT, EVERY)
    assert list(tmp_path.iterdir()) == []


def test_the_names_of_the_parties_change_nothing_but_names() -> None:
    def said(text: str) -> str:
        return "\n".join(
            f"{one.code} {one.message} {one.span.start}" for one in checked(text, EVERY).check.findings
        )

    assert swapped(said(DRAFT)) == said(swapped(DRAFT))
