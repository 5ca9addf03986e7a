"""Tables in plain text and in Markdown."""

import re

from hypothesis import given
from hypothesis import strategies as st

from detente.deal.phrases import NOT_STATED
from detente.diagnose.excerpt import cells
from detente.report.content import Cell, Line, Table, line, lines, table, words
from detente.report.drawing import in_colour
from detente.report.tables import layout, table_markdown, table_text, unpainted


def drawn(made: Table, width: int) -> str:
    return "\n".join(table_text(made, layout([made], width)))


def test_columns_are_as_wide_as_they_need_to_be() -> None:
    made = table(
        ("who", "what"), [[words("Northland"), words("lists")], [words("Southland"), words("lots of lots")]]
    )
    assert drawn(made, 80) == (
        "who       what\n───────── ────────────\nNorthland lists\nSouthland lots of lots"
    )
    assert drawn(made, 90).splitlines()[0] == "who        what"


def test_cells_wrap_and_tall_rows_are_parted() -> None:
    made = table(
        ("who", "what"), [[words("North"), words("one two three four five")], [words("South"), words("six")]]
    )
    assert drawn(made, 14) == (
        "who   what\n───── ────────\nNorth one two\n      three\n      four\n      five\n\nSouth six"
    )
    dense = Table(made.headers, made.rows, dense=True)
    assert "\n\n" not in drawn(dense, 14)


def test_where_the_columns_do_not_fit_rows_become_records() -> None:
    made = table(
        ("duty", "verified by", "when"),
        [
            [words("leave the road"), words(None), lines(["D+3", NOT_STATED])],
            [words("hand over"), (), words("D+4")],
        ],
    )
    assert drawn(made, 20) == (
        "leave the road\n  verified by:\n    —\n  when: D+3\n        not stated\n\nhand over\n  when: D+4"
    )


def test_wide_and_combining_characters_are_counted_in_cells() -> None:
    made = table(
        ("a", "b"),
        [[words("漢字"), words("x")], [words("e\u0301te\u0301"), words("y")], [words("abcd"), words("z")]],
    )
    rows = drawn(made, 80).splitlines()[2:]
    assert [cells(row[: row.index(end)]) for row, end in zip(rows, "xyz", strict=True)] == [5, 5, 5]


def test_a_right_to_left_cell_does_not_pull_its_neighbour() -> None:
    made = table(("a", "b"), [[words("شرق"), words("غرب")]])
    assert drawn(made, 80).splitlines()[2] == "\u200eشرق\u200e \u200eغرب\u200e"


def test_tables_laid_out_together_have_their_columns_in_line() -> None:
    short = table(("a", "b"), [[words("x"), words("y")]])
    long = table(("a", "b"), [[words("xxxxxx"), words("y")]])
    laid = layout([short, long], 80)
    assert table_text(short, laid)[2] == "x      y"
    assert table_text(long, laid)[2] == "xxxxxx y"


def test_gaps_are_marked_by_tone_and_colour_takes_no_room() -> None:
    made = table(("who", "when"), [[words(None), (line(NOT_STATED, before="until"),)]])
    plain = table_text(made, layout([made], 80), unpainted)
    coloured = table_text(made, layout([made], 80), in_colour)
    assert plain[2] == "—   until: not stated"
    assert coloured[2] == "\x1b[1;31m—\x1b[0m   \x1b[33muntil: not stated\x1b[0m"
    assert [re.sub(r"\x1b\[[\d;]*m", "", text) for text in coloured] == plain


def test_markdown_escapes_pipes_and_markup_and_marks_gaps() -> None:
    made = table(
        ("a|b", "c"),
        [
            [words("x | *y* <b> [z](u) `p|q` & \\"), words(None)],
            [lines(["one", "two"]), words(NOT_STATED)],
            [(), words("d")],
        ],
    )
    assert table_markdown(made) == [
        "| a\\|b | c |",
        "| --- | --- |",
        "| x \\| \\*y\\* \\<b\\> \\[z\\](u) `p\\|q` &amp; \\\\ | **—** |",
        "| one<br>two | **not stated** |",
        "|  | d |",
    ]


CELLS = st.lists(st.text(max_size=30).map(lambda text: Line(text, "plain")), max_size=3).map(tuple)


@given(st.data(), st.integers(1, 5), st.integers(30, 120))
def test_any_table_fits_and_holds_all_its_text(data: st.DataObject, columns: int, width: int) -> None:
    rows: list[list[Cell]] = data.draw(
        st.lists(st.lists(CELLS, min_size=columns, max_size=columns), max_size=5)
    )
    made = table([f"h{place}" for place in range(columns)], rows)
    text = table_text(made, layout([made], width))
    assert all(cells(one) <= width for one in text)
    assert all(one == one.rstrip(" ") for one in text)
    for row in table_markdown(made):
        assert len(re.findall(r"(?<!\\)\|", row.replace("\\\\", ""))) == columns + 1
