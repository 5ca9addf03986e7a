"""Word files drawn at random: runs, lists, tables, notes, boxes and tracked changes."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.read.intake.word.made import (
    OTHER,
    WHO,
    definition,
    deleted,
    inserted,
    level,
    listed,
    para,
    run,
    word,
)

NUMBERING = definition(0, level(0, "%1."), level(1, "%1.%2"), level(2, "(%3)", "lowerLetter")) + listed(1, 0)
NOTES = "".join(
    f'<w:footnote w:id="{at}">{para(run("Note " + words))}</w:footnote>'
    for at, words in enumerate(("zero", "one"))
)
WORDS = st.text(st.sampled_from("abc \u00e9\u05d0\u0627\U0001f54a.-'"), min_size=1, max_size=8)
ITEMS = st.sampled_from(
    ("<w:tab/>", "<w:br/>", "<w:noBreakHyphen/>", '<w:sym w:font="Symbol" w:char="F0B7"/>', "")
)
PLAIN = st.builds(
    lambda before, between, after, about: (
        f'<w:r>{about}<w:t xml:space="preserve">{before}</w:t>{between}<w:t xml:space="preserve">{after}</w:t></w:r>'
    ),
    WORDS,
    ITEMS,
    WORDS,
    st.sampled_from(("", "<w:rPr><w:b/></w:rPr>", f"<w:rPr><w:rPrChange {WHO}/></w:rPr>")),
)
FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
RUNS = st.one_of(
    PLAIN,
    PLAIN.map(inserted),
    WORDS.map(deleted),
    PLAIN.map(lambda one: f"<w:moveFrom {OTHER}>{one}</w:moveFrom>"),
    PLAIN.map(lambda one: f'<w:hyperlink w:anchor="x">{one}</w:hyperlink>'),
    PLAIN.map(lambda one: f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{one}</w:sdtContent></w:sdt>"),
    PLAIN.map(lambda one: FIELD.format("begin") + FIELD.format("separate") + one + FIELD.format("end")),
    PLAIN.map(
        lambda one: (
            f"<w:r><w:pict><v:textbox><w:txbxContent>{para(one)}</w:txbxContent></v:textbox></w:pict></w:r>"
        )
    ),
    st.sampled_from((0, 1)).map(lambda at: f'<w:r><w:footnoteReference w:id="{at}"/></w:r>'),
)
LIST = st.integers(0, 2).map(lambda at: f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="1"/></w:numPr>')
MARK = st.sampled_from(("", "", f"<w:rPr><w:ins {WHO}/></w:rPr>", f"<w:rPr><w:del {OTHER}/></w:rPr>"))
PARAGRAPHS = st.builds(
    lambda runs, listed_at, mark: para(*runs, about=listed_at + mark),
    st.lists(RUNS, max_size=4),
    st.one_of(st.just(""), LIST),
    MARK,
)
TABLES = st.lists(st.lists(PARAGRAPHS, min_size=1, max_size=2), min_size=1, max_size=3).map(
    lambda cells: (
        "<w:tbl><w:tr>" + "".join(f"<w:tc>{''.join(one)}</w:tc>" for one in cells) + "</w:tr></w:tbl>"
    )
)
BODIES = st.lists(st.one_of(PARAGRAPHS, PARAGRAPHS, TABLES), max_size=5).map(
    lambda parts: para(run("The Parties")) + "".join(parts)
)
FILES = BODIES.map(lambda body: word(body, {"footnotes": NOTES}, numbering=NUMBERING))
READINGS = st.sampled_from(("made", "not made"))
