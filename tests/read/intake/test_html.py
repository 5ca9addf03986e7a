"""Web pages: what a person would read of them, every character with its element."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import CannotRead
from detente.read.document import LIMITS, Block, Document, InElement
from detente.read.intake.html import opened, read, words_at


def taken(body: str, head: str = "") -> Document:
    return read(
        f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode(), "a.html", LIMITS
    )


def said(document: Document) -> list[str]:
    return [document.text[one.start : one.end] for one in document.blocks]


def blocks(document: Document) -> dict[str, Block]:
    return {document.text[one.start : one.end]: one for one in document.blocks}


def test_paragraphs_are_set_apart_and_white_space_collapses_as_in_a_browser() -> None:
    document = taken(
        "<h2> Stage\n one </h2>\n<p>Northland <b>shall</b>\n   not  <i>withdraw</i>\u00a0now.</p>loose words"
    )
    assert document.text == "Stage one\n\nNorthland shall not withdraw\u00a0now.\n\nloose words\n"
    assert [(one.kind, one.level) for one in document.blocks] == [
        ("heading", 2),
        ("paragraph", 0),
        ("paragraph", 0),
    ]


def test_pieces_lead_to_the_element_and_its_text_node() -> None:
    page = "<html><body><p>One.</p><p>Two <b>three</b> four.<!-- x --> five</p></body></html>"
    document = read(page.encode(), "a.html", LIMITS)
    found = {(piece.place, document.text[piece.start : piece.end]) for piece in document.pieces}
    assert found == {
        (InElement("/html/body/p[1]", 0, 0, 4), "One."),
        (InElement("/html/body/p[2]", 0, 0, 4), "Two "),
        (InElement("/html/body/p[2]/b", 0, 0, 5), "three"),
        (InElement("/html/body/p[2]", 1, 0, 11), " four. five"),
    }
    assert words_at(page.encode(), InElement("/html/body/p[2]", 1, 1, 5)) == "four"


def test_lists_get_their_numbers_back() -> None:
    document = taken(
        "<ol><li>First<ol type=a><li>Sub</li><li><p>Sub two</p><p>of it</p></li></ol></li><li value=5>Five</li></ol>"
        "<ol reversed type=I><li>x</li><li>y</li></ol><ol style='list-style: none'><li>bare</li></ol>"
        "<ol start=27 style='list-style-type: lower-alpha'><li>z</li></ol><ul><li>dot</li></ul>"
    )
    assert said(document) == [
        *("1. First", "a. Sub", "b. Sub two", "of it", "5. Five", "II. x", "I. y", "bare", "aa. z", "dot"),
    ]
    found = blocks(document)
    assert (found["a. Sub"].kind, found["a. Sub"].level, found["a. Sub"].number) == ("item", 2, "a.")
    assert found["of it"].kind == "paragraph"
    first = found["1. First"]
    assert [piece.start for piece in document.pieces_of(first.start, first.end)] == [first.start + len("1. ")]


def test_a_list_whose_items_carry_their_own_numbers_is_not_numbered_twice() -> None:
    assert said(taken("<ol><li>(a) Northland pays</li><li>(b) Southland waits</li></ol>")) == [
        "(a) Northland pays",
        "(b) Southland waits",
    ]


def test_cells_know_their_row_and_column() -> None:
    document = taken(
        "<table><caption>Stages</caption><tr><th>Stage<th>Date<tr><td rowspan=2>One<td>1 May<tr><td>2 May<br>noon"
        "</table><table><tr><td colspan=2>wide<td>third</table>"
    )
    assert document.text == "Stages\n\nStage\nDate\nOne\n1 May\n2 May\nnoon\n\nwide\nthird\n"
    assert {text: one.cell for text, one in blocks(document).items() if one.cell} == {
        "Stage": (0, 0, 0),
        "Date": (0, 0, 1),
        "One": (0, 1, 0),
        "1 May": (0, 1, 1),
        "2 May\nnoon": (0, 2, 1),
        "wide": (1, 0, 0),
        "third": (1, 0, 2),
    }


def test_raised_figures_do_not_change_numbers() -> None:
    document = taken(
        "<p>within 14<sup><a href='#n1'>1</a></sup> days, 10<sup>6</sup> m<sup>2</sup>, H<sub>2</sub>O, "
        "1<sup>st</sup>, 42<sup>a</sup>, 7<a href='#n2' role=doc-noteref>2</a></p>"
        "<ol><li id=n1>Not holidays. <a href='#r1'>↩</a></li></ol><p id=n2>Seven.</p>"
    )
    assert said(document) == [
        "within 14[1] days, 10^6 m^2, H2O, 1st, 42^a, 7[2]",
        "1. Not holidays.",
        "Seven.",
    ]
    notes = [(one.kind, one.note) for one in document.blocks[1:]]
    assert notes == [("footnote", "1"), ("footnote", "2")]


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>alert(1)</script>",
        "<style>p {}</style>",
        "<template><p>no</p></template>",
        "<noscript>no</noscript>",
        "<p hidden>no</p>",
        "<p style='color: red; display : none'>no</p>",
        "<span style='visibility:hidden'>no</span>",
        "<div aria-hidden=true>no</div>",
        "<dialog>no</dialog>",
        "<nav><p>no</p></nav>",
        "<div role=navigation>no</div>",
        "<header><a href=/>no</a></header>",
        "<footer>© 2024 no</footer>",
        "<div class='site-menu'><a href=/>no</a></div>",
        "<svg><text>no</text></svg>",
        "<select><option>no</option></select>",
        "<button>no</button>",
        "<iframe>no</iframe>",
    ],
)
def test_what_nobody_reads_is_left_out(hidden: str) -> None:
    assert taken(f"<p>Northland</p>{hidden}<p>pays.</p>").text == "Northland\n\npays.\n"


def test_parties_in_a_header_and_signatures_in_a_footer_stay() -> None:
    document = taken(
        "<header><h1>Pact</h1><p>between Northland and Southland</p></header><footer><p>Signed at Harbour</p></footer>"
    )
    assert said(document) == ["Pact", "between Northland and Southland", "Signed at Harbour"]


def test_struck_out_words_are_left_out_with_a_note() -> None:
    document = taken("<p>Northland shall <del>never</del> <ins>always</ins> pay.</p>")
    assert document.text == "Northland shall always pay.\n"
    assert any("“never”" in note for note in document.notes)


def test_quotation_marks_that_the_browser_draws_are_drawn() -> None:
    assert taken("<p>She said <q>we leave</q> twice.</p>").text == "She said “we leave” twice.\n"


def test_white_space_that_is_shown_is_kept() -> None:
    document = taken("<pre>\n Article 1\n\n  (a)  pay\n  (b)  leave\n</pre>")
    assert said(document) == ["Article 1", "(a)  pay\n  (b)  leave"]


def test_words_after_the_end_of_the_page_are_read() -> None:
    page = b"<html><body><p>One.</p></body></html>\n<html><body><p>Two.</p></body></html><p>Three."
    document = read(page, "a.html", LIMITS)
    assert said(document) == ["One.", "Two.", "Three."]
    words = opened(page)
    assert [words(piece.place) for piece in document.pieces] == ["One.", "Two.", "Three."]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("head", "codec"),
    [
        ("<meta charset=utf-8>", "utf-8"),
        ("<meta charset='iso-8859-1'>", "cp1252"),
        ("<meta http-equiv=content-type content='text/html; charset=windows-1250'>", "cp1250"),
        ("<meta charset=koi8-r>", "koi8-r"),
        ("", "utf-8"),
    ],
)
def test_the_page_says_how_its_bytes_are_read(head: str, codec: str) -> None:
    words = {"cp1250": "Předseda", "koi8-r": "Север", "cp1252": "délégué\u2019s"}.get(codec, "שלום délégué")
    page = f"<html><head>{head}</head><body><p>{words}</p></body></html>".encode(codec)
    assert read(page, "a.html", LIMITS).text == words + "\n"


def test_pages_in_the_wrong_letters_are_refused_and_single_wrong_bytes_shown() -> None:
    with pytest.raises(CannotRead, match="is not UTF-8 text: line 1 holds the byte 0xD1"):
        read("<html><meta charset=utf-8><p>Соглашение сторон</p>".encode("cp1251"), "a.html", LIMITS)
    page = b"<html><meta charset=utf-8><p>" + b"Northland pays. " * 100 + b"\xff</p>"
    document = read(page, "a.html", LIMITS)
    assert document.text.endswith("pays. \ufffd\n")
    assert "1 place" in document.notes[0]


def test_title_date_and_publisher_are_those_of_the_page_as_written() -> None:
    document = taken(
        "<p>Words.</p>",
        "<title>Pact &amp; more</title><meta name=date content='3 May 2024'><meta property=og:site_name content=Post>",
    )
    assert (document.title, document.date, document.publisher) == ("Pact & more", "3 May 2024", "Post")
    assert document.format == "html"


NEWS = """<!doctype html><html><head><title>Talks</title><meta property="og:type" content="article"></head><body>
<div class=top><ul><li><a href=/>Home</a><li><a href=/w>World</a></ul></div>
<div class=consent-box><p>We use small files to make our site better for you and our partners. Please accept.</p></div>
<main><article><h1>Talks resume in Harbour</h1>
<p>HARBOUR — Northland said on Friday that it would <a href=/x>withdraw its forces</a> within 14 days if Southland
opened the road, a spokesman told reporters.</p>
<p>“We are ready,” said the minister. “The other side must now answer in writing,” she added, after three days.</p>
<aside class=related><h3>Related</h3><ul><li><a href=/1>Old story about the bridge</a></ul></aside>
<h2>Next steps</h2>
<p>Southland has not replied. Its envoy had called the offer <q>generous</q> in April, but declined to say whether the
road would be opened before winter.</p>
<ul><li>The first stage begins on 1 June.</li><li>The second stage follows 30 days later.</li></ul>
<p>Observers expect an answer next week, when both delegations return to Harbour for a further round.</p>
</article></main><section class=comments><h3>Comments</h3><p>Nonsense, wrote a reader.</p></section></body></html>"""


def test_of_a_news_page_the_article_is_read_with_our_own_characters() -> None:
    document = read(NEWS.encode(), "a.html", LIMITS)
    assert [text[:16] for text in said(document)] == [
        "Talks resume in ",
        "HARBOUR — Northl",
        "“We are ready,” ",
        "Next steps",
        "Southland has no",
        "The first stage ",
        "The second stage",
        "Observers expect",
    ]
    assert "trafilatura" in document.extractor
    assert any("outside its article" in note for note in document.notes)
    words = opened(NEWS.encode())
    assert all(words(one.place) == document.text[one.start : one.end] for one in document.pieces)  # type: ignore[arg-type]


def test_tables_and_clauses_amid_an_article_are_not_lost() -> None:
    rows = "".join(f"<tr><td>Stage {at}</td><td>{at} May</td></tr>" for at in range(1, 4))
    clause = "<div class=promo><p>4. Southland shall pay 1,250,000 within thirty days of the first stage.</p></div>"
    data = NEWS.replace("<h2>Next", f"<table>{rows}</table>{clause}<h2>Next").encode()
    found = said(read(data, "a.html", LIMITS))
    assert [text for text in found if "Stage" in text or "May" in text] == [
        *("Stage 1", "1 May", "Stage 2", "2 May", "Stage 3", "3 May"),
    ]
    assert any("1,250,000" in text for text in found)
    assert not any("Old story" in text or "Nonsense" in text or "small files" in text for text in found)


def test_an_article_that_cannot_be_told_is_read_as_a_whole_page_with_a_note() -> None:
    document = taken("<p>Short.</p><p>Words.</p>", "<meta property=og:type content=article>")
    assert said(document) == ["Short.", "Words."]
    assert any("whole page was read" in note for note in document.notes)


WORDS = st.text(st.sampled_from("ab 1\n\t\u00a0é<&של🕊"), max_size=8)
TAGS = st.sampled_from(
    [*"ipabq", "div", "ol", "ul", "li", "table", "tr", "td", "pre", "span", "sup", "br", "h2"]
)
TREES = st.recursive(
    WORDS.map(lambda words: words.replace("&", "&amp;").replace("<", "&lt;")),
    lambda inner: st.tuples(TAGS, st.lists(inner, max_size=4)).map(
        lambda made: f"<{made[0]}>{''.join(made[1])}</{made[0]}>"
    ),
    max_leaves=25,
)


@given(TREES, st.data())
def test_any_span_read_anew_from_its_elements_gives_the_same_words(tree: str, data: st.DataObject) -> None:
    page = f"<html><body>Pact {tree}</body></html>".encode()
    document = read(page, "a.html", LIMITS)
    start = data.draw(st.integers(0, len(document.text)))
    end = data.draw(st.integers(start, len(document.text)))
    words = opened(page)
    for piece in document.pieces_of(start, end):
        assert words(piece.place) == document.text[piece.start : piece.end]  # type: ignore[arg-type]


@given(TREES)
def test_no_character_that_is_shown_is_lost_or_made(tree: str) -> None:
    from lxml import html

    page = f"<html><body>Pact {tree}</body></html>"
    document = read(page.encode(), "a.html", LIMITS)
    shown = "".join("".join(html.document_fromstring(page).itertext()).split())
    mapped = "".join("".join(document.text[one.start : one.end] for one in document.pieces).split())
    assert mapped == shown
