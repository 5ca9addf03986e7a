"""Rules on sources, quotes and speakers."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from detente.check import check
from detente.diagnose.diagnostic import Severity
from tests.check.rules.looking import looked, messages

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("", ["the source of Southland's claim is not filled in"]),
        (", source: not stated", ["the file does not state the source of Southland's claim"]),
        (", source: {in: wire}", []),
        (", source: {quote: we said so}", []),
        (", source: {says: somebody said so}", ["the source of Southland's claim is not filled in"]),
    ],
)
def test_a_statement_rests_on_a_document_or_a_quote(source: str, said: list[str]) -> None:
    body = f"sources: {{wire: {{}}}}\npositions: {{south: {{claims: [{{says: it rains{source}}}]}}}}"
    assert messages("S001", body) == said


def test_each_kind_of_statement_is_named() -> None:
    body = """
        terms: {calm: {words: calm}}
        obligations: {leave: {by: north}}
        positions:
          south:
            demands: {road: {wants: the road}}
            readings: [{term: calm, says: x}, {order of: [leave], says: x}]
            concessions: [{on: road, says: x}]
            claims: [{about: [leave, north], says: x}]
        """
    said = [sentence.removeprefix("the source of Southland's ") for sentence in messages("S001", body)]
    assert [sentence.removesuffix(" is not filled in") for sentence in said] == [
        "demand `road`",
        "reading of `calm`",
        "reading of the order of acts",
        "concession about `road`",
        "claim about `leave` and `north`",
    ]


WIRE = "Southland said: “The war\nshould end \u2013 soon.” Then it said it again: soon."
QUOTED = """
sources: {{wire: {{text: {text}}}, other: {{publisher: Harbour Wire}}}}
positions:
  south:
    claims: [{{says: x, source: {{in: {docs}, quote: {quote}{at}}}}}]
"""


def quoted(quote: str, at: str = "", docs: str = "wire") -> str:
    text = '"' + WIRE.replace("\n", "\\n") + '"'
    return QUOTED.format(text=text, quote=f'"{quote}"', at=at, docs=docs)


@pytest.mark.parametrize(
    "quote",
    ["The war should end", "end - soon", "said: “The war", 'said: \\"The war', "should end \u2013 soon"],
)
def test_a_quote_is_found_whatever_its_spaces_quotes_and_dashes(quote: str) -> None:
    assert messages("S002", quoted(quote)) == []


@pytest.mark.parametrize("quote", ["The war must end", "the war should end", "The war should not end"])
def test_a_quote_that_was_changed_by_a_word_is_found(quote: str) -> None:
    assert messages("S002", quoted(quote)) == [f'a claim quotes "{quote}", which does not stand in `wire`']


def test_a_document_that_cannot_be_searched_may_hold_the_quote() -> None:
    assert messages("S002", quoted("The war must end", docs="[wire, other]")) == []


def test_a_wrong_offset_is_put_right_where_the_words_stand_once() -> None:
    [remark] = looked("S002", quoted("Southland said", at=", at: 3"))
    assert remark.severity is Severity.warning
    assert remark.fix is not None
    assert remark.fix.safe
    assert ", at: 0}" in remark.fix.patch.apply()
    assert messages("S002", quoted("Southland said", at=", at: 0")) == []


def test_a_wrong_offset_of_words_that_stand_twice_is_left_to_the_reader() -> None:
    [remark] = looked("S002", quoted("soon", at=", at: 1"))
    assert remark.fix is None


def test_a_stored_copy_is_compared_with_its_hash(tmp_path: Path) -> None:
    (tmp_path / "positions").mkdir()
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "wire.txt").write_text("the war should end")
    (tmp_path / "deal.yaml").write_text(
        "detente: 1\nkind: other\nparties: {north: Northland, south: Southland}\n"
    )
    (tmp_path / "positions" / "south.yaml").write_text(
        "positions of: south\n"
        "claims: [{says: x, source: {in: wire, quote: the war must end}}]\n"
        f'sources: {{wire: {{file: ../sources/wire.txt, sha256: "{"0" * 64}"}}, gone: {{file: ../sources/gone.txt}}}}\n'
    )
    found = {
        finding.message.partition(":")[0]: finding
        for finding in check(tmp_path, only=["quote-not-in-source"]).findings
    }
    assert set(found) == {
        "the stored copy of `wire` is not the one that was pinned",
        "the source `gone` cannot be looked at",
        'a claim quotes "the war must end", which does not stand in `wire`',
    }
    assert found["the source `gone` cannot be looked at"].severity is Severity.warning


@pytest.mark.parametrize(
    ("keys", "count"),
    [
        ("", 1),
        ("said by: a minister", 1),
        ("speaker class: unattributed", 0),
        ("speaker class: press", 0),
        ("speaker class: party", 0),
        ("speaker class: named official", 1),
        ("speaker class: expert", 1),
        ("said by: a minister, speaker class: named official", 0),
    ],
)
def test_who_said_it(keys: str, count: int) -> None:
    claim = f"{{says: it rains{', ' if keys else ''}{keys}}}"
    assert len(messages("S003", f"positions: {{south: {{claims: [{claim}]}}}}")) == count


CLAIMS = """
obligations: {{leave: {{by: [{by}], to: south}}}}
sources: {{a: {{}}, b: {{}}}}
positions:
  south: {{claims: [{{about: {about}, says: x, source: {{in: {docs}}}{more}}}]}}
  north: {{claims: [{{about: {also}, says: y}}]}}
"""


@pytest.mark.parametrize(
    ("by", "about", "docs", "more", "also", "count"),
    [
        ("north", "north", "a", "", "south", 2),  # each speaks of the other alone
        ("north", "leave", "a", "", "[]", 1),
        ("north, south", "leave", "a", "", "[]", 0),  # its own duty too
        ("north", "leave", "a", "", "leave", 0),  # the other side has spoken
        ("north", "leave", "[a, b]", "", "[]", 0),
        ("north", "leave", "a", ", disputed by: [north]", "[]", 0),
        ("north", "leave", "a", ", disputed by: []", "[]", 0),
        ("north", "south", "a", "", "[]", 0),  # of itself
    ],
)
def test_a_claim_about_another_party(
    by: str, about: str, docs: str, more: str, also: str, count: int
) -> None:
    body = CLAIMS.format(by=by, about=about, docs=docs, more=more, also=also)
    assert len(messages("S004", body)) == count


def test_entries_that_rest_on_an_earlier_draft() -> None:
    body = """
        sources: {may: {superseded by: june}, june: {}}
        obligations:
          a: {by: north, source: {in: may}}
          b: {by: north, source: {in: [may, june]}}
          c: {by: north, source: {in: june}}
        terms: {t: {source: {in: may}}}
        """
    [remark] = looked("S005", body)
    assert remark.message == "2 entries rest on `may`, which is superseded by `june`"
    assert [related.message for related in remark.related] == ["`t`", "`a`"]


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (b"%PDF-1.7 as it was received", []),
        (
            b"%PDF-1.7 another",
            [
                "the stored original of `wire` is not the one that was pinned: sha256 "
                + sha256(b"%PDF-1.7 another").hexdigest()
            ],
        ),
        (None, ["the original of `wire` cannot be looked at: there is no file `sources/wire.pdf`"]),
    ],
)
def test_a_stored_original_is_compared_with_its_hash(
    tmp_path: Path, held: bytes | None, said: list[str]
) -> None:
    pinned = sha256(b"%PDF-1.7 as it was received").hexdigest()
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "wire.txt").write_text("the war should end")
    if held is not None:
        (tmp_path / "sources" / "wire.pdf").write_bytes(held)
    (tmp_path / "deal.yaml").write_text(
        "detente: 1\nkind: other\nparties: {north: Northland, south: Southland}\n"
        "sources:\n  wire:\n    file: sources/wire.txt\n"
        f'    original: {{file: sources/wire.pdf, sha256: "{pinned}", extractor: pages 1}}\n'
    )
    assert [one.message for one in check(tmp_path, only=["quote-not-in-source"]).findings] == said


def test_a_quote_that_ends_within_a_composed_letter_is_found() -> None:
    body = """
        sources: {wire: {text: "a cafe\\u0301"}}
        positions: {south: {claims: [{says: x, source: {in: wire, quote: "a cafe"}}]}}
        """
    assert messages("S002", body) == []
