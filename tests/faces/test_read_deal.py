"""`detente read … -o FOLDER`: the first folder, what is written again, and the patch for a newer draft."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from detente.deal.loader import load
from detente.desk.remarks import remarks
from detente.faces.read_review import reviewed
from detente.read import verify
from detente.read.draft.decisions import key_of
from detente.read.intake.take import take
from detente.read.proposals import Proposal
from detente.read.run import read_whole
from tests.faces.reading import DRAFT, REPORT, Done, detente, word_file, written

NEWER = DRAFT.replace("14 days", "21 days").replace(
    "4. Southland may",
    "4. Northland shall publish the list of ships within 2 days after signature.\n\n5. Southland may",
)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    return written(tmp_path / "draft.txt", DRAFT)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return written(tmp_path / "news.txt", REPORT)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "deal"


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def visible(folder: Path) -> dict[str, bytes]:
    return {name: data for name, data in files(folder).items() if not name.startswith(".")}


def deal(folder: Path) -> str:
    return (folder / "deal.yaml").read_text(encoding="utf-8")


def reading(folder: Path) -> Any:
    return json.loads((folder / ".detente" / "reading.json").read_text(encoding="utf-8"))


def decided(document: Path, choose: Callable[[Proposal], dict[str, Any] | None], **more: Any) -> Path:
    """A file of decisions, as the page saves it."""
    whole = read_whole(take(document))
    decisions = {key_of(whole.document, one): choose(one) for one in reviewed(whole.read)}
    kept = {key: one for key, one in decisions.items() if one is not None}
    path = document.with_name("decisions.json")
    path.write_text(json.dumps({"reading": 1, "documents": {}, "decisions": kept | more}), encoding="utf-8")
    return path


def accepted(one: Proposal) -> dict[str, Any]:
    return {"state": "accepted"}


def nothing_left(done: Done) -> bool:
    return done.status == 0 and done.out == "" and done.err.endswith("Nothing to change.\n")


# --- a new folder ---


def test_a_new_folder(draft: Path, news: Path, folder: Path) -> None:
    done = detente("read", draft, news, "-o", folder, "--kind", "ceasefire", "--title", "The ferry")
    assert done.status == 0
    assert done.out.splitlines() == [str(folder / name) for name in reading(folder)["written"]]
    assert done.err.endswith(f"undecided. Next: detente check {folder}\n")
    assert load(folder).problems == ()
    assert "kind: ceasefire  # as given" in deal(folder)
    assert "title: The ferry  # as given" in deal(folder)
    assert (folder / "sources" / "draft.txt").read_bytes() == DRAFT.encode()
    assert ".gitignore" in files(folder)


def test_what_is_kept_is_readable_by_its_owner_alone(draft: Path, folder: Path) -> None:
    detente("read", draft, "-o", folder)
    assert {(folder / name).stat().st_mode & 0o077 for name in files(folder)} == {0}


def test_a_folder_with_other_files_stays_as_it_is(draft: Path, folder: Path) -> None:
    folder.mkdir()
    written(folder / "notes.md", "ours")
    written(folder / ".gitignore", "ours too\n")
    assert detente("read", draft, "-o", folder).status == 0
    assert (folder / "notes.md").read_text() == "ours"
    assert (folder / ".gitignore").read_text() == "ours too\n"


@pytest.mark.parametrize("name", ["text.md", "sources/draft.txt"])
def test_nothing_is_overwritten(draft: Path, folder: Path, name: str) -> None:
    (folder / name).parent.mkdir(parents=True)
    written(folder / name, "ours")
    done = detente("read", draft, "-o", folder)
    assert done.status == 2
    assert f"`{folder / name}` is there already, and nothing is overwritten. (name a new folder)" in done.err
    assert files(folder) == {name: b"ours"}


def test_the_folder_is_a_file(draft: Path, news: Path) -> None:
    done = detente("read", draft, "-o", news)
    assert done.err == f"error: `{news}` is a file. (name a folder for the deal)\n"


def test_a_deal_that_was_not_read_is_not_replaced(draft: Path, folder: Path) -> None:
    folder.mkdir()
    ours = written(folder / "deal.yaml", "detente: 1\nkind: exchange\nparties:\n  north: {name: Northland}\n")
    before = ours.read_bytes()
    done = detente("read", draft, "-o", folder)
    assert done.status in (1, 2)
    assert files(folder) == {"deal.yaml": before}


def test_a_kind_of_deal_that_does_not_exist(draft: Path, folder: Path) -> None:
    assert detente("read", draft, "-o", folder, "--kind", "truce").status == 2
    assert not folder.exists()


def test_a_document_that_changed_while_it_was_read(
    draft: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = verify.verify

    def changing(*args: Any) -> Any:
        draft.write_text(NEWER, encoding="utf-8")
        return asked(*args)

    monkeypatch.setattr("detente.read.run.verify", changing)
    done = detente("read", draft, "-o", folder)
    assert (done.status, "changed while it was read" in done.err) == (2, True)
    assert not folder.exists()


# --- the same documents again ---


def test_read_again_it_is_the_same(draft: Path, news: Path, folder: Path) -> None:
    detente("read", draft, news, "-o", folder)
    before = files(folder)
    done = detente("read", draft, news, "-o", folder)
    assert done.status == 0
    assert "is written again; nothing in it had been changed by hand." in done.err
    assert files(folder) == before


def test_what_was_changed_by_hand_stays(draft: Path, folder: Path) -> None:
    detente("read", draft, "-o", folder)
    ours = deal(folder).replace("verified by:  # unknown", "verified by: joint-mission", 1)
    assert ours != deal(folder)
    written(folder / "deal.yaml", ours)
    assert nothing_left(detente("read", draft, "-o", folder))
    assert nothing_left(detente("read", draft, "-o", folder, "--apply"))
    assert deal(folder) == ours


def test_accepted_everything(draft: Path, news: Path, folder: Path) -> None:
    detente("read", draft, news, "-o", folder)
    assert "to be checked" in deal(folder)
    decisions = decided(draft, accepted)
    done = detente("read", draft, news, "-o", folder, "--decisions", decisions)
    assert done.status == 0
    of_draft = [line for line in deal(folder).splitlines() if "to be checked" in line]
    assert of_draft == []
    assert load(folder).problems == ()
    again = files(folder)
    assert detente("read", draft, news, "-o", folder).status == 0
    assert files(folder) == again


def test_the_accepted_deal_can_be_checked(draft: Path, news: Path, folder: Path) -> None:
    detente("read", draft, news, "-o", folder, "--decisions", decided(draft, accepted))
    assert detente("check", folder).status in (0, 1)
    assert remarks(folder, only=["quote-not-in-source"]).findings == ()
    assert remarks(folder).understood


def test_what_was_rejected_vanishes(draft: Path, folder: Path) -> None:
    detente("read", draft, "-o", folder)
    assert "release 33 captives" in deal(folder).split("Not turned into")[0]
    decisions = decided(
        draft, lambda one: {"state": "rejected", "note": "dropped"} if "captives" in one.quote else None
    )
    done = detente("read", draft, "-o", folder, "--decisions", decisions)
    assert "1 rejected" in done.err
    assert "release 33 captives" not in deal(folder).split("Not turned into")[0]
    assert load(folder).problems == ()


def test_positions_of_a_rejected_speaker_go_only_if_untouched(draft: Path, news: Path, folder: Path) -> None:
    detente("read", draft, news, "-o", folder)
    positions = sorted((folder / "positions").iterdir())
    assert positions
    decisions = decided(news, lambda one: {"state": "rejected"})
    written(positions[0], positions[0].read_text(encoding="utf-8") + "# ours\n")
    detente("read", draft, news, "-o", folder, "--decisions", decisions)
    assert positions[0].exists()

    detente("read", draft, news, "-o", folder.with_name("fresh"))
    done = detente("read", draft, news, "-o", folder.with_name("fresh"), "--decisions", decisions)
    assert done.status == 0
    assert list(folder.with_name("fresh").glob("positions/*")) == []


def test_a_path_out_of_the_folder_is_never_deleted(draft: Path, folder: Path) -> None:
    detente("read", draft, "-o", folder)
    victim = written(folder.parent / "ours.txt", "ours")
    kept = reading(folder)
    kept["written"]["../ours.txt"] = hashlib.sha256(b"ours").hexdigest()
    written(folder / ".detente" / "reading.json", json.dumps(kept))
    assert detente("read", draft, "-o", folder).status == 0
    assert victim.exists()


def test_accepting_what_stands_in_a_folder_changed_by_hand(draft: Path, folder: Path) -> None:
    detente("read", draft, "-o", folder)
    ours = deal(folder).replace("verified by:  # unknown", "verified by: joint-mission", 1)
    written(folder / "deal.yaml", ours)
    decisions = decided(draft, accepted)
    assert detente("read", draft, "-o", folder, "--decisions", decisions, "--apply").status == 0
    assert "to be checked" not in deal(folder)
    assert "verified by: joint-mission\n" in deal(folder)
    assert load(folder).problems == ()
    assert nothing_left(detente("read", draft, "-o", folder))


# --- decisions of the page ---


def test_edits_of_the_page(draft: Path, folder: Path) -> None:
    def choose(one: Proposal) -> dict[str, Any] | None:
        if one.kind == "obligation" and one.clause == "1":
            return {"state": "edited", "fields": {"due": "within 14 days"}, "by": "Analyst"}
        return None

    done = detente("read", draft, "-o", folder, "--decisions", decided(draft, choose))
    assert "1 edited" in done.err
    assert "edited by Analyst" in deal(folder)
    assert "14 days after signature  #" not in deal(folder)
    assert load(folder).problems == ()


def test_an_edit_that_the_document_does_not_say_is_left_undecided(draft: Path, folder: Path) -> None:
    def choose(one: Proposal) -> dict[str, Any] | None:
        if one.kind == "obligation" and one.clause == "1":
            return {"state": "edited", "fields": {"due": "within 15 days"}}
        return {"state": "accepted"}

    done = detente("read", draft, "-o", folder, "--decisions", decided(draft, choose))
    assert done.status == 0
    assert "left undecided, clause 1: " in done.err
    assert "15" in done.err
    assert "1 undecided" in done.err
    assert "15 days" not in deal(folder)


def test_own_words_of_the_page_say_so(draft: Path, folder: Path) -> None:
    def choose(one: Proposal) -> dict[str, Any] | None:
        if one.kind == "obligation" and one.clause == "1":
            return {"state": "edited", "fields": {"due": "within two weeks"}, "note": "`due` in own words"}
        return None

    detente("read", draft, "-o", folder, "--decisions", decided(draft, choose))
    (line,) = [line for line in deal(folder).splitlines() if "two weeks" in line]
    assert "in the words of a person" in line
    assert "`due` in own words" in deal(folder)


def test_decisions_about_other_documents_are_counted(draft: Path, news: Path, folder: Path) -> None:
    decisions = decided(draft, accepted, a={"state": "accepted"}, b={"state": "rejected"})
    done = detente("read", draft, "-o", folder, "--decisions", decisions)
    assert f"{decisions}: 2 decisions are of other documents, or of an earlier reading" in done.err


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"reading": 1, "decisions": {"a": {"state": "?"}}}'])
def test_a_file_that_holds_no_decisions(draft: Path, folder: Path, text: str) -> None:
    path = written(draft.with_name("d.json"), text)
    done = detente("read", draft, "-o", folder, "--decisions", path)
    assert done.status == 2
    assert done.err.startswith(f"error: {path}: The decisions kept there cannot be read.")
    assert not folder.exists()


def test_a_file_of_decisions_that_is_not_there(draft: Path, folder: Path) -> None:
    done = detente("read", draft, "-o", folder, "--decisions", "nowhere.json")
    assert (done.status, "nowhere.json" in done.err, folder.exists()) == (2, True, False)


def test_decisions_that_are_damaged(draft: Path, folder: Path) -> None:
    detente("read", draft, "-o", folder)
    written(folder / ".detente" / "reading.json", '{"reading": 1, "deci')
    before = files(folder)
    done = detente("read", draft, "-o", folder)
    assert done.status == 2
    assert (
        "reading.json: The decisions kept there cannot be read. (move the file away to begin anew)"
        in done.err
    )
    assert files(folder) == before


def test_the_page_shows_what_was_decided(draft: Path, folder: Path) -> None:
    page = folder.with_name("page.html")
    detente("read", draft, "-o", folder, "--decisions", decided(draft, accepted))
    assert detente("read", draft, "-o", folder, "--page", page).status == 0
    assert '"state": "accepted"' in page.read_text(encoding="utf-8")


# --- a newer draft ---


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    return written(tmp_path / "newer.txt", NEWER)


def test_a_newer_draft_is_a_patch_and_nothing_is_written(draft: Path, newer: Path, folder: Path) -> None:
    detente("read", draft, "-o", folder)
    before = files(folder)
    done = detente("read", newer, "-o", folder)
    assert done.status == 1
    assert "-    due: 14 days after signature" in done.out
    assert "+    due: 21 days after signature" in done.out
    assert done.out.startswith("--- a/deal.yaml\n+++ b/deal.yaml\n")
    assert "Nothing was written. New files would be added:" in done.err
    assert files(folder) == before


def test_a_newer_draft_is_applied_and_ours_stays(draft: Path, newer: Path, folder: Path) -> None:
    detente("read", draft, "-o", folder)
    ours = "    verified by: joint-mission  # ours"
    text = deal(folder).replace("    verified by:  # unknown", ours, 1)
    written(folder / "deal.yaml", text)
    done = detente("read", newer, "-o", folder, "--apply")
    assert done.status == 0
    assert "is changed. Next: detente check" in done.err
    assert ours in deal(folder)
    assert "due: 21 days after signature" in deal(folder)
    assert "publish the list of ships" in deal(folder)
    assert load(folder).problems == ()
    assert (folder / "sources" / "newer.txt").is_file()
    after = files(folder)
    assert nothing_left(detente("read", newer, "-o", folder))
    assert nothing_left(detente("read", newer, "-o", folder, "--apply"))
    assert visible(folder) == {name: data for name, data in after.items() if not name.startswith(".")}


def test_draft_after_draft(draft: Path, newer: Path, folder: Path) -> None:
    detente("read", draft, "-o", folder)
    detente("read", newer, "-o", folder, "--apply")
    third = written(draft.with_name("third.txt"), NEWER.replace("21 days", "28 days"))
    assert detente("read", third, "-o", folder, "--apply").status == 0
    assert "due: 28 days after signature" in deal(folder)
    assert load(folder).problems == ()
    assert nothing_left(detente("read", third, "-o", folder))


def test_a_deal_that_cannot_be_read_is_not_patched(draft: Path, newer: Path, folder: Path) -> None:
    detente("read", draft, "-o", folder)
    written(folder / "deal.yaml", "detente: 1\nparties: [north\n")
    before = files(folder)
    done = detente("read", newer, "-o", folder, "--apply")
    assert (done.status, done.out) == (2, "")
    assert "detente check" in done.err
    assert files(folder) == before


def test_a_word_file_from_the_first_draft_to_the_patch(tmp_path: Path, folder: Path) -> None:
    first = word_file(tmp_path / "first.docx")
    second = word_file(tmp_path / "second.docx", tuple(NEWER.strip().split("\n\n")))
    assert detente("read", first, "-o", folder).status == 0
    assert (folder / "sources" / "first.docx").read_bytes() == first.read_bytes()
    assert detente("read", second, "-o", folder, "--apply").status == 0
    assert "due: 21 days after signature" in deal(folder)
    assert remarks(folder, only=["quote-not-in-source"]).findings == ()
