"""Read a domain from the files that researchers have: GENIUS XML, GeniusWeb JSON, or a domain that was stored here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeAlias

from detente.bargain.domain import Domain
from detente.bargain.formats.assembling import NAMING
from detente.bargain.formats.genius import genius_domain
from detente.bargain.formats.genius_files import PROFILE, TEMPLATE, Space, read_space
from detente.bargain.formats.geniusweb import web_domain
from detente.bargain.formats.geniusweb_files import ADDITIVE, Web, read_web
from detente.bargain.formats.json import parse_json
from detente.bargain.formats.stored import domain_of_object, is_stored
from detente.deal.model import in_words
from detente.errors import CannotRead
from detente.text.problem import quoted
from detente.text.source import Source, read_source, shown

ENDINGS: Final = (".xml", ".json")
_MOST_NAMED: Final = 5
_MARKS: Final = (f"<{TEMPLATE}", f"<{PROFILE}", '"issue', f'"{ADDITIVE}"')  # of files that are meant as one
Part: TypeAlias = Space | Web


def read_domain(path: Path | str, *profiles: Path | str) -> Domain:
    """Read what is on the table from GENIUS XML, GeniusWeb JSON or JSON by `domain_json`.

    Args:
        path: a folder with the files of one domain; or a domain file, to which the profiles beside it are taken unless
            some are named; or a profile, or a stored domain.
        profiles: the profiles to take, one for each party; in a folder they may be named by their file names alone.

    Returns:
        The domain, with every choice of what was taken as a sentence in `assumptions`. Parties are called as their
        profiles are, or else as the files. Each has a unit of its own: utilities of two parties are not added.

    Raises:
        CannotRead: a file that is missing, too large, of another kind, or not as it should be.
        CannotCount: fewer than two profiles, profiles that do not fit together, or with something missing.

    Methods and sources: `detente.bargain.formats.genius` and `detente.bargain.formats.geniusweb`.
    """
    place = Path(path)
    named = [Path(one) for one in profiles]
    if place.is_dir():
        return _domain(_of_folder(place, [_in_folder(place, one) for one in named]), place)
    found = _of_files(place, named)
    return found if isinstance(found, Domain) else _domain(found, place)


@dataclass(slots=True)
class _Found:
    """What was read, and what is to be said about it."""

    templates: list[Part] = field(default_factory=list)
    profiles: list[Part] = field(default_factory=list)
    assumptions: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def add(self, part: Part) -> None:
        (self.templates if part.is_template else self.profiles).append(part)

    def leave_out(self, files: Sequence[str]) -> None:
        """Say which files of a folder are of another kind."""
        more = f" and {len(files) - _MOST_NAMED} more" if len(files) > _MOST_NAMED else ""
        if files:
            self.warnings.append(
                f"{in_words([quoted(one) for one in files[:_MOST_NAMED]])}{more}: neither a domain nor a profile, "
                "left out."
            )


def _in_folder(folder: Path, named: Path) -> Path:
    return folder / named if (folder / named).is_file() else named


def _of_folder(folder: Path, named: Sequence[Path]) -> _Found:
    """All that the folder holds, or its domain and the profiles that are named."""
    found = _Found()
    left_out = []
    for file in _files_in(folder):
        part = _part(file, alone=False)
        if part is None:
            left_out.append(file.name)
        elif part.is_template or not named:
            found.add(part)
    for file in named:
        found.add(_of_one(file))
    if not found.templates and not found.profiles:
        raise CannotRead(
            f"The folder `{shown(folder)}` holds no domain: no XML file of GENIUS and no JSON file of GeniusWeb.",
            help=f"its files have `{TEMPLATE}`, `{PROFILE}` or `issuesValues` in them",
            file=shown(folder),
        )
    found.leave_out(left_out)
    return found


def _files_in(folder: Path) -> list[Path]:
    try:
        files = [
            one for one in folder.iterdir() if one.suffix.lower() in ENDINGS and not one.name.startswith(".")
        ]
    except OSError as error:
        raise CannotRead(
            f"The folder `{shown(folder)}` cannot be opened: {error.strerror or error}.", file=shown(folder)
        ) from None
    return sorted((one for one in files if one.is_file()), key=lambda one: (one.name.casefold(), one.name))


def _of_files(first: Path, others: Sequence[Path]) -> _Found | Domain:
    source = read_source(first)
    stored = _stored(source)
    if stored is not None:
        if others:
            raise CannotRead(f"`{source.name}` is a whole domain, and takes no profiles.", file=source.name)
        return stored
    found = _Found()
    found.add(_of_one(first))
    for file in others:
        found.add(_of_one(file))
    if found.templates and not found.profiles:
        _take_neighbours(found, first)
    return found


def _take_neighbours(found: _Found, domain: Path) -> None:
    """The profiles that lie beside a domain file."""
    left_out: list[str] = []
    for file in _files_in(domain.parent):
        if file.suffix.lower() == domain.suffix.lower() and file.name != domain.name:
            part = _part(file, alone=False)
            if part is None:
                left_out.append(file.name)
            elif not part.is_template:
                found.add(part)
    found.leave_out(left_out)
    if found.profiles:
        names = in_words([quoted(one.file.name) for one in found.profiles])
        found.assumptions.append(f"The profiles beside {quoted(domain.name)} are taken: {names}.")


def _of_one(file: Path) -> Part:
    part = _part(file, alone=True)
    if part is None:
        name = shown(file)
        raise CannotRead(
            f"`{name}` is neither a domain nor a profile of GENIUS or GeniusWeb.",
            help=f"GENIUS files begin with `{TEMPLATE}` or `{PROFILE}`, GeniusWeb files have `issuesValues`",
            file=name,
        )
    return part


def _part(file: Path, *, alone: bool) -> Part | None:
    """What a file holds, None if it is of another kind; one in a folder may be anything, such as an old result."""
    source = read_source(file)
    named_json = file.suffix.lower() == ".json"
    is_json = named_json or source.text.lstrip()[:1] in ("{", "[")
    try:
        given = parse_json(source) if is_json else None
    except CannotRead:
        if (
            alone or named_json or _has_marks(source)
        ):  # it may be a party's profile: nobody is left out unseen
            raise
        return None
    try:
        return read_web(given, source, file) if is_json else read_space(source, file)
    except CannotRead:
        if alone or _has_marks(source):
            raise
        return None


def _has_marks(source: Source) -> bool:
    return any(mark in source.text for mark in _MARKS)


def _stored(source: Source) -> Domain | None:
    if source.text.lstrip()[:1] != "{":
        return None
    given = parse_json(source)
    return domain_of_object(given, source.name) if is_stored(given) else None


def _domain(found: _Found, place: Path) -> Domain:
    name = shown(place)
    _refuse_mixed([*found.templates, *found.profiles])
    if len(found.templates) > 1:
        both = in_words([f"`{one.source.name}`" for one in found.templates])
        raise CannotRead(
            f"There is more than one domain file: {both}.",
            help="give the path of one of them: the profiles beside it are taken",
        )
    title = _folder_name(place if place.is_dir() else place.parent) or name
    spaces = [one for one in found.profiles if isinstance(one, Space)]
    template = next(iter(found.templates), None)
    if isinstance(template, Space) or (template is None and spaces):
        return genius_domain(
            template if isinstance(template, Space) else None,
            spaces,
            title=title,
            source=name,
            assumptions=found.assumptions,
            warnings=found.warnings,
        )
    return web_domain(
        template,
        [one for one in found.profiles if isinstance(one, Web)],
        title=title,
        source=name,
        assumptions=found.assumptions,
        warnings=found.warnings,
    )


def _folder_name(folder: Path) -> str:
    """What a folder is called, also where it is given as `.` or `..`."""
    return folder.name if folder.name not in ("", "..") else folder.resolve().name


def _refuse_mixed(parts: Iterable[Part]) -> None:
    first: dict[type, Part] = {}
    for part in parts:
        first.setdefault(type(part), part)
    if len(first) > 1:
        both = in_words([f"`{one.source.name}`" for one in first.values()])
        raise CannotRead(
            f"{both} are of two formats, GENIUS and GeniusWeb.",
            help="give the path of a folder with the files of one format, or of a domain file, to which the profiles "
            f"beside it in its own format are taken; {NAMING}",
        )
