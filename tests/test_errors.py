import pickle

import pytest

from detente.errors import (
    CannotRead,
    CannotWrite,
    DetenteError,
    EditsOverlap,
    MissingExtra,
    UnknownName,
    did_you_mean,
)


def test_an_error_prints_its_place_its_sentence_and_what_to_do() -> None:
    error = CannotRead("`a.yaml` is not text.", help="Save it as text.", file="a.yaml", line=3, column=7)
    assert str(error) == "a.yaml:3:7: `a.yaml` is not text. (Save it as text.)"


@pytest.mark.parametrize(
    ("error", "printed"),
    [
        (DetenteError("It is so."), "It is so."),
        (DetenteError("It is so.", help="Do this."), "It is so. (Do this.)"),
        (DetenteError("It is so.", file="a"), "a: It is so."),
        (DetenteError("It is so.", file="a", line=2), "a:2: It is so."),
        (DetenteError("It is so.", line=2), "It is so."),
    ],
)
def test_what_is_not_known_is_left_out(error: DetenteError, printed: str) -> None:
    assert str(error) == printed


@pytest.mark.parametrize("kind", [CannotRead, CannotWrite, EditsOverlap, UnknownName])
def test_one_except_catches_them_all(kind: type[DetenteError]) -> None:
    with pytest.raises(DetenteError, match=r"It is so\."):
        raise kind("It is so.")


def test_a_missing_extra_says_what_it_is_for_and_how_to_install_it() -> None:
    error = MissingExtra("read", "read Word files")
    assert str(error) == 'To read Word files, install the extra `read`. (pip install "detente[read]")'
    assert error.extra == "read"


def test_an_unknown_name_offers_the_nearest() -> None:
    assert str(UnknownName.among("rule", "term-open", ["terms-open", "gate-late"])) == (
        "There is no rule `term-open`. (Did you mean `terms-open`?)"
    )
    assert UnknownName.among("rule", "zzz", ["terms-open"]).help is None


def test_the_nearest_name_is_found_in_capitals_and_in_any_script() -> None:
    assert did_you_mean("NORTH", ["north", "south"]) == "Did you mean `north`?"
    assert did_you_mean("сервер", ["север", "юг"]) == "Did you mean `север`?"
    assert did_you_mean("", []) is None


@pytest.mark.parametrize(
    "error",
    [
        CannotRead("It is so.", help="Do this.", file="a", line=1, column=2),
        MissingExtra("read", "read Word files"),
    ],
)
def test_an_error_crosses_to_another_process_unchanged(error: DetenteError) -> None:
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 -- our own bytes
    assert str(again) == str(error)
    assert vars(again) == vars(error)
