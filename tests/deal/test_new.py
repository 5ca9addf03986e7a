"""Starting a deal: every kind loads whole, names of any script fit, and nothing is overwritten."""

import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from detente.check import check
from detente.check.templates.elements import template
from detente.deal.loader import load, load_text
from detente.deal.model import KINDS
from detente.deal.new import files_of, start
from detente.errors import CannotWrite, UnknownName
from detente.text.nodes import parse
from detente.text.source import Source


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_deal_loads_whole_and_can_be_checked(kind: str, tmp_path: Path) -> None:
    start(kind, tmp_path / "deal", ["North", "South Harbour"])
    deal = load(tmp_path / "deal")
    assert deal.problems == ()
    assert deal.frame.kind == kind
    assert {label: party.name for label, party in deal.parties.items()} == {
        "north": "North",
        "south-harbour": "South Harbour",
    }
    assert deal.frame.signs == ("north", "south-harbour")
    found = check(deal)
    assert found.understood
    assert found.findings, "blanks are found"


@pytest.mark.parametrize("kind", KINDS)
def test_the_files_are_valid_by_the_schemas_beside_them(kind: str) -> None:
    texts = files_of(kind, ["north", "south"])
    for file, path in (("deal", "deal.yaml"), ("positions", "positions/north.yaml")):
        schema = json.loads(texts[f".detente/{file}.schema.json"])
        assert Draft202012Validator(schema).is_valid(parse(Source(path, texts[path])).value)
        first = texts[path].split("\n", 1)[0]
        assert first.endswith(f"{'../' if '/' in path else ''}.detente/{file}.schema.json")
        assert first.startswith("# yaml-language-server: $schema=")


@pytest.mark.parametrize("kind", KINDS)
def test_both_parties_are_asked_for_the_same_number_of_things(kind: str) -> None:
    if kind in ("milestone", "earn-out"):
        return  # what a seller and a buyer owe is not alike
    deal = load_text(files_of(kind, ["north", "south"])["deal.yaml"])
    owed = [sum(party in (duty.by or ()) for duty in deal.obligations.values()) for party in deal.parties]
    assert owed[0] == owed[1]


@pytest.mark.parametrize("kind", KINDS)
def test_the_expected_elements_stand_there_blank(kind: str) -> None:
    expected = template(kind)
    assert expected is not None
    elements = {element.id: element.met_by for element in expected.elements}
    deal = load_text(files_of(kind, elements=elements)["deal.yaml"])
    assert deal.problems == ()
    assert list(deal.elements) == list(elements)
    assert {element.in_ for element in deal.elements.values()} == {None}


def test_the_usual_parties_stand_where_none_are_named() -> None:
    assert list(load_text(files_of("strike")["deal.yaml"]).parties) == ["union", "employer"]
    assert "positions/contractor.yaml" in files_of("milestone")


def test_a_hyphen_may_stand_for_the_space_in_a_kind() -> None:
    assert files_of("arms-control") == files_of("arms control")


def test_an_unknown_kind_names_the_nearest() -> None:
    with pytest.raises(UnknownName, match=r"no kind of deal `ceasefires`.*`ceasefire`"):
        files_of("ceasefires")


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "positions").mkdir()
    (tmp_path / "positions" / "north.yaml").write_text("mine")
    with pytest.raises(CannotWrite, match=r"north\.yaml` is there already"):
        start("exchange", tmp_path, ["north", "south"])
    assert [path.name for path in tmp_path.rglob("*")] == ["positions", "north.yaml"]


def test_a_link_to_nowhere_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "deal.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    with pytest.raises(CannotWrite, match=r"deal\.yaml` is there already"):
        start("exchange", tmp_path)
    assert not (tmp_path / "elsewhere.yaml").exists()


def test_the_folder_may_not_be_a_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("mine")
    with pytest.raises(CannotWrite, match="is a file"):
        start("exchange", tmp_path / "a")


def test_values_are_kept_out_of_the_repository(tmp_path: Path) -> None:
    started = start("exchange", tmp_path)
    assert "values/" in (tmp_path / ".gitignore").read_text().splitlines()
    assert started.kept == ()


def test_a_gitignore_that_is_there_stays(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("mine\n")
    started = start("exchange", tmp_path)
    assert (tmp_path / ".gitignore").read_text() == "mine\n"
    assert started.kept == (tmp_path / ".gitignore",)
    assert tmp_path / "deal.yaml" in started.written


@pytest.mark.parametrize(
    ("parties", "sentence"),
    [
        (["north"], "two parties or more"),
        (["north", "North"], "Two parties have the id `north`"),
        (["north", "!!!"], "`!!!` is no name"),
        (["one", "two"], "`one` already names"),
        (["null", "two"], "do not fit"),
    ],
)
def test_parties_that_cannot_be_told_apart_are_refused(parties: list[str], sentence: str) -> None:
    with pytest.raises(CannotWrite, match=sentence):
        files_of("exchange", parties)


def test_names_in_any_script_become_ids() -> None:
    deal = load_text(files_of("other", ["ירוק וכחול", "L'Île d'Or", "الشمال"])["deal.yaml"])
    assert list(deal.parties) == ["ירוק-וכחול", "l-île-d-or", "الشمال"]
    assert deal.call("l-île-d-or") == "L'Île d'Or"


@example("not stated", ["yes", "NO"], "other")
@example("a\udcff: $x", ["b\udcff", "c"], "other")
@example("\x07\x7f\x85\u2028 # {a}", ["'", '"a"'], "other")
@example("null", ["हिन्दी संघ", "มิตร"], "ceasefire")
@given(st.text(), st.lists(st.text(min_size=1), min_size=2, max_size=3), st.sampled_from(KINDS))
def test_any_words_are_written_so_that_they_are_read_again_or_refused(
    title: str, parties: list[str], kind: str
) -> None:
    try:
        texts = files_of(kind, parties, title or None)
    except CannotWrite:
        return
    deal = load_text(texts["deal.yaml"])
    assert deal.problems == ()
    if title.strip() and title.strip() != "not stated":
        assert deal.frame.title == " ".join(title.split())
    for label, text in ((label, texts[f"positions/{label}.yaml"]) for label in deal.parties):
        assert parse(Source("p", text)).value["positions of"] == label
