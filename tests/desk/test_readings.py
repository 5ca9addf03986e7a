"""Terms with each actor's reading, and readings of the order of acts."""

import pytest

from detente.deal.course import course_of
from detente.deal.loader import load_text
from detente.desk.readings import orders_read, terms_read

DEAL = """\
detente: 1
parties: {north: Northland, south: Southland}
terms: {calm: {words: lasting calm, used in: [keep, hand]%s}}
obligations:
  keep: {by: north, to: south, from: D+0, until: for good}
  hand: {by: south, to: north, due: D+3}
  next: {by: south, to: north, after: [hand]}
positions:
  south: {readings: [%s]}
  north: {readings: [%s]}
"""
PAUSE, PEACE = "{term: calm, says: a pause}", "{term: calm, says: peace}"


@pytest.mark.parametrize(
    ("more", "south", "north", "standing"),
    [
        ("", PAUSE, PEACE, "read in more than one way, not settled"),
        ("", PAUSE, PAUSE, "read alike, not agreed in writing"),
        ("", PAUSE, "", "one reading recorded"),
        ("", "", "", "no reading recorded"),
        (", agreed: a pause", PAUSE, PEACE, "agreed"),
        (", agreed: not stated", PAUSE, PEACE, "read in more than one way, not settled"),
        (", open on purpose: {why: time, who: south, revisit by: D+9}", PAUSE, PEACE, "open on purpose"),
    ],
)
def test_how_far_a_term_is_settled(more: str, south: str, north: str, standing: str) -> None:
    (term,) = terms_read(load_text(DEAL % (more, south, north)))
    assert term.standing == standing
    assert term.used_in == ("keep", "hand")


def test_parties_without_a_reading_are_named_in_the_order_of_the_file() -> None:
    (term,) = terms_read(load_text(DEAL % ("", PAUSE, "")))
    assert term.silent == ("north",)
    assert [(reading["by"], reading["says"]) for reading in term.as_dict()["readings"]] == [
        ("south", "a pause")
    ]


def test_a_reading_of_the_order_says_what_it_adds() -> None:
    order = "{order of: [keep, hand], says: keep first, after: {hand: [keep]}, said by: a spokesman, date: 2031-01-02}"
    deal = load_text(DEAL % ("", order, PEACE))
    (made,) = orders_read(deal, course_of(deal))
    assert made.waits == (("hand", ("keep",)),)
    assert made.releases == (("keep", ("hand", "next")),)
    assert made.as_dict() == {
        "by": "south",
        "says": "keep first",
        "said_by": "a spokesman",
        "speaker_class": None,
        "date": "2031-01-02",
        "sources": [],
        "order_of": ["keep", "hand"],
        "waits": {"hand": ["keep"]},
        "also_released": {"keep": ["hand", "next"]},
    }


def test_a_reading_of_a_term_is_no_reading_of_the_order() -> None:
    deal = load_text(DEAL % ("", PAUSE, PEACE))
    assert orders_read(deal, course_of(deal)) == ()
