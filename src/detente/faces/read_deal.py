"""`detente read … -o FOLDER`: the first deal folder, decisions kept beside it, and the patch for a newer draft."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from detente.deal.phrases import Amiss
from detente.errors import CannotRead, CannotWrite
from detente.faces.private import write_private
from detente.faces.read_options import names_of, narrowed
from detente.faces.read_review import in_words, reviewed, walk
from detente.faces.talk import Talk
from detente.faces.terminal import put
from detente.read.draft.decisions import Decision, key_of
from detente.read.draft.files import Drafted, draft_of
from detente.read.draft.patch import Proposed, patch_of
from detente.read.review.asking import checked
from detente.read.review.kept import Kept, kept_from, merged
from detente.text.source import read_source, shown

if TYPE_CHECKING:
    from detente.read.run import Whole

WRITTEN: Final = 0
NOT_WRITTEN: Final = 1
_DEAL: Final = "deal.yaml"
_KEPT: Final = ".detente/reading.json"
_AS_READ: Final = ".detente/as-read"
"""Where the files stand as the reader wrote them, so that a person's lines can be told from the reader's."""
_OURS: Final = (".detente/", ".gitignore")

Files = Mapping[str, "str | bytes"]


@dataclass(frozen=True, slots=True)
class _Folder:
    """The folder of a deal, and what was decided and written in it before."""

    path: Path
    kept: Kept

    @classmethod
    def at(cls, path: Path) -> _Folder:
        if path.exists() and not path.is_dir():
            raise CannotWrite(f"`{shown(path)}` is a file.", help="name a folder for the deal")
        file = path / _KEPT
        return cls(path, kept_from(read_source(file).text, shown(file)) if file.exists() else Kept())

    @property
    def has_deal(self) -> bool:
        return (self.path / _DEAL).exists()

    def is_as_written(self, files: Files) -> bool:
        """Whether every file that was written before is as it was written, or as it would be written now.

        The second is so where the machine stopped while they were written again.
        """
        return bool(self.kept.written) and all(
            (found := _sha256_of(self.path / name)) == digest or found == _digest(files.get(name))
            for name, digest in self.kept.written.items()
        )

    def as_read(self) -> dict[str, str | bytes] | None:
        """The files as the reader wrote them last; None where that is not known."""
        folder = self.path / _AS_READ
        if not (folder / _DEAL).is_file():
            return None
        return {
            file.relative_to(folder).as_posix(): read_source(file).text
            for file in sorted(folder.rglob("*"))
            if file.is_file() and file.suffix in (".yaml", ".md")
        }

    def keep(self, kept: Kept) -> None:
        write_private(self.path / _KEPT, kept.to_json().encode("utf-8", "surrogatepass"))


def decisions_in(output: str) -> Mapping[str, Decision]:
    """The decisions that are kept in a folder; none where there is no such folder."""
    return _Folder.at(Path(output)).kept.decisions


def deal_folder(wholes: Sequence[Whole], paths: Sequence[str], options: Mapping[str, Any]) -> int:
    """Write the deal folder, or propose what to change in one that is there.

    Returns:
        The exit status: 0 written, or nothing to change; 1 not written.

    Raises:
        CannotRead: decisions cannot be read, or a document changed while it was read.
        CannotWrite: a file is there that was not written from these documents.
    """
    folder = _Folder.at(Path(options["output"]))
    decided = dict(folder.kept.decisions)
    if options["decisions"]:
        decided = _with_page(wholes, decided, options["decisions"])
    documents = {**folder.kept.documents, **{one.document.sha256: one.document.file for one in wholes}}

    def keep() -> None:
        folder.keep(Kept(decided, documents, folder.kept.written))

    reads = [one.read for one in wholes]
    talk = Talk(options["answers"])
    asked = [narrowed(one, options["only"]).read for one in wholes]
    if options["review"] and not walk(asked, decided, talk, options["by"] or "", keep):
        talk.say(
            f"Stopped: {in_words(reads, decided)}. The same command goes on; no file of the deal was written."
        )
        return NOT_WRITTEN
    drafted = [
        Drafted(one.read, one.structure, _bytes(path, one), decided)
        for one, path in zip(wholes, paths, strict=True)
    ]
    files = draft_of(
        drafted, kind=options["kind"], title=options["title"], parties=names_of(options["parties"])
    )
    told = f"{in_words(reads, decided)}."
    if not folder.has_deal:
        _write_new(folder, files, Kept(decided, documents), told)
        return WRITTEN
    same = set(documents) == {one.document.sha256 for one in wholes}
    if same and folder.is_as_written(files):
        return _write_again(folder, files, Kept(decided, documents), told)
    return _propose(folder, files, Kept(decided, documents, folder.kept.written), apply=options["apply"])


def _bytes(path: str, whole: Whole) -> bytes:
    data = Path(path).read_bytes()
    if hashlib.sha256(data).hexdigest() != whole.document.sha256:
        raise CannotRead(f"{path} changed while it was read", help="run the command again")
    return data


def _with_page(wholes: Sequence[Whole], decided: dict[str, Decision], file: str) -> dict[str, Decision]:
    """Decisions of the page, each looked at again; what does not stand in the document is left undecided."""
    given = kept_from(read_source(Path(file)).text, file)
    known = {
        key_of(one.document, proposal): (one, proposal) for one in wholes for proposal in reviewed(one.read)
    }
    taken: dict[str, Decision] = {}
    for key, decision in given.decisions.items():
        if key not in known:
            continue
        whole, proposal = known[key]
        try:
            taken[key] = checked(whole.read, proposal, decision)
        except Amiss as amiss:
            put(
                f"{file}: left undecided, clause {proposal.clause or 'without a number'}: {amiss.sentence}",
                aside=True,
            )
    elsewhere = len(given.decisions) - sum(key in known for key in given.decisions)
    if elsewhere:
        said = "1 decision is" if elsewhere == 1 else f"{elsewhere} decisions are"
        put(f"{file}: {said} of other documents, or of an earlier reading", aside=True)
    return dict(merged(Kept(decided), replace(given, decisions=taken)).decisions)


# --- writing ---


def _write_new(folder: _Folder, files: Files, kept: Kept, told: str) -> None:
    names = [name for name in files if not (name == ".gitignore" and (folder.path / name).exists())]
    for name in names:
        path = folder.path / name
        # What is there with these very words was left by a run that the machine stopped.
        there = (path.exists() or path.is_symlink()) and _sha256_of(path) != _digest(files[name])
        if there and not name.startswith(".detente/"):
            raise CannotWrite(
                f"`{shown(path)}` is there already, and nothing is overwritten.", help="name a new folder"
            )
    _put_all(folder, {name: files[name] for name in names}, kept)
    put("".join(f"{shown(folder.path / name)}\n" for name in names if not name.startswith(".")))
    put(f"{told} Next: detente check {shown(folder.path)}", aside=True)


def _write_again(folder: _Folder, files: Files, kept: Kept, told: str) -> int:
    """The folder is as it was written, so it is written again: nothing of a person's is in it."""
    for name in folder.kept.written:
        if name not in files and _is_inside(name):
            (folder.path / name).unlink(
                missing_ok=True
            )  # positions of somebody whose claims were all rejected
    _put_all(folder, {name: text for name, text in files.items() if name != ".gitignore"}, kept)
    put(f"{told} {shown(folder.path)} is written again; nothing in it had been changed by hand.", aside=True)
    return WRITTEN


def _put_all(folder: _Folder, files: Files, kept: Kept) -> None:
    """Write the files, deal.yaml last: where it stands, all that it names stands too."""
    for name, content in files.items():
        if name != _DEAL:
            write_private(folder.path / name, _encoded(content))
    _put_as_read(folder, files)
    written = {name: _digest(content) for name, content in files.items() if not name.startswith(_OURS)}
    folder.keep(Kept(kept.decisions, kept.documents, written))
    write_private(folder.path / _DEAL, _encoded(files[_DEAL]))


def _put_as_read(folder: _Folder, files: Files) -> None:
    for name, content in files.items():
        if name.endswith(".yaml") or name == "text.md":
            write_private(folder.path / _AS_READ / name, _encoded(content))


def _is_inside(name: str) -> bool:
    """Whether a path of the file of decisions lies in the folder: the file may have come from somebody else."""
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name


def _encoded(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")


def _digest(content: str | bytes | None) -> str:
    return "-" if content is None else hashlib.sha256(_encoded(content)).hexdigest()


def _sha256_of(path: Path) -> str:
    try:
        with path.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError:
        return ""


# --- a newer draft ---


def _propose(folder: _Folder, files: Files, kept: Kept, *, apply: bool) -> int:
    """Print what a newer draft changes, as a patch; make the changes only if asked to."""
    proposed = patch_of(folder.path, files, folder.as_read())
    for line in _remarks(folder, proposed):
        put(line, aside=True)
    if not proposed.diff and not proposed.added:
        put("Nothing to change.", aside=True)
        if apply:  # the run before may have been stopped after it changed the deal
            _put_as_read(folder, files)
            folder.keep(kept)
        return WRITTEN
    if not apply:
        put(proposed.diff)
        names = ", ".join(shown(folder.path / name) for name in proposed.added)
        more = f" New files would be added: {names}." if names else ""
        put(f"Nothing was written.{more} `--apply` makes these changes.", aside=True)
        return NOT_WRITTEN
    # deal.yaml last: a run that is stopped before it finds everything to be changed again.
    for name, content in proposed.added.items():
        write_private(folder.path / name, _encoded(content))
    for patch in (*proposed.others, proposed.patch):
        if patch.edits:
            write_private(folder.path / patch.source.name, patch.to_bytes())
    _put_as_read(folder, files)
    folder.keep(kept)
    put(f"{shown(folder.path)} is changed. Next: detente check {shown(folder.path)}", aside=True)
    return WRITTEN


def _remarks(folder: _Folder, proposed: Proposed) -> Iterator[str]:
    """What the newer draft says otherwise, a line each; what a person has to decide says why."""
    for change in proposed.changes:
        where = f"{change.section} `{change.id}`" if change.id else "at the top"
        key = f", `{change.key}`" if change.key else ""
        words = " → ".join(" ".join(part.split()) or "nothing" for part in (change.old, change.new))
        line = f":{change.place.line}" if change.place is not None else ""
        why = f" ({change.why}: for you to decide)" if change.why else ""
        if change.section == "text.md":
            yield f"{shown(folder.path)}/text.md: {change.what}{why}"
            continue
        yield f"{shown(folder.path)}/deal.yaml{line}: {change.what}: {where}{key}: {words}{why}"
