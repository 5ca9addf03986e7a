"""Duties in the passive with nobody named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.text.words import languages, load, passives


def found(language: str, text: str) -> list[str]:
    words = load(language)
    assert words is not None
    return [text[hit.start : hit.end] for hit in passives(text, words)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Crossings shall be opened.", ["shall be opened"]),
        ("en", "Crossings shall be opened by D+7.", ["shall be opened"]),
        ("en", "Crossings shall be opened by the end of stage one.", ["shall be opened"]),
        ("en", "Crossings shall be opened by Northland by D+7.", []),
        ("en", "The bodies must be promptly and safely returned.", ["must be promptly and safely returned"]),
        ("en", "The road shall then be given back. M shall pay.", ["shall then be given"]),
        ("en", "Zone 1 shall be free of mines.", []),
        ("en", "M shall be responsible for what is opened.", []),
        ("en", "Northland shall open the crossings that were closed.", []),
        ("en", "Lists will be exchanged. M checks by post.", ["will be exchanged"]),
        ("fr", "Les passages seront ouverts par étapes.", ["seront ouverts"]),
        ("fr", "Les listes seront remises par la mission.", []),
        ("fr", "Le texte sera du ressort de M.", []),
        ("es", "Los pasos serán abiertos.", ["serán abiertos"]),
        ("es", "Se abrirán los pasos.", ["Se abrirán"]),
        ("es", "Las partes se reunirán el día 3.", []),
        ("ar", "يتم الإفراج عن 33 شخصا.", ["يتم"]),
        ("ar", "يتم الإفراج عنهم من قبل الطرف الأول.", []),
        ("he", "המעברים ייפתחו ביום 3.", ["ייפתחו"]),
        ("he", "המעברים ייפתחו על ידי הצד הראשון.", []),
    ],
)
def test_which_passives_name_nobody(language: str, text: str, expected: list[str]) -> None:
    assert found(language, text) == expected


@given(st.sampled_from(languages()), st.text(max_size=200))
def test_no_text_breaks_it(language: str, text: str) -> None:
    words = load(language)
    assert words is not None
    for hit in passives(text, words):
        assert 0 <= hit.start < hit.end <= len(text)
