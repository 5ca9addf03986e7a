# ruff: noqa: RUF001 -- the signs that look alike are what is tested
import pytest

from detente.read.verify import locate


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("he is willingly late", "is willing"),
        ("he is unwilling", "willing"),
        ("he can't leave", "he can"),
        ("he can’t leave", "t leave"),
        ("they isn't", "isn"),
        ("we're late", "we"),
        ("it cost 14 crowns", "1"),
        ("it cost 3.5 crowns", "3"),
        ("it cost 3.5 crowns", "5 crowns"),
        ("it cost 3,000 crowns", "3"),
        ("it cost 3,000 crowns", "000 crowns"),
        ("it cost 3 000 crowns", "it cost 3"),
        ("it cost 3\u00a0000\u00a0000 crowns", "it cost 3 000"),
        ("at -5 degrees", "5 degrees"),
        ("at −5 degrees", "5 degrees"),
        ("within 5-10 days", "10 days"),
        ("within 5–10 days", "within 5"),
        ("due on D+5", "5"),
        ("due on D+5", "due on D"),
        ("it holds 5% of it", "it holds 5"),
        ("it holds 5 per cent of it", "it holds 5"),
        ("it pays $5 million now", "it pays $5"),
        ("it pays 20 millones ahora", "20"),
        ("it pays 5 bn crowns", "it pays 5"),
        ("it pays 5 Mio. Kronen", "5"),
        ("it pays 20 lakh", "20"),
        ("5 dozen lorries", "5"),
        ("платит 5 миллионов крон", "5"),
        ("платит 5 тыс. крон", "5"),
        ("5万人", "5"),
        ("it pays ½ million", "½"),
        ("it pays 1⁄2 crown", "1"),
        ("it pays 10^6 crowns", "10"),
        ("it pays 5×10⁶ crowns", "5"),
        ("it pays 5_000 crowns", "000 crowns"),
        ("a Non-Party may sail", "Party may sail"),
        ("Anti-Northland groups", "Northland groups"),
        ("the Vice-President", "President"),
        ("twenty-four days", "four days"),
        ("twenty four days", "four days"),
        ("one hundred and twenty days", "one hundred"),
        ("one hundred and twenty days", "twenty days"),
        ("cent vingt jours", "vingt jours"),
        ("2 1/2 days", "1/2 days"),
        ("2 ½ days", "2"),
        ("2½ days", "2"),
        ("clause 1.10 says", "clause 1.1"),
        ("at 12:30 hours", "at 12"),
        ("on 4/5/2031 it ends", "5/2031 it ends"),
        ("the non-compliance", "compliance"),
        ("the vice-president", "president"),
        ("a five-day truce", "day truce"),
        ("m² of land", "m"),
        ("list L1 holds", "list L"),
        ("n'accepte rien", "accepte rien"),
        ("the U.S. said", "the U"),
        ("O’Hara said", "Hara said"),
        ("un\u00adwilling to go", "willing to go"),
        ("价格是十四元", "四元"),
    ],
)
def test_a_match_inside_a_word_or_number_does_not_count(text: str, quote: str) -> None:
    found = locate(text, quote)
    assert found.places == ()
    assert found.in_words


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Northland’s minister said", "Northland"),
        ("Northland’s minister said", "minister said"),
        ("the 'pause' holds", "pause"),
        ("(pause)", "pause"),
        ("the plan—he said—is dead", "he said"),
        ("the Northland-Southland line", "Southland line"),
        ("the Northland–Southland line", "the Northland"),
        ("qu'il accepte l'accord", "accord"),
        ("It ends. Then it begins.", "Then it begins"),
        ("It ends.Then it begins.", "Then it begins"),
        ("It costs 5, or 6.", "It costs 5"),
        ("On 4 March 2031, 300 persons left", "300 persons left"),
        ("in 2031 300 persons left", "300 persons left"),
        ("one of two stages", "two stages"),
        ("twenty, four of them ill", "four of them ill"),
        ("___ days", "days"),
        ("**pause**", "pause"),
        ("停火协议今天生效", "协议"),
        ("ההפוגה תימשך", "תימשך"),
        ("- 5 trucks", "5 trucks"),
        ("the U.S. said", "the U.S."),
        ("pre- and post-war", "and post-war"),
    ],
)
def test_a_match_between_borders_counts(text: str, quote: str) -> None:
    assert locate(text, quote).place is not None


def test_a_word_inside_and_one_outside_leave_the_one_outside() -> None:
    found = locate("he is willingly late, but is willing", "is willing")
    assert found.place == (26, 36)
    assert found.in_words
