from __future__ import annotations

import pytest

from detente.read.claims.cues import cues


@pytest.mark.parametrize(
    ("word", "verb", "tense"),
    [
        ("said", "say", "past"),
        ("says", "say", "third"),
        ("denies", "deny", "third"),
        ("denied", "deny", "past"),
        ("admitting", "admit", "gerund"),
        ("agreeing", "agree", "gerund"),
        ("argued", "argue", "past"),
        ("stressing", "stress", "gerund"),
        ("reaches", "", ""),
        ("wrote", "write", "past"),
        ("sought", "seek", "participle"),
    ],
)
def test_forms_follow_from_spelling(word: str, verb: str, tense: str) -> None:
    found = cues().by_word.get(word, ())
    assert any(cue.verb == verb and tense in cue.tenses for cue in found) or (not verb and not found)


def test_a_verb_with_its_particle_comes_first() -> None:
    calls = cues().by_word["called"]
    assert [cue.particle for cue in calls] == ["for", "on", "upon", ""]
    assert [cue.kind for cue in calls] == ["demand", "demand", "demand", "call"]


def test_a_particle_of_an_irregular_verb() -> None:
    assert [(cue.verb, cue.particle, cue.kind) for cue in cues().by_word["gave"]] == [
        ("give", "up", "concession")
    ]
