"""Documents read together: what in a draft may bear on a demand of a report is shown, and nothing is decided."""

from detente.read.bearing import with_coverage
from detente.read.intake.take import document_of
from detente.read.run import Whole, read_whole
from detente.read.verify import verify

DRAFT = """Agreement between Northland and Southland

1. Northland shall open the coast road to relief convoys within 7 days after signature.

2. Southland shall release all captives within 14 days after signature.

3. Northland shall not build on the ridge.

4. Southland shall keep the names of the guards secret.

5. The Joint Mission shall report each month.
"""
REPORT = """Talks go on

Southland's foreign minister, Ana Reyes, demanded the opening of the coast road on Monday.
"""


def read(text: str, name: str) -> Whole:
    return read_whole(document_of(text.encode(), name, "txt"))


def test_a_duty_that_shares_words_with_a_demand_is_shown_beside_it() -> None:
    draft, report = with_coverage([read(DRAFT, "draft.txt"), read(REPORT, "report.txt")])
    (found,) = [one for one in draft.read.proposals if one.kind == "coverage"]
    assert (
        found.quote == "Northland shall open the coast road to relief convoys within 7 days after signature."
    )
    assert found.clause == "1"
    assert "report.txt" in found.doubts[0]
    assert "words in common: coast, opening, road" in found.doubts[0]
    assert not [one for one in report.read.proposals if one.kind == "coverage"]
    assert verify(draft.document, [found]) == ([found], [])


def test_without_a_demand_nothing_is_added() -> None:
    wholes = [read(DRAFT, "draft.txt"), read(DRAFT, "other.txt")]
    assert [one.read.proposals for one in with_coverage(wholes)] == [one.read.proposals for one in wholes]
