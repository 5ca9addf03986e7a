from __future__ import annotations

from detente.read.clauses.duties import structural
from detente.read.clauses.parts import Defined, Named, Part, Reference, Structure
from detente.read.proposals import Found
from tests.read.clauses.drafted import document_of, fields

TEXT = (
    "1. Release\n\n“Zone” means the area in Article 2. Northland (“NL”) acts under Article 9. [amount]\n\n"
    "2. Area\n\nNone."
)


def at(words: str) -> Found:
    start = TEXT.index(words)
    return Found(words, start, start + len(words))


def test_what_the_structure_shows() -> None:
    second = TEXT.index("2. Area")
    parts = (
        Part(0, "clause", "1", "1.", at("Release"), 1, 0, 10, second, second, None),
        Part(1, "clause", "2", "2.", at("Area"), 1, second, second + 7, len(TEXT), len(TEXT), None),
    )
    structure = Structure(
        parts,
        (),
        (
            Defined(at("Zone"), at("the area in Article 2"), 0),
            Defined(at("NL"), at("Northland"), 0, is_alias=True),
        ),
        (Reference(at("Article 2"), "2", 0, 1), Reference(at("Article 9"), "9", 0, None)),
        (Named(at("Northland"), (at("NL"),), "party"), Named(at("Zone"))),
        (at("[amount]"),),
    )
    found = structural(document_of(TEXT), structure)
    assert [(made.kind, made.quote, fields(made), made.clause) for made in found] == [
        ("heading", "Release", {"heading": "Release", "number": "1."}, "1"),
        ("party", "Zone", {"party": "Zone"}, "1"),
        (
            "definition",
            "Zone” means the area in Article 2",
            {"term": "Zone", "meaning": "the area in Article 2"},
            "1",
        ),
        ("reference", "Article 2", {"to": "Article 2", "part": "2."}, "1"),
        ("party", "Northland", {"party": "Northland", "alias": "NL"}, "1"),
        ("definition", "Northland (“NL", {"term": "NL", "meaning": "Northland"}, "1"),
        ("reference", "Article 9", {"to": "Article 9"}, "1"),
        ("placeholder", "[amount]", {}, "1"),
        ("heading", "Area", {"heading": "Area", "number": "2."}, "2"),
    ]
    assert found[6].doubts == ("This text has no such part.",)
    for made in found:
        places = [(made.start, made.end), *((one.start, one.end) for one in made.along)]
        assert made.quote == TEXT[made.start : made.end]
        for one in made.fields.values():
            assert TEXT[one.start : one.end] == one.words
            assert any(first <= one.start and one.end <= last for first, last in places)
