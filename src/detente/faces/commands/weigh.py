"""`detente weigh`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from detente.bargain.weigh.existing import shown_lines
from detente.bargain.weigh.interview import Interview, Kept
from detente.bargain.weigh.kept import Sitting, fitted, in_words, read_sitting
from detente.bargain.weigh.methods import METHODS, script_of
from detente.bargain.weigh.replacing import replaced
from detente.bargain.weigh.table import table_of
from detente.bargain.weigh.writing import values_text
from detente.deal.loader import load
from detente.deal.model import in_words as listed
from detente.errors import CannotRead, CannotWrite
from detente.faces.private import write_private
from detente.faces.talk import COMMANDS, Talk, agreed, converse
from detente.faces.terminal import PATH, put
from detente.text.source import read_source, shown

if TYPE_CHECKING:
    from detente.bargain.weigh.judgement import Judgement
    from detente.bargain.weigh.table import Table
    from detente.deal.model import Deal

WRITTEN, NOT_WRITTEN, COULD_NOT_RUN = 0, 1, 2
_METHOD: Final = "How to weigh: " + "; ".join(f"{name}: {said}" for name, said in METHODS.items()) + "."
_STATE: Final = "Where the answers are kept in the meantime, in place of values/.PARTY.weigh.json."


@click.command("weigh")
@PATH
@click.argument("party")
@click.option("--method", type=click.Choice(tuple(METHODS)), help=f"{_METHOD} Without it: points.")
@click.option(
    "--answers", type=click.Path(dir_okay=False), metavar="FILE", help="Answers, one a line, not typed."
)
@click.option("--state", type=click.Path(dir_okay=False), metavar="FILE", help=_STATE)
@click.option(
    "--output", type=click.Path(dir_okay=False), metavar="FILE", help="Write FILE, not values/PARTY.yaml."
)
@click.option("--replace", is_flag=True, help="Change a values file that is there; what else it says stays.")
@click.option("--fresh", is_flag=True, help="Begin anew, whatever answers are kept.")
@click.option("--show", is_flag=True, help="Ask nothing: say what the party's values file implies.")
def command(path: str, party: str, **options: Any) -> int:
    """Ask a party what the options of the open issues are worth to it, and write its values file.

    Answers are kept after each one: stop at any time and run the same command again to go on. Nothing is written
    before you have seen it and said yes. The file is private to PARTY: it is never signed, and never bundled for
    another party.

    Exit status: 0 written (or shown), 1 not written (the answers are kept), 2 could not run.
    """
    deal = load(path)
    files = _Files.of(deal, Path(path), party, options)
    if _to_mend(deal, files if options["show"] or options["replace"] else None):
        return COULD_NOT_RUN
    table = table_of(deal, party)
    if options["show"]:
        return _show(deal, table)
    return _weigh(table, files, options)


@dataclass(frozen=True, slots=True)
class _Files:
    """Where the values go, where the answers are kept, and the file that the party's values stand in now."""

    target: Path
    state: Path
    inline: bool
    beside: Path = field(repr=False)

    @classmethod
    def of(cls, deal: Deal, path: Path, party: str, options: dict[str, Any]) -> _Files:
        folder = (deal.folder or path.parent) / "values"
        target = folder / f"{party}.yaml"
        values = deal.values.get(party)
        inline = values is not None and values.home.file == deal.file
        if values is not None and not inline:
            target = next((file for file in folder.glob("*.yaml") if shown(file) == values.home.file), target)
        state = Path(options["state"]) if options["state"] else folder / f".{party}.weigh.json"
        if options["output"]:
            return cls(Path(options["output"]), state, inline=False, beside=folder)
        return cls(target, state, inline=inline, beside=folder)

    def goes_into(self, table: Table, *, replace: bool) -> tuple[Path, str | None]:
        """The file that is to be written, and where that is another than the party's own, why."""
        if self.inline:
            said = f"The values of {table.name} stand in the deal file itself, which is left as it is."
            return self.another(table.party), said
        if not replace and (self.target.exists() or self.target.is_symlink()):
            said = f"{shown(self.target)} is there already and stays as it is; --replace would change it."
            return self.another(table.party), said
        return self.target, None

    def another(self, party: str) -> Path:
        """A file that is not there yet, where the deal does not read it by itself."""
        folder = self.beside / "weighed"
        names = (f"{party}.yaml", *(f"{party}-{number}.yaml" for number in range(2, 1000)))
        return next(folder / name for name in names if not (folder / name).exists())


def _to_mend(deal: Deal, own: _Files | None) -> bool:
    """Print what is not understood of the deal itself, and of the party's own file; never of another party's."""
    files = {deal.file} | ({shown(own.target)} if own is not None else set())
    found = [
        problem
        for problem in deal.problems
        if problem.span.file in files and problem.name not in ("cannot-read", "id-written-twice")
    ]
    for problem in found:
        help_ = f" ({problem.help})" if problem.help else ""
        put(f"{problem.span}: {problem.message}{help_}", aside=True)
    if found:
        put("error: mend this first; `detente check` says more.", aside=True)
    return bool(found)


def _show(deal: Deal, table: Table) -> int:
    values = deal.values.get(table.party)
    if values is None:
        raise CannotRead(
            f"There is no values file of {table.name} yet.", help="weigh without --show to make one"
        )
    talk = Talk(None)
    talk.say(f"What the values of {table.name} in {values.home.file} imply. They are private to it.")
    talk.say(*(f"- {line}" for line in shown_lines(table, values)))
    return WRITTEN


# --- weighing ---


def _weigh(table: Table, files: _Files, options: dict[str, Any]) -> int:
    sitting = None if options["fresh"] else _kept(table, files, options["method"])
    method = options["method"] or (sitting.method if sitting else "points")
    answers = fitted(sitting, table) if sitting else None
    interview = Interview(script_of(method, table, date.today()), answers.answers if answers else ())

    def keep() -> None:
        said = (*interview.answers, *interview.unused)
        write_private(files.state, Sitting(method, table.party, table.issues, said).to_json().encode("utf-8"))

    talk = Talk(options["answers"])
    _greet(talk, table, files, method, replace=options["replace"])
    if sitting is not None and answers is not None:
        left_out = (*answers.left_out, *(in_words(one.key) for one in interview.refused))
        _go_on(talk, files, interview.answers, answers.changes, left_out)
    keep()
    try:
        return _to_the_end(interview, talk, table, files, keep, replace=options["replace"])
    except KeyboardInterrupt:
        put("")
        return _stopped(talk, files)


def _kept(table: Table, files: _Files, method: str | None) -> Sitting | None:
    """The answers kept from an earlier sitting of the same party by the same method."""
    if not files.state.exists():
        return None
    found = read_sitting(read_source(files.state).text, shown(files.state))
    if found.party != table.party:
        raise CannotRead(
            "The answers kept there are another party's.",
            help="name another --state",
            file=shown(files.state),
        )
    if found.method not in METHODS:
        raise CannotRead(
            "The answers kept there are of a method that is not known.",
            help="begin anew with --fresh",
            file=shown(files.state),
        )
    if not found.answers:
        return None
    if method is not None and found.method != method:
        raise CannotRead(
            f"The answers kept there are for `{found.method}`, and {method} was asked for.",
            help=f"go on with --method {found.method}, or begin anew with --fresh",
            file=shown(files.state),
        )
    return found


def _greet(talk: Talk, table: Table, files: _Files, method: str, *, replace: bool) -> None:
    what = f" of {table.title}" if table.title else ""
    target, why = files.goes_into(table, replace=replace)
    talk.say(
        f"What the open issues{what} are worth to {table.name}. Method: {method}, {METHODS[method]}; other ways: "
        f"{listed([f'--method {other}' for other in METHODS if other != method])}.",
    )
    if why is not None:
        talk.say(why, _elsewhere(target))
    talk.say(
        f"What you write is private to {table.name}: it goes into {shown(target)}, which is never signed and "
        "never bundled for another party. Keep it out of what you share.",
        COMMANDS,
    )


def _elsewhere(target: Path) -> str:
    return (
        f"The deal does not read {shown(target)} by itself: `detente bargain --values {shown(target.parent)}` does, "
        "with a file there for each party."
    )


def _go_on(
    talk: Talk, files: _Files, answers: list[Kept], changes: tuple[str, ...], left_out: tuple[str, ...]
) -> None:
    count = f"{len(answers)} answer{'s' if len(answers) != 1 else ''}"
    talk.say(f"Going on where you stopped: {count} kept in {shown(files.state)}.")
    if changes:
        talk.say(f"The deal has changed since then: {listed(list(changes))}.")
    if left_out:
        talk.say(f"No longer fitting, and so left out: {listed(list(left_out))}.")


def _stopped(talk: Talk, files: _Files) -> int:
    on = "run the same command again to go on."
    if talk.is_file:
        on = "run the command again without --answers to go on, or with --fresh to begin with the first line."
    talk.say(f"Stopped. The answers are kept in {shown(files.state)}; {on}")
    return NOT_WRITTEN


def _to_the_end(
    interview: Interview[Judgement], talk: Talk, table: Table, files: _Files, keep: Any, *, replace: bool
) -> int:
    while converse(interview, talk, keep) and (found := interview.result) is not None:
        target, text, data = _to_write(talk, table, found, files, replace=replace)
        talk.say("", f"This is what would be written to {shown(target)}:", "")
        put(text)
        said = agreed(talk, ["", f"Write {shown(target)}? `yes`, `no`, or `back` to change the last answer."])
        if said == "yes":
            return _write(talk, files, target, data)
        if said != "back":
            break
        interview.back()
        keep()
    return _stopped(talk, files)


def _to_write(
    talk: Talk, table: Table, judgement: Judgement, files: _Files, *, replace: bool
) -> tuple[Path, str, bytes]:
    """The file to write, what is shown of it, and what goes into it."""
    text = values_text(table, judgement)
    target, why = files.goes_into(table, replace=replace)
    if why is None and (target.exists() or target.is_symlink()):
        try:
            patch = replaced(read_source(target), table, judgement)
            return target, patch.diff() or "(nothing would change)\n", patch.to_bytes()
        except CannotWrite as error:
            target, why = files.another(table.party), str(error)
    if why is not None:
        talk.say("", why, _elsewhere(target))
    return target, text, text.encode("utf-8")


def _write(talk: Talk, files: _Files, target: Path, data: bytes) -> int:
    write_private(target, data)
    files.state.unlink(missing_ok=True)
    talk.say(f"Written: {shown(target)}. The answers kept in the meantime are removed.")
    return WRITTEN
