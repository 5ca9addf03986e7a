"""The page of what was read, in plain text and Markdown: what was found, what was not, and nothing beyond it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from detente.read.document import LIMITS
from detente.read.intake.take import document_of
from detente.read.proposals import Read, Refusal
from detente.read.run import read_whole
from detente.report.read import read_as_markdown, read_as_text, sections_of
from tests.faces.reading import DRAFT, REPORT, swapped


def read(text: str, shape: str | None = None) -> Read:
    return read_whole(document_of(text.encode(), "draft.txt", "txt", limits=LIMITS), shape=shape).read


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("width", [60, 100, 200])
def test_no_line_is_wider_than_the_page(width: int) -> None:
    assert max(map(len, read_as_text(read(DRAFT + REPORT, "both"), width).splitlines())) <= width


def test_what_was_found_and_what_a_duty_leaves_open() -> None:
    page = flat(read_as_text(read(DRAFT), 160))
    assert "Read as an agreement: 1 heading, 2 definitions, 2 parties named, 3 obligations" in page
    assert "Not found in duties and prohibitions: verified by whom (4), by when (1)." in page
    assert "shall not enter the Ferry House" in page


def test_an_act_stands_as_the_text_has_it() -> None:
    page = read_as_markdown(read("1. Northland shall promptly pay 300 crowns.\n"))
    assert "shall promptly pay 300 crowns" in page


def test_claims_have_their_speaker_or_say_that_they_have_none() -> None:
    page = flat(read_as_text(read(REPORT), 160))
    assert "Per Lind" in page
    assert "named official" in page
    text = 'Everybody waited. "We will not lift the toll." The ferry was late.\n'
    assert "unattributed" in read_as_text(read(text, "report"), 120)


def test_what_was_left_out_is_said() -> None:
    said = flat(read_as_text(read(f"{DRAFT}\nA Northland official said that the talks might end.\n"), 160))
    assert "It reads as an agreement: 1 claim left out; --as both shows them." in said


def test_what_was_refused_is_told_with_its_code() -> None:
    refused = Refusal("four stages", "not-in-text", "It says “three stages”.")
    page = read_as_markdown(replace(read(DRAFT), refused=(refused,)))
    assert "Refused by the verifier: 1." in page
    assert "| not-in-text | It says “three stages”. | four stages |" in re.sub(" +", " ", page)


def test_nothing_found() -> None:
    page = read_as_text(read("A walk by the sea.\n"), 100)
    assert "Nothing that could be a clause or a claim was found." in page


def test_a_section_without_content_is_left_out() -> None:
    titles = [one.title for one in sections_of(read(REPORT))]
    assert "Duties, prohibitions and powers" not in titles
    assert "Claims, each with its speaker" in titles


def test_words_of_a_document_draw_no_table_and_no_colour() -> None:
    text = "1. Northland shall pay | 3 \\| *crowns* <b>now</b> \x1b[31m within 3 days.\n"
    page = read_as_markdown(read(text))
    rows = [line for line in page.splitlines() if line.startswith("|") and "crowns" in line]
    assert len(rows) == 1
    assert len(re.findall(r"(?<!\\)\|", rows[0])) == 7
    assert "<b>" not in page
    assert "\x1b" not in read_as_text(read(text), 100)


@pytest.mark.parametrize("text", [DRAFT, REPORT])
def test_the_names_of_the_parties_change_nothing_but_names(text: str) -> None:
    def shown(words: str) -> str:
        return re.sub(r"[0-9a-f]{64}", "", read_as_text(read(words), 100))

    assert swapped(shown(text)) == shown(swapped(text))
