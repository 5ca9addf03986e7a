"""What was said stands in the file of whoever said it, and in no party's where that is not certain."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.deal.loader import load
from detente.read.clauses.parts import Named
from detente.read.draft.files import draft_of
from detente.read.proposals import Proposal, found_in
from tests.read.draft.made import at, drafted, proposal
from tests.read.draft.test_files import stored

WORDS = "we will stop"


def owner(speaker: str, speaker_class: str, *names: str) -> str:
    """The file in which a statement of a speaker stands, where the text names some parties."""
    text = f"{' '.join(names)} :: {speaker} said {WORDS}."
    start = text.index("::") + 3
    one = Proposal(
        "claim",
        WORDS,
        text.index(WORDS),
        len(text) - 1,
        speaker=found_in(text, start, start + len(speaker)),
        speaker_class=speaker_class,
    )
    named = [Named(at(text, name), role="party") for name in names]
    [path] = [name for name in draft_of([drafted(text, [one], named)]) if name.startswith("positions/")]
    return path.removeprefix("positions/").removesuffix(".yaml")


@pytest.mark.parametrize(
    ("speaker", "speaker_class", "file"),
    [
        ("Northland", "party", "northland"),
        ("The Northland", "party", "northland"),
        ("Northlanders", "party", "press"),
        ("Northland's army", "party", "press"),
        ("Northland", "press", "press"),
        ("Northland", "unattributed", "unattributed"),
        ("Northland's foreign minister, Jane Roe", "named official", "northland"),
        ("Northland\u2019s prime minister Jane Roe", "named official", "northland"),
        ("Northland Defence Minister Jane Roe", "named official", "northland"),
        ("Jane Roe, the foreign minister of Northland", "named official", "northland"),
        ("a spokesman for Northland, John Doe", "named official", "northland"),
        ("Jane Roe, Northland's chief negotiator", "named official", "northland"),
        ("Jane Roe", "named official", "press"),
        ("Northland's former foreign minister, Jane Roe", "named official", "press"),
        ("Northland's opposition, whose president is Jane Roe", "named official", "press"),
        ("Northland's union president Jane Roe", "named official", "press"),
        ("Jane Roe, president of the Northland Bar", "named official", "press"),
        ("Northland Liberation Front spokesman John Doe", "named official", "press"),
        ("Southland's ambassador to Northland, Jane Roe", "named official", "press"),
        ("Jane Roe, envoy of Southland in Northland", "named official", "press"),
        ("Northland's president and Southland's president", "named official", "press"),
        ("an official of Northland", "unnamed official", "press"),
        ("an expert on Northland", "expert", "press"),
    ],
)
def test_a_statement_stands_in_a_partys_file_only_if_the_words_say_that_it_speaks(
    speaker: str, speaker_class: str, file: str
) -> None:
    assert owner(speaker, speaker_class, "Northland", "Southland") == file


def test_a_speaker_who_is_no_party_of_the_deal_gets_no_file() -> None:
    assert owner("Northland", "party") == "press"


def test_the_press_does_not_take_the_id_of_a_party() -> None:
    assert owner("Jane Roe", "named official", "Press") == "press-2"


def test_statements_keep_who_where_and_how(tmp_path: Path) -> None:
    text = (
        "Northland said: the bridge first, that is a condition. Northland said no to a toll. It gives up the ferry. "
        "By calm it means a pause. No condition is set."
    )
    north = at(text, "Northland")
    said = {"speaker": north, "speaker_class": "party", "form": "indirect"}
    made = [
        proposal(text, "definition", "By calm it means a pause.", {"term": "calm", "meaning": "a pause"}),
        proposal(
            text,
            "demand",
            "the bridge first, that is a condition",
            {"wants": "the bridge first", "firmness": "that is a condition"},
            **said,
        ),
        proposal(text, "refusal", "no to a toll", {"says": "no to a toll"}, **said),
        proposal(text, "concession", "It gives up the ferry.", {"says": "gives up the ferry"}, **said),
        proposal(text, "reading", "By calm it means a pause", {"term": "calm", "says": "a pause"}, **said),
        proposal(text, "demand", "No condition is set.", {"firmness": "No condition"}, **said),
    ]
    files = draft_of([drafted(text, made, [Named(north, role="party")], name="wire.txt")])
    deal = load(stored(tmp_path, files))
    assert deal.problems == ()
    first, second = deal.demands.values()
    assert (first.wants, first.firmness, first.met_by) == ("the bridge first", "stated as a condition", None)
    assert (first.said_by, first.speaker_class, first.by) == ("Northland", "party", "northland")
    assert (second.wants, second.firmness) == ("No condition is set.", None)
    assert [(one.says, one.note) for one in deal.claims] == [("no to a toll", "refusal")]
    assert [one.says for one in deal.concessions] == ["gives up the ferry"]
    assert [(one.term, one.says) for one in deal.readings] == [("calm", "a pause")]
    written = str(files["positions/northland.yaml"])
    assert 'firmness:  # unknown: "No condition", at ' in written
    assert f"speaker class: party  # as read, indirect speech, at {text.index('the bridge')}" in written
    assert written.count("to be checked: proposed by the reader and not yet accepted") == 5
