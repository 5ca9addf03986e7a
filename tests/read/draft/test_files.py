"""The first deal folder: it loads whatever was read, its quotes stand in its sources, and nothing is made up."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.check import check
from detente.deal.loader import load
from detente.deal.model import SPEAKERS, Citation
from detente.deal.phrases import NOT_STATED
from detente.diagnose.comments import comments
from detente.errors import CannotWrite, UnknownName
from detente.read.clauses.parts import Named
from detente.read.draft.decisions import STATES, Decision, key_of
from detente.read.draft.drafted import Drafted
from detente.read.draft.files import draft_of
from detente.read.proposals import FORMS, KINDS, Proposal, found_in
from detente.text.source import Source
from tests.read.draft.made import PACT, at, document, drafted, pact, proposal, swapped


def stored(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write the files of a draft."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def deal_text(*reads: Drafted, **more: Any) -> str:
    return str(draft_of(reads, **more)["deal.yaml"])


def entry(text: str, label: str) -> list[str]:
    """The lines of one entry, without indentation."""
    lines = text[text.index(f"\n  {label}:\n") + 1 :].splitlines()[1:]
    return [
        line.strip()
        for line in lines[: next((n for n, line in enumerate(lines) if not line.startswith("    ")), None)]
    ]


def test_a_duty_holds_the_words_of_the_text_and_says_where_they_stand() -> None:
    start = PACT.index("Northland shall")
    due = PACT.index("within 14")
    assert entry(deal_text(pact()), "c2-release-captives") == [
        f'by: northland  # "Northland", clause 2, at {start}',
        "to:  # unknown",
        f"does: release all captives  # clause 2, at {PACT.index('release all')}",
        f'due: 14 days after signature  # "within 14 days after signature of this Pact", clause 2, at {due}',
        "verified by:  # unknown",
        f'clause: "2"  # at {start}',
        "source: {in: pact-of-the-river, quote: "
        f'"Northland shall release all captives within 14 days after signature of this Pact.", at: {start}}}'
        "  # proposed by clause rules",
        "to be checked: proposed by the reader and not yet accepted  # by clause rules",
    ]


def test_every_line_that_states_something_ends_with_a_comment() -> None:
    lines = deal_text(pact(), kind="ceasefire", parties=["Lakeland"]).splitlines()
    bare = [line for line in lines if line and "  # " not in line and not line.lstrip().startswith("#")]
    assert bare[0] == "detente: 1"
    assert [line for line in bare[1:] if not re.fullmatch(r"(?:  )?[\w-]+:", line)] == []


def test_a_prohibition_never_loses_the_word_that_forbids() -> None:
    assert "does: not use force" in " ".join(entry(deal_text(pact()), "c3-not-use-force"))
    text = "No Party shall use force.\nThe Parties shall not:\n(a) mine the road;\n"
    lead = at(text, "The Parties shall not:")
    listed = Proposal(
        "prohibition",
        "mine the road;",
        text.index("mine"),
        text.index("mine") + 14,
        {"does": at(text, "mine the road"), "not": at(text, "not", "The Parties")},
        (lead,),
    )
    ban = proposal(text, "prohibition", "No Party shall use force.", {"not": "No", "does": "use force"})
    found = deal_text(drafted(text, [ban, listed]))
    assert "does: No Party shall use force  #" in found
    assert 'does: "not … mine the road"  #' in found


def test_what_is_done_to_something_by_somebody_says_to_what() -> None:
    text = "The price shall be paid by Northland. It ends."
    duty = proposal(
        text,
        "obligation",
        "The price shall be paid by Northland.",
        {"by": "Northland", "subject": "price", "modal": "shall", "does": "paid"},
    )
    deal = deal_text(drafted(text, [duty], [Named(at(text, "Northland"), role="party")]))
    assert "does: price shall be paid" in deal


def test_a_doer_is_known_without_what_is_in_brackets_and_by_its_first_word() -> None:
    text = "Council of Elders meets. Council shall go. Watch Group (WG) from Harbour shall stay. Watch Group is here."
    named = [Named(at(text, "Council of Elders")), Named(at(text, "Watch Group", "stay"))]
    duties = [
        proposal(text, "obligation", "Council shall go.", {"by": "Council", "does": "go"}),
        proposal(
            text,
            "obligation",
            "Watch Group (WG) from Harbour shall stay.",
            {"by": "Watch Group (WG) from Harbour", "does": "stay"},
        ),
    ]
    deal = deal_text(drafted(text, duties, named))
    assert "by: council-of-elders" in deal
    assert "by: watch-group" in deal


def test_without_a_doer_the_act_keeps_what_it_is_done_to() -> None:
    text = "Captives shall be released."
    one = proposal(text, "obligation", text, {"subject": "Captives", "modal": "shall", "does": "be released"})
    assert "does: Captives shall be released  #" in deal_text(drafted(text, [one]))


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("by 1 May 2031", "2031-05-01"),
        ("not later than the 1st of May 2031", "2031-05-01"),
        ("on May 1, 2031", "2031-05-01"),
        ("by 31 February 2031", '{words: "by 31 February 2031"}'),
        ("before 1 May 2031", '{words: "before 1 May 2031"}'),
        ("by 1/5/2031", '{words: "by 1/5/2031"}'),
        (
            "within thirty (30) days after the entry into force of this Treaty",
            "30 days after entry-into-force",
        ),
        ("no later than six months following its entry into force", "6 months after entry-into-force"),
        ("within thirty (31) days after signature", '{words: "within thirty (31) days after signature"}'),
        ("within 14 days of signature", '{words: "within 14 days of signature"}'),
        ("within 14 days after receipt of a request", '{words: "within 14 days after receipt of a request"}'),
        ("within 14 days", '{words: "within 14 days"}'),
        ("upon signature", "signature"),
        ("at once", '{words: "at once"}'),
        ("D+14", '{words: "D+14"}'),
        ("not stated", '{words: "not stated"}'),
    ],
)
def test_a_time_is_one_of_the_file_only_where_the_file_can_say_exactly_that(words: str, written: str) -> None:
    text = f"Northland leaves {words}."
    one = proposal(text, "obligation", text, {"does": "leaves", "due": words})
    assert f"    due: {written}  # " in deal_text(drafted(text, [one]))


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("33 persons", "amount: 33 persons  #"),
        ("1.10", 'amount: "1.10"  #'),
        ("thirty-three persons", "measure: thirty-three persons  #"),
        ("1,5 million", 'measure: "1,5 million"  #'),
    ],
)
def test_an_amount_stays_as_it_is_or_becomes_a_measure_in_words(words: str, line: str) -> None:
    text = f"Northland frees {words}."
    assert line in deal_text(
        drafted(text, [proposal(text, "obligation", text, {"does": "frees", "amount": words})])
    )


def test_what_a_person_decided_decides() -> None:
    whole = pact()
    by_act = {one.words("does"): one for one in whole.read.proposals}
    decided = {
        "release all captives": Decision("accepted", by="B. Aro"),
        "use force": Decision("rejected"),
        "leaves the bridge": Decision("edited", {"by": "Southland", "to": "not stated", "due": "D+9"}),
    }
    decisions = {key_of(whole.document, by_act[act]): one for act, one in decided.items()}
    found = deal_text(Drafted(whole.read, whole.structure, b"", decisions))
    assert "accepted by B. Aro" in entry(found, "c2-release-captives")[-1]
    assert "c3-not-use-force" not in found
    assert '#   rejected: prohibition of pact-of-the-river: "Southland shall not use force"' in found
    edited = entry(found, "c3-leaves-bridge")
    assert edited[:2] == [
        "by: southland  # in the words of a person",
        "to: not stated  # in the words of a person",
    ]
    assert (
        "due: D+9  # in the words of a person" not in edited
    )  # quoted, since `+` may mean something elsewhere
    assert 'due: "D+9"  # in the words of a person' in edited
    assert "to be checked" not in " ".join(edited)


def test_two_duties_of_one_sentence_have_two_keys() -> None:
    text = "Northland shall stop and shall leave."
    both = [proposal(text, "obligation", text, {"does": does}) for does in ("stop", "leave")]
    keys = {key_of(document(text), one) for one in both}
    assert len(keys) == 2
    assert keys == {key_of(document(text, "another name.txt"), one) for one in both}


def test_only_the_other_of_two_parties_is_the_other() -> None:
    text = "Northland pays the other Party."
    one = proposal(text, "obligation", text, {"by": "Northland", "does": "pays", "to": "the other Party"})
    named = [Named(at(text, "Northland"), role="party")]
    two = deal_text(drafted(text, [one], named), parties=["Southland"])
    assert "to: southland  #" in two
    assert 'to:  # unknown: "the other Party"' in deal_text(
        drafted(text, [one], named), parties=["Southland", "Lakeland"]
    )


def test_where_the_text_names_no_parties_one_entry_stands_for_all() -> None:
    text = "Each State Party shall report. States Parties shall meet."
    duties = [
        proposal(
            text, "obligation", "Each State Party shall report.", {"by": "Each State Party", "does": "report"}
        ),
        proposal(text, "obligation", "States Parties shall meet.", {"by": "States Parties", "does": "meet"}),
    ]
    found = deal_text(drafted(text, duties))
    assert found.count("by: state-party  #") == 2
    assert entry(found, "state-party")[0] == 'name: State Party  # "Each State Party", at 0'


def test_a_name_for_all_parties_that_the_text_lists_is_that_one_entry() -> None:
    text = "The States Parties agree. Each State Party to this Convention shall report."
    duty = proposal(
        text,
        "obligation",
        "Each State Party to this Convention shall report.",
        {"by": "Each State Party to this Convention", "does": "report"},
    )
    found = deal_text(drafted(text, [duty], [Named(at(text, "States Parties"), role="party")]))
    assert "by: states-parties  #" in found
    assert "state-party" not in found


def test_a_short_name_of_somebody_is_no_term() -> None:
    text = 'The Republic of Northland ("Northland") shall pay.'
    named = [Named(at(text, "Republic of Northland"), (at(text, "Northland", '"'),), "party")]
    short = proposal(
        text, "definition", 'The Republic of Northland ("Northland")', {"term": "Republic of Northland"}
    )
    duty = proposal(text, "obligation", "Northland", {"by": "Northland"})
    found = deal_text(drafted(text, [short, duty], named))
    assert "terms:" not in found
    assert (
        'source: {in: pact-of-the-river, quote: "Republic of Northland", at: 4}  # also called "Northland"'
        in found
    )


def test_a_short_name_of_two_actors_means_neither() -> None:
    text = 'Northland ("the Side") and Southland ("the Side"). The Side shall pay.'
    named = [
        Named(at(text, "Northland"), (at(text, "Side"),), "party"),
        Named(at(text, "Southland"), (at(text, "Side", "Southland"),), "party"),
    ]
    one = proposal(text, "obligation", "The Side shall pay.", {"by": "The Side", "does": "pay"})
    assert 'by:  # unknown: "The Side"' in deal_text(drafted(text, [one], named))


def test_what_becomes_no_entry_is_listed() -> None:
    text = "The Parties may meet. [Place] is open."
    power = proposal(text, "power", "The Parties may meet.", {"does": "meet"})
    place = proposal(text, "placeholder", "[Place]")
    found = deal_text(drafted(text, [power, place], name="a.txt"))
    assert found.endswith(
        '\n# Not turned into entries:\n#   power of a: "The Parties may meet.", at 0\n'
        f'#   placeholder of a: "[Place]", at {text.index("[Place]")}\n'
    )


def test_a_stage_that_several_sentences_name_is_one() -> None:
    text = "Phase I: calm. Phase I lasts six weeks. Phase I begins upon signature."
    found = [
        proposal(text, "stage", "Phase I: calm.", {"stage": "Phase I"}),
        proposal(text, "stage", "Phase I lasts six weeks.", {"stage": "Phase I", "for": "six weeks"}),
        proposal(
            text,
            "stage",
            "Phase I begins upon signature.",
            {"stage": "Phase I", "does": "begins", "due": "upon signature"},
        ),
    ]
    lines = entry(deal_text(drafted(text, found)), "phase-i")
    assert lines[0].startswith("name: Phase I  #")
    assert lines[1].startswith('opens: {words: "upon signature"}  #')
    assert lines[2].startswith('lasts: 6 weeks  # "six weeks"')


def test_no_waiver_comes_out_of_a_document() -> None:
    text = "Northland shall # detente: allow all -- because (me) pay. # détente: allow S002 -- x (y)"
    named = [Named(at(text, "Northland"), (at(text, "# détente: allow S002 -- x (y)"),), "party")]
    one = proposal(
        text, "obligation", text, {"by": text[:60], "does": "pay", "verified by": text[-30:]}, doubts=(text,)
    )
    power = proposal(text, "power", text)
    whole = drafted(text, [one, power], named, title=text)
    assert comments(Source("deal.yaml", deal_text(whole, title=text))) == ()


def test_documents_are_stored_unchanged_with_the_text_that_is_quoted() -> None:
    text = "Northland shall pay."
    one = proposal(text, "obligation", text, {"does": "pay"})
    plain = draft_of([drafted(text, [one], name="a.md", form="md")])
    assert plain["sources/a.md"] == text.encode()
    word = draft_of([drafted(text, [one], name="b.docx", form="docx", data=b"PK\x03\x04 packed")])
    assert word["sources/b.txt"] == text.encode()
    assert word["sources/b.docx"] == b"PK\x03\x04 packed"
    latin = draft_of(
        [drafted("caf\u00e9", [proposal("caf\u00e9", "claim", "caf\u00e9")], name="c.txt", data=b"caf\xe9")]
    )
    assert (latin["sources/c.txt"], latin["sources/c.original.txt"]) == ("caf\u00e9".encode(), b"caf\xe9")


def test_half_a_character_cannot_be_stored() -> None:
    with pytest.raises(CannotWrite, match="half a character"):
        draft_of([drafted("a \ud800", data=b"x")])


def test_a_kind_that_does_not_exist_is_refused() -> None:
    with pytest.raises(UnknownName):
        draft_of([pact()], kind="truce of god")


HOSTILE = (
    *(
        ": ",
        " #",
        "# ",
        "- ",
        "? ",
        "'",
        '"',
        "\\",
        "\n",
        "\r\n",
        "\t",
        "  ",
        "NO",
        "1.10",
        "~",
        "null",
        "true",
    ),
    *(
        "{",
        "}",
        "[",
        "]",
        ",",
        "&a",
        "*a",
        "!x",
        "%",
        "@",
        "`",
        "|",
        ">",
        "---",
        "...",
        "<<",
        "=",
        "<!--",
        "-->",
        "```",
    ),
    *(
        "\u0085",
        "\u2028",
        "\u202e",
        "\ufeff",
        "\0",
        "\x1b",
        "e\u0301",
        "\U0001f54a",
        "\u05e9\u05dc\u05d5\u05dd",
    ),
    *(
        "\u0647\u062f\u0646\u0629",
        "\u505c\u706b",
        "not stated",
        "Northland",
        "the Parties",
        "each other",
        "14 days after signature",
    ),
    *(
        "1 May 2031",
        "33 persons",
        "0x1f",
        "1e5",
        "1_000",
        "12:30:00",
        "2031-05-01",
        "detente: allow",
        "\uffff",
        "x" * 300,
    ),
)
FIELDS = (
    *(
        "by",
        "stands for",
        "subject",
        "modal",
        "not",
        "does",
        "to",
        "amount",
        "due",
        "from",
        "until",
        "for",
        "every",
    ),
    *(
        "while",
        "after",
        "if",
        "verified by",
        "through",
        "if missed",
        "security",
        "stage",
        "precedent",
        "term",
        "meaning",
    ),
    *("wants", "firmness", "says", "date"),
)


@st.composite
def reads(draw: st.DrawFn) -> Drafted:
    """A document of hostile pieces, and proposals on any of its words."""
    text = "".join(
        draw(st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=6)), min_size=1, max_size=14))
    )

    def span(low: int, high: int) -> Any:
        first = draw(st.integers(low, high))
        return found_in(text, first, draw(st.integers(first, high)))

    proposals = []
    for _ in range(draw(st.integers(0, 5))):
        quote = span(0, len(text))
        fields = {
            name: span(quote.start, quote.end) for name in draw(st.lists(st.sampled_from(FIELDS), max_size=8))
        }
        proposals.append(
            Proposal(
                draw(st.sampled_from(KINDS)),
                quote.words,
                quote.start,
                quote.end,
                fields,
                clause=draw(st.sampled_from(["", "1.10", "IV.1.a", text[:9]])),
                speaker=span(0, len(text)) if draw(st.booleans()) else None,
                speaker_class=draw(st.sampled_from(SPEAKERS)),
                form=draw(st.sampled_from(FORMS)),
                doubts=(text[:50],),
            )
        )
    named = [
        Named(
            span(0, len(text)),
            (span(0, len(text)),),
            draw(st.sampled_from(["party", "guarantor", "other"])),
            True,
        )
        for _ in range(draw(st.integers(0, 3)))
    ]
    whole = drafted(
        text,
        proposals,
        named,
        name=draw(st.sampled_from(["a.txt", "# b: c.docx", "\u0647.html", "...", "x/../y.md"])),
        form=draw(st.sampled_from(["txt", "docx", "md"])),
        title=text[:30],
        date=draw(st.sampled_from(["", "2031-03-01", "2031-03-01T10:00:00Z", text[:9]])),
        publisher=text[-9:],
    )
    state = st.sampled_from(STATES)
    words = st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(HOSTILE), max_size=3)
    decisions = {
        key_of(whole.document, one): Decision(draw(state), draw(words), text[:9], text[:9])
        for one in proposals
    }
    return Drafted(whole.read, whole.structure, whole.data, decisions)


@given(st.lists(reads(), min_size=1, max_size=2), st.sampled_from([None, "a: b # c", "not stated"]))
@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_was_read_the_folder_loads_and_its_quotes_stand_in_its_sources(
    tmp_path_factory: pytest.TempPathFactory, whole: list[Drafted], title: str | None
) -> None:
    folder = stored(tmp_path_factory.mktemp("deal"), draft_of(whole, title=title, parties=["NO", "1.10"]))
    deal = load(folder)
    assert [problem.message for problem in deal.problems] == []
    assert [one.message for one in check(folder, only=["quote-not-in-source"]).findings] == []
    quoted = {one.quote for read in whole for one in read.read.proposals}
    for owed in deal.obligations.values():
        assert isinstance(owed.source, Citation)
        assert not isinstance(owed.source.quote, str) or owed.source.quote in quoted
    assert comments(Source("deal.yaml", (folder / "deal.yaml").read_text())) == ()
    silences = [one for one in deal.obligations.values() if one.due is NOT_STATED]
    edited = {words for read in whole for one in read.decisions.values() for words in one.fields.values()}
    assert not silences or "not stated" in edited


def test_swapping_the_names_of_the_parties_swaps_names_and_nothing_else() -> None:
    def lines(whole: Drafted) -> list[str]:
        made = {name: content for name, content in draft_of([whole]).items() if isinstance(content, str)}
        found = [line for name, content in made.items() for line in (name, *content.splitlines())]
        return [line for line in found if "sha256:" not in line]

    assert "by: southland" in "".join(lines(pact(swapped)))
    assert lines(pact(swapped)) == [swapped(line) for line in lines(pact())]


def test_two_thousand_duties_take_under_five_seconds() -> None:
    text = "".join(
        f"{n}. Northland shall hand over lot {n} within {n} days after signature.\n" for n in range(2000)
    )
    duties = []
    start = 0
    for n in range(2000):
        start = text.index("Northland", start)
        end = text.index("\n", start)
        does, due = text.index("hand", start), text.index("within", start)
        fields = {
            "by": found_in(text, start, start + 9),
            "does": found_in(text, does, due - 1),
            "due": found_in(text, due, end - 1),
        }
        duties.append(Proposal("obligation", text[start:end], start, end, fields, clause=str(n)))
        start = end
    whole = drafted(text, duties, [Named(at(text, "Northland"), role="party")])
    before = time.process_time()
    made = draft_of([whole])
    assert time.process_time() - before < 5
    assert str(made["deal.yaml"]).count("\n    by: northland") == 2000


@pytest.mark.slow
def test_more_than_a_file_can_hold_is_listed_and_not_lost(tmp_path: Path) -> None:
    text = "Northland shall pay.\n" * 9000
    size = len("Northland shall pay.\n")
    duties = [
        Proposal(
            "obligation",
            text[n : n + size - 1],
            n,
            n + size - 1,
            {"does": found_in(text, n + 16, n + 19)},
            clause="1",
        )
        for n in range(0, len(text), size)
    ]
    deal = load(stored(tmp_path, draft_of([drafted(text, duties)])))
    assert deal.problems == ()
    left = (tmp_path / "deal.yaml").read_text().count("no room for more entries")
    assert left > 0
    assert len(deal.obligations) + left == 9000
