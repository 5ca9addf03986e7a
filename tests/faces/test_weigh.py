"""`detente weigh`, as a user meets it."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from detente.deal.loader import load
from detente.errors import CannotCount, CannotRead, UnknownName
from detente.faces.cli import group
from tests.faces.test_cli import run

DEAL = """\
detente: 1
kind: exchange
title: Ridge and valley
parties: {north: {name: Northland}, south: {name: Southland}}
issues:
  port: {says: who may use the port, options: {closed: {}, inspected: {}, open: {}}}
  mandate: {options: {none: {}, joint: {}}}
"""
OF_SOUTH = "values of: south\nworth: {port: {closed: 77, inspected: 5, open: 0}}\n"
POINTS = ["60", "40", "", "closed", "open", "50", "none", "", "", "inspected, none", "the head", "2031-03-02"]
WRITTEN = """\
# Private to Northland: never signed, and never bundled for another party.
values of: north
judged by: the head
on: 2031-03-02
unit: points of Northland
worth:
  # weighed by points: 100 points over the issues, and each option in percent of the way from the worst to the best
  port: # 60 points
    closed: 0
    inspected: 30
    open: 60
  mandate: # 40 points
    none: 0
    joint: 40
no deal: 30 # as good as port: inspected, mandate: none
"""


@pytest.fixture
def deal(tmp_path: Path) -> Path:
    (tmp_path / "deal.yaml").write_text(DEAL, encoding="utf-8")
    (tmp_path / "values").mkdir()
    (tmp_path / "values" / "south.yaml").write_text(OF_SOUTH, encoding="utf-8")
    return tmp_path


def weigh(deal: Path, answers: list[str], *args: str, party: str = "north") -> Result:
    """The command in this process: its exit status is what it returns."""
    text = "".join(f"{answer}\n" for answer in answers)
    return CliRunner().invoke(group, ["weigh", str(deal), party, *args], input=text, standalone_mode=False)


def values(deal: Path) -> str:
    return (deal / "values" / "north.yaml").read_text(encoding="utf-8")


def kept(deal: Path) -> Path:
    return deal / "values" / ".north.weigh.json"


def test_points_from_the_first_question_to_the_file(deal: Path) -> None:
    done = weigh(deal, [*POINTS, "yes"])
    assert done.return_value == 0, done.output
    assert values(deal) == WRITTEN
    assert not kept(deal).exists()
    assert WRITTEN in done.output  # seen before it is written
    found = load(deal)
    assert found.problems == ()
    assert str(found.values["north"].worth["port: open"]) == "60"  # type: ignore[index]
    assert "never signed and never bundled" in " ".join(done.output.split())
    assert "77" not in done.output
    assert stat.S_IMODE((deal / "values" / "north.yaml").stat().st_mode) & 0o077 == 0


def test_a_file_of_answers_says_the_same_as_a_pipe(deal: Path) -> None:
    (deal / "answers").write_text("\n".join([*POINTS, "yes"]), encoding="utf-8")
    done = run("weigh", ".", "north", "--answers", "answers", cwd=deal)
    assert (done.returncode, done.stderr) == (0, "")
    assert values(deal) == WRITTEN
    assert "\x1b" not in done.stdout


def stops(deal: Path, answers: list[str], *args: str) -> str:
    """What is said where a file of answers has a line that is refused."""
    (deal / "answers").write_text("\n".join(answers), encoding="utf-8")
    done = run("weigh", ".", "north", "--answers", "answers", *args, cwd=deal, COLUMNS="100")
    assert (done.returncode, done.stderr) == (1, "")
    assert not (deal / "values" / "north.yaml").exists()
    return " ".join(done.stdout.split())


def test_a_file_of_answers_stops_at_the_first_line_that_is_refused(deal: Path) -> None:
    said = stops(deal, [*POINTS[:3], "shut", *POINTS[4:], "yes"])
    assert "> shut answers:4: `shut` is none of" in said
    assert "> open" not in said
    assert "run the command again without --answers" in said
    assert weigh(deal, [*POINTS[3:], "yes"]).return_value == 0
    assert values(deal) == WRITTEN


def test_of_a_refused_line_no_part_is_taken(deal: Path) -> None:
    said = stops(deal, ["60", "30", "mandate many", "mandate 40"])
    assert "answers:3: `many` is not a number" in said
    assert "mandate many" not in kept(deal).read_text(encoding="utf-8")
    done = weigh(deal, ["mandate 40", "", *POINTS[3:], "yes"])
    assert done.return_value == 0, done.output
    assert values(deal) == WRITTEN


def test_a_last_line_that_is_refused_writes_nothing(deal: Path) -> None:
    assert "answers:13: Write `yes`, `no` or `back`." in stops(deal, [*POINTS, "perhaps", "yes"])


METHODS = {
    "points": POINTS,
    "swing": [
        "closed",
        "open",
        "none",
        "port",
        "50",
        "mandate 40",
        "",
        "30",
        "",
        "open",
        "20",
        "",
        "2031-03-02",
    ],
    "pairs": ["closed", "inspected clearly", "none", "equal", "", "", "", "", "2031-03-02"],
    "ranking": ["open, inspected, closed", "joint > none", "port > mandate", "", "", "me", "2031-03-02"],
}


@pytest.mark.parametrize("method", METHODS)
def test_every_way_ends_in_a_file_that_loads(deal: Path, method: str) -> None:
    done = weigh(deal, [*METHODS[method], "yes"], "--method", method)
    assert done.return_value == 0, done.output
    found = load(deal)
    assert found.problems == ()
    assert found.values["north"].worth if method != "ranking" else found.values["north"].ranking


@pytest.mark.parametrize("method", METHODS)
def test_stopped_after_every_answer_it_gives_the_same_file(deal: Path, method: str) -> None:
    weigh(deal, [*METHODS[method], "yes"], "--method", method)
    in_one_go = values(deal)
    (deal / "values" / "north.yaml").unlink()
    for number, answer in enumerate(METHODS[method]):
        done = weigh(deal, [answer, *(["stop"] if number % 2 else [])], "--method", method)
        assert done.return_value == 1
        assert "run the same command again to go on" in " ".join(done.output.split())
        assert not (deal / "values" / "north.yaml").exists()
    done = weigh(deal, ["yes"])
    assert "Going on where you stopped" in done.output
    assert done.return_value == 0
    assert values(deal) == in_one_go


def test_control_c_keeps_the_answers(deal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = iter(["60"])

    def pipe() -> str:
        try:
            return next(given)
        except StopIteration:
            raise KeyboardInterrupt from None

    monkeypatch.setattr("detente.faces.talk._from_pipe", pipe)
    assert weigh(deal, []).return_value == 1
    assert '"60"' in kept(deal).read_text(encoding="utf-8")


def test_back_undoes_and_a_question_mark_explains(deal: Path) -> None:
    done = weigh(
        deal,
        [
            "back",
            "?",
            "50",
            "back",
            *POINTS[:-1],
            "2030-01-01",
            "back",
            POINTS[-1],
            "back",
            "2031-03-02",
            "yes",
        ],
    )
    assert done.return_value == 0, done.output
    assert values(deal) == WRITTEN
    assert "There is no answer to undo." in done.output
    assert "what counts is the difference between the options" in " ".join(done.output.split())


def test_what_cannot_be_read_is_asked_again(deal: Path) -> None:
    bad = ["", "nan", "-3", "1e308", "x" * 200_000, "many", "\x00"]
    done = weigh(deal, [*bad, *POINTS, "perhaps", "yes"])
    assert done.return_value == 0, done.output
    assert values(deal) == WRITTEN
    assert "Traceback" not in done.output


def test_no_writes_nothing_and_keeps_the_answers(deal: Path) -> None:
    done = weigh(deal, [*POINTS, "no"])
    assert done.return_value == 1
    assert not (deal / "values" / "north.yaml").exists()
    assert kept(deal).exists()
    assert stat.S_IMODE(kept(deal).stat().st_mode) & 0o077 == 0


def test_a_changed_deal_is_noticed(deal: Path) -> None:
    weigh(deal, POINTS)
    (deal / "deal.yaml").write_text(DEAL.replace("joint: {}", "joint: {}, shared: {}"), encoding="utf-8")
    done = weigh(deal, ["", "joint", "shared", "0", "", "", "yes"])
    said = " ".join(done.output.split())
    assert "The deal has changed since then: the options of `mandate` are others." in said
    assert "left out: the worst option of `mandate` and what no deal is worth" in said
    assert done.return_value == 0
    assert "    none: 0\n    joint: 0\n    shared: 40\n" in values(deal)


def test_an_existing_file_is_never_overwritten(deal: Path) -> None:
    mine = "values of: north\nguarantees: {}\n"
    (deal / "values" / "north.yaml").write_text(mine, encoding="utf-8")
    done = weigh(deal, [*POINTS, "yes"])
    assert done.return_value == 0
    assert values(deal) == mine
    assert (deal / "values" / "weighed" / "north.yaml").read_text(encoding="utf-8") == WRITTEN
    assert load(deal).problems == ()
    weigh(deal, [*POINTS, "yes"])
    assert (deal / "values" / "weighed" / "north-2.yaml").exists()


def test_where_it_goes_is_said_at_the_start(deal: Path) -> None:
    start = " ".join(weigh(deal, ["stop"]).output.partition("You have 100")[0].split())
    assert "values/north.yaml, which is never signed" in start
    assert "weighed" not in start
    (deal / "values" / "north.yaml").write_text("values of: north\n", encoding="utf-8")
    start = " ".join(weigh(deal, ["stop"]).output.partition("You have 100")[0].split())
    assert "values/north.yaml is there already and stays as it is; --replace would change it." in start
    assert "it goes into" in start
    assert "values/weighed/north.yaml, which is never signed" in start
    assert "`detente bargain --values" in start
    start = " ".join(weigh(deal, ["stop"], "--replace").output.partition("You have 100")[0].split())
    assert "values/north.yaml, which is never signed" in start
    assert "weighed" not in start


def test_replace_keeps_what_else_the_file_says(deal: Path) -> None:
    mine = "values of: north\nnote: kept # by hand\nworth: {port: {open: 3}}\nguarantees: {}\n"
    (deal / "values" / "north.yaml").write_text(mine, encoding="utf-8")
    done = weigh(deal, [*POINTS, "yes"], "--replace")
    assert done.return_value == 0, done.output
    assert "\n-worth: {port: {open: 3}}\n" in done.output
    assert "note: kept # by hand\n" in values(deal)
    assert "guarantees: {}\n" in values(deal)
    assert "    open: 60\n" in values(deal)
    assert load(deal).problems == ()


def test_what_cannot_be_replaced_goes_into_another_file(deal: Path) -> None:
    mine = "values of: north\nunit: 'money: euro'\nif it walks: {gets: 3}\n"
    (deal / "values" / "north.yaml").write_text(mine, encoding="utf-8")
    done = weigh(deal, [*POINTS, "yes"], "--replace")
    assert "points cannot stand beside them" in " ".join(done.output.split())
    assert values(deal) == mine
    assert (deal / "values" / "weighed" / "north.yaml").exists()


def test_values_in_the_deal_file_stay(deal: Path) -> None:
    inline = DEAL + "values: {north: {no deal: 3}}\n"
    (deal / "deal.yaml").write_text(inline, encoding="utf-8")
    done = weigh(deal, [*POINTS, "yes"], "--replace")
    assert done.return_value == 0
    assert not (deal / "values" / "north.yaml").exists()
    assert (deal / "deal.yaml").read_text(encoding="utf-8") == inline
    assert load(deal).problems == ()


def test_show_says_what_a_file_implies_and_nothing_of_others(deal: Path) -> None:
    weigh(deal, [*POINTS, "yes"])
    done = weigh(deal, [], "--show")
    said = " ".join(done.output.split())
    assert done.return_value == 0
    assert "counts 1.5 times as much as `mandate`" in said
    assert "The best package for Northland: `port: open` and `mandate: joint` (100 of 100)" in said
    assert "77" not in said
    assert "south" not in said.casefold()
    assert values(deal) == WRITTEN


def test_show_makes_no_figures_of_a_ranking(deal: Path) -> None:
    weigh(deal, [*METHODS["ranking"], "yes"], "--method", "ranking")
    said = " ".join(weigh(deal, [], "--show").output.split())
    assert "The best package for Northland: `port: open` and `mandate: joint`." in said
    assert "makes no difference" not in said
    assert " 0" not in said.partition("Ranking:")[2]


def test_trouble_in_another_partys_file_is_not_shown(deal: Path) -> None:
    (deal / "values" / "south.yaml").write_text(
        "values of: south\nworth: {port: {shut: 77}}\nsecret: 5\n", encoding="utf-8"
    )
    done = weigh(deal, [*POINTS, "yes"])
    assert done.return_value == 0
    assert "shut" not in done.output
    assert "secret" not in done.output


def test_other_places(deal: Path, tmp_path: Path) -> None:
    state, output = tmp_path / "kept.json", tmp_path / "out" / "mine.yaml"
    assert weigh(deal, POINTS[:3], "--state", str(state)).return_value == 1
    assert not kept(deal).exists()
    done = weigh(deal, [*POINTS[3:], "yes"], "--state", str(state), "--output", str(output))
    assert done.return_value == 0
    assert output.read_text(encoding="utf-8") == WRITTEN
    assert not state.exists()


def test_answers_for_another_method_or_party_are_not_mixed(deal: Path, tmp_path: Path) -> None:
    state = str(tmp_path / "kept.json")
    weigh(deal, POINTS[:3], "--state", state)
    other = weigh(deal, [], "--state", state, "--method", "swing").exception
    assert isinstance(other, CannotRead)
    assert "--fresh" in str(other)
    south = weigh(deal, [], "--state", state, party="south")
    assert isinstance(south.exception, CannotRead)
    assert "60" not in south.output
    fresh = weigh(deal, [], "--state", state, "--method", "swing", "--fresh")
    assert fresh.return_value == 1


def test_a_lone_deal_file(tmp_path: Path) -> None:
    file = tmp_path / "ridge.yaml"
    file.write_text(DEAL, encoding="utf-8")
    assert weigh(file, [*POINTS, "yes"]).return_value == 0
    assert values(tmp_path) == WRITTEN


@pytest.mark.parametrize("columns", ["40", "20"])
def test_lines_fit_a_narrow_page(deal: Path, columns: str) -> None:
    (deal / "answers").write_text("\n".join([*POINTS, "no"]), encoding="utf-8")
    done = run("weigh", ".", "north", "--answers", "answers", cwd=deal, COLUMNS=columns)
    before = done.stdout.partition("This is what would")[0]
    assert max(map(len, before.splitlines())) <= int(columns)


def test_errors_are_sentences(deal: Path) -> None:
    unknown = run("weigh", ".", "norht", cwd=deal)
    assert (unknown.returncode, unknown.stderr) == (
        2,
        "error: There is no party `norht`. (Did you mean `north`?)\n",
    )
    for asked, said in {
        "lake": "There is no party `lake`. (`north` is Northland and `south` is Southland)",
        "northland": "There is no party `northland`. (`north` is Northland)",
        "Southlnd": "There is no party `Southlnd`. (Did you mean `south`, Southland?)",
    }.items():
        error = weigh(deal, [], party=asked).exception
        assert isinstance(error, UnknownName)
        assert str(error) == said
    assert isinstance(weigh(deal, [], "--show").exception, CannotRead)
    kept(deal).write_text("{", encoding="utf-8")
    assert isinstance(weigh(deal, []).exception, CannotRead)
    (deal / "deal.yaml").write_text(DEAL.partition("issues")[0], encoding="utf-8")
    assert isinstance(weigh(deal, []).exception, CannotCount)


def test_a_deal_that_is_not_understood_is_mended_first(deal: Path) -> None:
    (deal / "deal.yaml").write_text(DEAL + "obligations: {pay: {by: nobody}}\n", encoding="utf-8")
    done = run("weigh", ".", "north", cwd=deal)
    assert done.returncode == 2
    assert "deal.yaml:8" in done.stderr
    assert "mend this first" in done.stderr


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "deal.yaml:1:1: This file is empty."), ("detente: 1\nparties: [\n", "deal.yaml:2")],
)
def test_an_empty_or_broken_deal_is_said_to_be_one(deal: Path, text: str, said: str) -> None:
    (deal / "deal.yaml").write_text(text, encoding="utf-8")
    done = run("weigh", ".", "north", cwd=deal)
    assert done.returncode == 2
    assert said in done.stderr
    assert "There is no party" not in done.stderr


def test_a_sentence_that_asks_has_one_stop(deal: Path) -> None:
    done = weigh(deal, [*POINTS[:3], "close d"])
    assert "did you mean `closed`?\n" in done.output


def test_what_an_option_brings_is_weighed_with_it_unless_it_has_a_worth_apart(deal: Path) -> None:
    text = DEAL.replace("open: {}", "open: {with: [use, share]}")
    duties = "".join(
        f"  {duty}: {{by: north, to: south, does: {duty} it, due: D+1}}\n" for duty in ("use", "share")
    )
    (deal / "deal.yaml").write_text(f"{text}obligations:\n{duties}", encoding="utf-8")
    (deal / "values" / "north.yaml").write_text("values of: north\nworth: {share: 3}\n", encoding="utf-8")
    done = weigh(deal, [*POINTS, "yes"], "--replace")
    said = " ".join(done.output.split())
    assert (
        "Weigh an option with all that it brings. But without `share`, which the values file gives a worth"
        in said
    )
    assert "3 open: brings use, share" in said
    assert load(deal).values["north"].worth["share"].low == 3  # type: ignore[index]
    assert load(deal).problems == ()


def test_many_issues_are_no_wait(deal: Path) -> None:
    """A file of answers with 40 issues, stopped before its last: going on runs through all of them again."""
    issues = "".join(f"  i{n}: {{options: {{a: {{}}, b: {{}}, c: {{}}}}}}\n" for n in range(40))
    (deal / "deal.yaml").write_text(f"{DEAL.partition('issues')[0]}issues:\n{issues}", encoding="utf-8")
    (deal / "values" / "south.yaml").unlink()
    answers = [*["2.5"] * 40, "", *["a", "c", "50"] * 40, "", "", ""]
    assert weigh(deal, answers).return_value == 1
    done = weigh(deal, ["me", "2031-03-02", "yes"])
    assert done.return_value == 0
    assert "    b: 1.25\n" in values(deal)
