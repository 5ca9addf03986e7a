"""`detente read … --review`: one proposal after the other, from a pipe or a file; nothing is asked twice."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from detente.faces import talk
from tests.faces.reading import DRAFT, Done, detente, written

ASKED = 9  # proposals of the draft that are asked about


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    return written(tmp_path / "draft.txt", DRAFT)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "deal"


def review(draft: Path, folder: Path, *answers: str, more: tuple[str, ...] = ()) -> Done:
    return detente(
        "read", draft, "-o", folder, "--review", *more, typed="".join(f"{one}\n" for one in answers)
    )


def kept(folder: Path) -> list[dict[str, Any]]:
    decisions = json.loads((folder / ".detente" / "reading.json").read_text(encoding="utf-8"))["decisions"]
    return list(decisions.values())


def test_to_the_end_the_deal_is_written(draft: Path, folder: Path) -> None:
    done = review(draft, folder, *["a"] * ASKED)
    assert done.status == 0
    assert f"{ASKED} of {ASKED} proposals are not decided yet." in done.out
    assert f"{ASKED} accepted. Next: detente check" in done.err
    assert "to be checked" not in (folder / "deal.yaml").read_text(encoding="utf-8")


def test_stopped_it_keeps_the_decisions_and_goes_on(draft: Path, folder: Path) -> None:
    done = review(draft, folder, "a", "reject: not this", "stop", more=("--by", "Analyst"))
    assert done.status == 1
    assert "Stopped: 1 accepted, 1 rejected, 7 undecided." in " ".join(done.out.split())
    assert not (folder / "deal.yaml").exists()
    assert [(one["state"], one["by"], one["note"]) for one in kept(folder)] == [
        ("accepted", "Analyst", ""),
        ("rejected", "Analyst", "not this"),
    ]
    done = review(draft, folder, *["a"] * (ASKED - 2))
    assert done.status == 0
    assert f"{ASKED - 2} of {ASKED} proposals are not decided yet." in done.out
    assert f"{ASKED - 1} accepted, 1 rejected." in done.err


def test_the_end_of_the_input_is_a_stop(draft: Path, folder: Path) -> None:
    assert review(draft, folder, "a").status == 1
    assert len(kept(folder)) == 1


def test_what_is_skipped_is_asked_again(draft: Path, folder: Path) -> None:
    assert review(draft, folder, *["s"] * ASKED).status == 0
    assert f"{ASKED} of {ASKED} proposals are not decided yet." in review(draft, folder, "stop").out


def test_with_everything_decided_nothing_is_asked(draft: Path, folder: Path) -> None:
    review(draft, folder, *["a"] * ASKED)
    done = review(draft, folder)
    assert done.status == 0
    assert f"0 of {ASKED} proposals are not decided yet." in done.out
    assert "is written again; nothing in it had been changed by hand." in done.err


def test_back_help_and_what_is_no_answer(draft: Path, folder: Path) -> None:
    done = review(draft, folder, "back", "a", "back", "reject", "?", "what", "stop")
    assert done.status == 1
    assert "`reject` (r), with a reason if you like" in done.out
    assert "Write `accept`, `reject`, `skip`" in done.out
    assert [one["state"] for one in kept(folder)] == ["rejected"]
    assert done.out.count(f"1 of {ASKED}\n") == 3
    assert "decided before: accepted" in done.out


def test_an_edit_that_the_document_does_not_say_is_asked_again(draft: Path, folder: Path) -> None:
    done = review(
        draft,
        folder,
        *["s"] * 4,
        "edit due = within 15 days",
        "edit due = within 14 days",
        "stop",
        more=("--only", "party", "--only", "definition", "--only", "obligation"),
    )
    assert "`own due = within 15 days` keeps it as words of your own." in " ".join(done.out.split())
    assert [one["fields"] for one in kept(folder) if one["state"] == "edited"] == [{"due": "within 14 days"}]


def test_only_some_kinds_are_asked_about(draft: Path, folder: Path) -> None:
    done = review(draft, folder, "a", "a", "a", more=("--only", "obligation"))
    assert done.status == 0
    assert "3 of 3 proposals are not decided yet." in done.out
    assert "3 accepted, 6 undecided." in done.err


def test_two_duties_of_one_sentence_are_asked_about_each(draft: Path, folder: Path) -> None:
    done = review(draft, folder, "a", "a", "r", more=("--only", "obligation"))
    assert "2 accepted, 1 rejected, 6 undecided." in done.err


def test_answers_from_a_file(draft: Path, folder: Path) -> None:
    answers = written(draft.with_name("answers.txt"), "a\n" * ASKED)
    done = detente("read", draft, "-o", folder, "--review", "--answers", answers)
    assert done.status == 0
    assert done.out.count("> a\n") == ASKED


def test_a_wrong_line_of_a_file_is_named_and_loses_nothing(draft: Path, folder: Path) -> None:
    answers = written(draft.with_name("answers.txt"), "a\nr\nperhaps\na\n")
    done = detente("read", draft, "-o", folder, "--review", "--answers", answers)
    assert done.status == 1
    assert f"{answers}:3: Write `accept`" in " ".join(done.out.split())
    assert [one["state"] for one in kept(folder)] == ["accepted", "rejected"]
    assert not (folder / "deal.yaml").exists()


def test_a_file_of_answers_that_is_not_there(draft: Path, folder: Path) -> None:
    done = detente("read", draft, "-o", folder, "--review", "--answers", "nowhere.txt")
    assert (done.status, "nowhere.txt" in done.err, folder.exists()) == (2, True, False)


def test_ctrl_c_keeps_the_decisions(draft: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["a", "a"])

    def ask(self: talk.Talk) -> str:
        try:
            return next(answers)
        except StopIteration:
            raise KeyboardInterrupt from None

    monkeypatch.setattr(talk.Talk, "ask", ask)
    done = review(draft, folder)
    assert done.status == 1
    assert "Stopped: 2 accepted, 7 undecided." in " ".join(done.out.split())
    assert len(kept(folder)) == 2


def test_a_newer_draft_is_reviewed_and_patched(draft: Path, folder: Path) -> None:
    review(draft, folder, *["a"] * ASKED)
    newer = written(draft.with_name("newer.txt"), DRAFT.replace("14 days", "21 days"))
    done = detente("read", newer, "-o", folder, "--review", "--apply", typed="a\n" * ASKED)
    assert done.status == 0
    text = (folder / "deal.yaml").read_text(encoding="utf-8")
    assert "due: 21 days after signature" in text
    assert "to be checked" not in text
