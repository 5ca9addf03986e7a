"""Rules on terms, references, annexes and places left open."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from detente.check import check
from detente.diagnose.diagnostic import Severity
from tests.check.rules.looking import looked, messages

if TYPE_CHECKING:
    from pathlib import Path

READ = """
terms: {{calm: {{words: lasting calm, used in: [{used}]{settled}}}}}
obligations: {{keep: {{by: north, to: south, does: keep calm}}, leave: {{by: north, to: south, does: leave}}}}
positions:
  north:
    demands: {{home: {{wants: x, firmness: {north}, met by: [keep]}}}}
    readings: [{{term: calm, says: {first}}}]
  south:
    demands:
      end: {{wants: x, firmness: {south}, met by: [keep]}}
      road: {{wants: y, firmness: {south}, met by: [keep]}}
    readings: [{{term: calm, says: for good}}]
"""


def read(
    first: str = "for a month",
    used: str = "keep",
    north: str = "not stated",
    south: str = "not stated",
    settled: str = "",
) -> str:
    return READ.format(first=first, used=used, north=north, south=south, settled=settled)


def test_a_term_read_alike_is_settled() -> None:
    assert messages("T004", read(first="for good")) == []


@pytest.mark.parametrize(
    "settled", [", agreed: for 90 days", ", open on purpose: {why: x, who: north, revisit by: D+3}"]
)
def test_a_term_with_an_agreed_reading_or_open_on_purpose_is_settled(settled: str) -> None:
    assert messages("T004", read(settled=settled)) == []


def test_without_a_condition_it_is_a_warning() -> None:
    [remark] = looked("T004", read())
    assert (
        remark.message
        == "Northland and Southland are reported to read `calm` differently, and no reading is agreed"
    )
    assert (remark.severity, remark.label) == (None, "used by 1 obligation")
    assert [related.message for related in remark.related] == [
        "Northland: for a month",
        "Southland: for good",
    ]


def test_a_condition_that_rests_on_it_makes_it_an_error() -> None:
    [remark] = looked("T004", read(north="stated as a condition"))
    assert remark.severity is Severity.error
    assert remark.message == (
        "Northland's demand `home`, stated as a condition, rests on the term `calm`, "
        "which Southland is reported to read otherwise"
    )
    assert (remark.subjects.demands, remark.subjects.parties) == (("home",), ("north", "south"))


def test_conditions_of_one_party_are_named_together_and_of_two_apart() -> None:
    [one] = messages("T004", read(south="stated as a condition"))
    assert one == (
        "Southland's demands `end` and `road`, stated as conditions, rest on the term `calm`, "
        "which Northland is reported to read otherwise"
    )
    [two] = messages("T004", read(north="stated as a condition", south="stated as a condition"))
    assert two == (
        "Northland's demand `home` and Southland's demands `end` and `road`, stated as conditions, rest on the term "
        "`calm`, which Northland and Southland are reported to read differently"
    )


def test_a_condition_that_does_not_rest_on_it_is_left_out() -> None:
    [remark] = looked("T004", read(used="leave", north="stated as a condition"))
    assert remark.severity is None


def test_who_said_it_and_who_reports_it_stand_beside_the_reading() -> None:
    body = read().replace(
        "{term: calm, says: for good}",
        "{term: calm, says: for good, said by: head of the delegation, source: {in: wire}}",
    )
    [remark] = looked("T004", body + "sources: {wire: {publisher: Harbour Wire}}\n")
    assert (
        remark.related[1].message
        == "Southland, head of the delegation, as reported by Harbour Wire: for good"
    )


TEXT = "text: |\n  1. North.\n\n  2.1 See {words}.\n\n  2.2 End.\n"


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("clause 1", []),
        ("clause 2", []),  # the clauses below it are meant
        ("clause 2.3", ["2.3"]),
        ("clauses 1, 2.1 and 7", ["7"]),
        ("Articles 8 to 9", ["8", "9"]),
        ("Article 8 of the Charter", []),
        ("Article 109 of Convention III", []),
        ("article 8 of this agreement", ["8"]),
        ("section 4 (b)", ["4"]),
        ("8 articles", []),
        ("l'article 6", ["6"]),
        ("el artículo 6 de la Carta", []),
    ],
)
def test_references_in_the_text(words: str, numbers: list[str]) -> None:
    said = [remark.span.text for remark in looked("T003", TEXT.format(words=words))]
    assert said == numbers


def test_a_reference_in_the_text_is_a_warning_and_one_of_an_entry_an_error() -> None:
    body = 'obligations: {leave: {by: north, clause: ["1", "3"]}}\n' + TEXT.format(words="clause 3")
    entry, words = looked("T003", body)
    assert (entry.message, entry.severity, entry.span.text) == (
        "`leave` points at clause 3, which the agreement does not have",
        None,
        '"3"',
    )
    assert words.severity is Severity.warning


def test_without_a_text_no_reference_is_looked_up() -> None:
    assert messages("T003", 'obligations: {leave: {by: north, clause: "3"}}') == []


def test_a_number_that_stands_twice_matters_only_if_something_refers_to_it() -> None:
    text = "text: |\n  1. North.\n\n  1. South.\n"
    assert messages("T011", text) == []
    [said] = messages("T011", 'terms: {a: {clause: "1"}}\n' + text)
    assert said == "clause 1 stands 2 times (lines 6 and 8), and something refers to it"


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("It lasts 42 days", 0),
        ("It lasts forty-two (42) days", 0),
        ("It lasts six weeks", 0),
        ("It lasts 45 days", 1),
        ("It lasts forty-five days", 1),
        ("It lasts 45 days and may go on for 7 days", 0),  # two lengths: not for a machine to choose
        ("It ends by 2031-05-03", 0),
    ],
)
def test_the_length_of_a_stage_and_of_its_clause(words: str, count: int) -> None:
    body = f'stages: {{one: {{lasts: 42 days, clause: "1"}}}}\ntext: |\n  1. {words}.\n'
    assert len(messages("T005", body)) == count


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("33 persons are released", 0),
        ("Thirty-three persons are released", 0),
        ("40 persons are released", 1),
        ("3 persons, then 30 persons", 0),  # the parts
        ("1,033 persons are released", 1),
        ("12 buses carry them", 0),
    ],
)
def test_the_amount_of_a_duty_and_of_its_clause(words: str, count: int) -> None:
    keys = 'by: north, amount: 33 persons, parts: [3 by D+1, 30 by D+7], clause: "1"'
    assert len(messages("T005", f"obligations: {{free: {{{keys}}}}}\ntext: |\n  1. {words}.\n")) == count


@pytest.mark.parametrize(
    ("status", "severity"), [("signed", Severity.error), ("in force", Severity.error), ("proposal", None)]
)
def test_a_place_left_open_is_an_error_once_it_is_signed(status: str, severity: Severity | None) -> None:
    [clause, value] = looked(
        "T007", f'status: {status}\ntitle: "The [port] deal"\ntext: |\n  1. By ____ at noon.\n'
    )
    assert (clause.message, clause.span.text, clause.severity) == (
        'clause 1 leaves a place open: "____"',
        "____",
        severity,
    )
    assert (value.message, value.span.text) == ('`title` leaves a place open: "[port]"', "[port]")


def test_what_parties_said_and_notes_are_not_signed() -> None:
    body = """
        obligations: {leave: {by: north, note: "[30] days?"}}
        positions: {north: {claims: [{says: "in [30] days"}]}}
        """
    assert messages("T007", body) == []


def annexed(tmp_path: Path, file: str, sha256: str, status: str = "proposal") -> list[tuple[str, str]]:
    (tmp_path / "annexes").mkdir()
    (tmp_path / "annexes" / "list.csv").write_text("one,two\n")
    (tmp_path / "deal.yaml").write_text(
        f"detente: 1\nkind: other\nstatus: {status}\nparties: {{a: A, b: B}}\n"
        f'annexes: {{L1: {{file: {file}, sha256: "{sha256}"}}}}\n'
    )
    done = check(tmp_path, only=["annex-not-pinned"])
    return [(finding.severity.name, finding.message) for finding in done.findings]


def test_an_annex_that_is_there_and_unchanged(tmp_path: Path) -> None:
    assert annexed(tmp_path, "annexes/list.csv", sha256(b"one,two\n").hexdigest()) == []


def test_an_annex_that_was_changed(tmp_path: Path) -> None:
    [(severity, said)] = annexed(tmp_path, "annexes/list.csv", "0" * 64)
    assert severity == "error"
    assert said.startswith("the annex `L1` is not the file that was pinned: its sha256 is ")


@pytest.mark.parametrize(
    ("file", "why"),
    [
        ("annexes/map.pdf", "there is no file `annexes/map.pdf`"),
        ("annexes", "there is no file `annexes`"),
        ("../../etc/hostname", "the path `../../etc/hostname` leads out of the deal's folder"),
        ("/etc/hostname", "the path `/etc/hostname` leads out of the deal's folder"),
    ],
)
def test_an_annex_that_is_not_there_or_outside(tmp_path: Path, file: str, why: str) -> None:
    assert annexed(tmp_path, file, "0" * 64) == [("error", f"the annex `L1` is not attached: {why}")]


@pytest.mark.parametrize(("status", "severity"), [("signed", "error"), ("proposal", "warning")])
def test_an_annex_without_a_hash(tmp_path: Path, status: str, severity: str) -> None:
    found = annexed(tmp_path, "annexes/list.csv", "not stated", status)
    assert found == [
        (severity, "the annex `L1` is named and not attached: the text does not state its sha256")
    ]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("in Annex B", ["Annex B"]),
        ("in annex B and in Annex B", ["Annex B"]),
        ("in Annex L1", []),
        ("in Annex II to the Convention", []),
        ("in Annex II to this agreement", ["Annex II"]),
        ("an annex is added", []),
    ],
)
def test_annexes_named_in_the_text(words: str, names: list[str]) -> None:
    said = messages("T012", f"annexes: {{L1: {{}}}}\ntext: |\n  1. It stands {words}.\n")
    assert [sentence.partition(" is named")[0] for sentence in said] == names


def test_terms_that_share_a_word_or_a_meaning() -> None:
    body = """
        terms:
          a: {words: [truce, calm], agreed: no shot is fired}
          b: {words: Calm}
          c: {words: pause, agreed: "No shot  is fired."}
        """
    assert messages("T002", body) == [
        '"Calm" stands for two terms, `a` and `b`',
        "the terms `a` and `c` are agreed to mean the same",
    ]


def test_words_of_a_term_are_looked_for_whatever_their_quotes_and_spaces() -> None:
    body = "terms: {{t: {{words: {words}}}}}\ntext: |\n  1. The Parties\u2019\n  lasting  calm.\n"
    assert messages("T009", body.format(words='"the parties\' lasting calm"')) == []
    assert messages("T009", body.format(words="[truce, lasting calm]")) == []
    assert messages("T009", body.format(words="[truce, pause]")) == [
        '"truce" and "pause" do not stand in the text of the agreement'
    ]


def test_a_duty_without_a_clause_is_found_only_beside_a_text() -> None:
    duty = "obligations: {leave: {by: north, clause: %s}}\n"
    text = "text: |\n  1. Northland leaves.\n"
    assert messages("T013", duty % "not stated") == []
    assert messages("T013", duty % "not stated" + text) == [
        "the text does not state the clause that lays down `leave`"
    ]
    assert messages("T013", duty % '"1"' + text) == []


def test_a_clause_below_the_one_that_an_entry_names_is_covered() -> None:
    text = "text: |\n  9. Leaving\n\n  9.1 Northland shall leave.\n\n  9.2 Southland shall stay.\n"
    assert messages("T014", 'obligations: {leave: {by: north, clause: "9"}}\n' + text) == []
    [said] = messages("T014", 'obligations: {leave: {by: north, clause: "9.1"}}\n' + text)
    assert said == 'nothing points at clause 9.2: "Southland shall stay."'
