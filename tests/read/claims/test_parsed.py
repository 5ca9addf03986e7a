"""The reader beside a parser, on parses made by hand: the project's tests need no pipeline."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from detente.errors import MissingExtra
from detente.read.claims import parsed
from detente.read.claims.claims import claims_of
from detente.read.claims.parsed import Parse
from tests.read.claims.papers import claims_in, document_of

Row = tuple[str, int, str, str]
"""A word, the place of its head, its label, and its part of speech and tag as `POS/TAG`."""

_VOCAB = Vocab()


def _doc(rows: list[Row]) -> Doc:
    words = [row[0] for row in rows]
    spaces = [
        place + 1 < len(words) and words[place + 1] not in (",", ".", "'s") for place in range(len(words))
    ]
    return Doc(
        _VOCAB,
        words=words,
        spaces=spaces,
        heads=[row[1] for row in rows],
        deps=[row[2] for row in rows],
        pos=[row[3].split("/")[0] for row in rows],
        tags=[row[3].split("/")[1] for row in rows],
    )


_SAID = _doc(
    [
        ("Northland", 1, "nsubj", "PROPN/NNP"),
        ("said", 1, "ROOT", "VERB/VBD"),
        ("it", 4, "nsubj", "PRON/PRP"),
        ("would", 4, "aux", "AUX/MD"),
        ("leave", 1, "ccomp", "VERB/VB"),
        (".", 1, "punct", "PUNCT/."),
    ]
)
_JOINED = _doc(
    [
        ("Northland", 2, "nsubj", "PROPN/NNP"),
        ("once", 2, "advmod", "ADV/RB"),
        ("defended", 2, "ROOT", "VERB/VBD"),
        ("Southland", 2, "dobj", "PROPN/NNP"),
        ("which", 5, "nsubj", "PRON/WDT"),
        ("fled", 3, "relcl", "VERB/VBD"),
        ("and", 2, "cc", "CCONJ/CC"),
        ("said", 2, "conj", "VERB/VBD"),
        ("that", 11, "mark", "SCONJ/IN"),
        ("it", 11, "nsubj", "PRON/PRP"),
        ("would", 11, "aux", "AUX/MD"),
        ("go", 7, "ccomp", "VERB/VB"),
        (".", 2, "punct", "PUNCT/."),
    ]
)
_DIFFERS = _doc(  # a parse that takes the wrong noun for the speaker
    [
        ("Northland", 5, "nsubj", "PROPN/NNP"),
        ("grew", 5, "dep", "VERB/VBD"),
        (",", 5, "punct", "PUNCT/,"),
        ("the", 4, "det", "DET/DT"),
        ("army", 5, "dep", "NOUN/NN"),
        ("said", 5, "ROOT", "VERB/VBD"),
        ("that", 8, "mark", "SCONJ/IN"),
        ("it", 8, "nsubj", "PRON/PRP"),
        ("left", 5, "ccomp", "VERB/VBD"),
        (".", 5, "punct", "PUNCT/."),
    ]
)
_NOUN = _doc(
    [
        ("Northland", 1, "compound", "PROPN/NNP"),
        ("demands", 3, "nsubj", "NOUN/NNS"),
        ("the", 4, "det", "DET/DT"),
        ("press", 3, "ROOT", "NOUN/NN"),
        ("reads", 3, "relcl", "VERB/VBZ"),
        (".", 3, "punct", "PUNCT/."),
    ]
)
_REPORTED = _doc(
    [
        ("Stone", 1, "nsubj", "PROPN/NNP"),
        ("said", 1, "ROOT", "VERB/VBD"),
        ("Reed", 4, "nsubj", "PROPN/NNP"),
        ("had", 4, "aux", "AUX/VBD"),
        ("rejected", 1, "ccomp", "VERB/VBN"),
        ("the", 6, "det", "DET/DT"),
        ("draft", 4, "dobj", "NOUN/NN"),
        ("and", 4, "cc", "CCONJ/CC"),
        ("called", 4, "conj", "VERB/VBD"),
        ("for", 8, "prep", "ADP/IN"),
        ("talks", 9, "pobj", "NOUN/NNS"),
        (".", 1, "punct", "PUNCT/."),
    ]
)
_APART = _doc(
    [
        ("A", 1, "det", "DET/DT"),
        ("banker", 7, "nsubj", "NOUN/NN"),
        ("who", 3, "nsubj", "PRON/WP"),
        ("knows", 1, "relcl", "VERB/VBZ"),
        ("both", 5, "det", "DET/DT"),
        ("sides", 3, "dobj", "NOUN/NNS"),
        ("has", 7, "aux", "AUX/VBZ"),
        ("warned", 7, "ROOT", "VERB/VBN"),
        (".", 7, "punct", "PUNCT/."),
    ]
)


class _Pipeline:
    """Stands for a spaCy pipeline that gives parses made by hand, and remembers how many it was asked for at a time."""

    meta = {"lang": "en", "name": "made_by_hand", "version": "1.2.3"}  # noqa: RUF012 -- as spaCy has it

    def __init__(self, *docs: Doc) -> None:
        self._docs = {doc.text: doc for doc in docs}
        self.asked: list[int] = []

    def pipe(self, texts: Iterable[str]) -> Iterator[Doc]:
        asked = list(texts)
        self.asked.append(len(asked))
        for text in asked:
            yield self._docs[text]

    def has_pipe(self, name: str) -> bool:
        return name == "parser"


def _read(monkeypatch: pytest.MonkeyPatch, *docs: Doc) -> tuple[list[tuple[str | None, str, str]], str]:
    pipeline = _Pipeline(*docs)
    monkeypatch.setattr(parsed, "load", lambda name: pipeline)
    found, sentence = claims_of(document_of("\n\n".join(doc.text for doc in docs)), pipeline="made_by_hand")
    return [(one.speaker.words if one.speaker else None, one.quote, one.reader) for one in found], sentence


def test_it_says_which_reader_was_used(monkeypatch: pytest.MonkeyPatch) -> None:
    found, sentence = _read(monkeypatch, _SAID)
    assert found == [("Northland", "it would leave", "claim rules with en_made_by_hand 1.2.3")]
    assert sentence == (
        f"Claims were read by rules with the spaCy pipeline en_made_by_hand 1.2.3 (spaCy {parsed.version()})."
    )
    assert claims_of(document_of("x"))[1] == "Claims were read by rules alone, without a spaCy pipeline."


def test_a_verb_joined_to_another_has_its_subject(monkeypatch: pytest.MonkeyPatch) -> None:
    assert claims_in(_JOINED.text)[0].speaker is None  # rules alone do not know whose "said" it is
    assert _read(monkeypatch, _JOINED)[0][0][:2] == ("Northland", "it would go")


def test_where_rules_and_parser_differ_nobody_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [one.speaker.words for one in claims_in(_DIFFERS.text) if one.speaker] == ["the army"]
    found, _ = _read(monkeypatch, _DIFFERS)
    assert [(who, quote) for who, quote, _ in found] == [(None, "it left")]


def test_a_word_that_the_parser_takes_for_a_noun_is_no_verb_of_speech(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert [one.kind for one in claims_in(_NOUN.text)] == ["demand"]
    assert _read(monkeypatch, _NOUN)[0] == []


def test_a_verb_inside_reported_words_is_not_its_subject_s_own(monkeypatch: pytest.MonkeyPatch) -> None:
    found, _ = _read(monkeypatch, _REPORTED)
    assert [(who, quote) for who, quote, _ in found] == [("Stone", "Reed had rejected the draft")]


def test_the_words_of_a_subject_end_before_its_relative_clause() -> None:
    parse = Parse(_APART, 100)
    text = " " * 100 + _APART.text
    start, end = parse.subject(100 + _APART[7].idx) or (0, 0)
    assert text[start:end] == "A banker"
    assert parse.subject(3) is None
    assert parse.is_verb(100 + _APART[7].idx)
    assert not parse.is_verb(100 + _APART[1].idx)
    assert parse.content_end(100 + _APART[7].idx) is None


def test_the_end_of_the_reported_clause() -> None:
    parse = Parse(_SAID, 0)
    assert parse.content_end(_SAID[1].idx) == len("Northland said it would leave")
    assert not parse.is_reported(_SAID[1].idx)
    assert parse.is_reported(_SAID[4].idx)


def test_paragraphs_are_parsed_a_few_at_a_time_and_long_ones_not_at_all() -> None:
    pipeline = _Pipeline(_SAID)
    long = "x" * 20_001
    text = (_SAID.text + "\n") * 70 + long
    step = len(_SAID.text) + 1
    places: list[tuple[int, int, Any]] = [(at * step, at * step + step - 1, "") for at in range(70)]
    places.append((70 * step, 70 * step + len(long), ""))
    seen = [parse is not None for _, parse in parsed.parses(pipeline, text, places)]  # type: ignore[arg-type]
    assert seen == [True] * 70 + [False]
    assert pipeline.asked == [32, 32, 6]


def test_a_pipeline_that_is_not_there_is_named_with_how_to_get_it() -> None:
    with pytest.raises(MissingExtra) as caught:
        claims_of(document_of("Northland said it would go."), pipeline="en_core_web_none")
    assert caught.value.extra == "read"
    assert "python -m spacy download en_core_web_none" in str(caught.value)


def test_without_spacy_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(MissingExtra) as caught:
        claims_of(document_of("Northland said it would go."), pipeline="en_core_web_sm")
    assert 'pip install "detente[read]"' in str(caught.value)


def test_without_a_pipeline_spacy_is_not_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    assert claims_in("Northland said it would go.")
