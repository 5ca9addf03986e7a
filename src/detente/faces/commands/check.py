"""`detente check`."""

from __future__ import annotations

import sys

import click

from detente.check import Check
from detente.check.fix import apply_fixes, proposals
from detente.check.since import Since, compare
from detente.deal.loader import load
from detente.desk.remarks import remarks
from detente.desk.remarks import rules as all_rules
from detente.diagnose.diagnostic import Severity
from detente.diagnose.render import concise, full, github, sarif
from detente.diagnose.rule import find
from detente.errors import CannotRead, UnknownName
from detente.faces.checked_document import Asked, checked_document, is_document
from detente.faces.closing import closing
from detente.faces.terminal import PATH, put, put_json, wants_color
from detente.version import VERSION

CHANGES = ("made", "not-made")
FORMATS = ("full", "concise", "json", "sarif", "github", "docx")


@click.command("check")
@PATH
@click.option("--format", "form", type=click.Choice(FORMATS), help="full on a terminal, concise in a pipe.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False), metavar="FILE", help="Where `--format docx` writes."
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "note"]),
    default="error",
    show_default=True,
    help="Exit with 1 if anything is found at this severity or above.",
)
@click.option("--only", multiple=True, metavar="RULE", help="Run only this rule; may be given again.")
@click.option("--since", type=click.Path(), metavar="OLD", help="Also say what changed in meaning since OLD.")
@click.option("--fix", is_flag=True, help="Apply the changes that concern form only, and check again.")
@click.option("--propose", is_flag=True, help="Print as a patch the changes that alter what a party owes.")
@click.option("--waivers", is_flag=True, help="Print the register of what was allowed, why and by whom.")
@click.option(
    "--changes", type=click.Choice(CHANGES), help="Of a Word file: read tracked changes as made, or not."
)
def command(
    path: str,
    form: str | None,
    output: str | None,
    fail_on: str,
    only: tuple[str, ...],
    since: str | None,
    fix: bool,
    propose: bool,
    waivers: bool,
    changes: str | None,
) -> int:
    """Check a deal, or a document: remarks like a good editor's, each with file, line and column.

    PATH may also be a draft that is no deal yet (.docx, .pdf, .html, .md, .txt). It is read, its words and numbers
    are checked, and `--format docx -o FILE` writes the remarks as comments into a copy of a Word file.

    Exit status: 0 nothing at or above --fail-on, 1 findings, 2 could not run.
    """
    names = _names(only)
    if is_document(path):
        refused = {"--fix": fix, "--propose": propose, "--waivers": waivers}
        asked = Asked(form, output, Severity(fail_on), names, since, changes or "made")
        return checked_document(path, asked, [name for name, given in refused.items() if given])
    if output is not None or form == "docx" or changes is not None:
        raise click.UsageError("-o, --changes and --format docx are for documents, and PATH is a deal.")
    if since is not None and is_document(since):
        raise CannotRead(f"{since} is a document, and {path} is a deal", help="compare two of a kind")
    found = remarks(load(path), only=names)
    if fix and found.understood:
        for line in apply_fixes(found):
            click.echo(line, err=True)
        found = remarks(load(path), only=names)
    if propose:
        put(proposals(found))
        return 0 if found.understood else 2
    told = compare(_old(since, names), found) if since is not None and found.understood else None
    _print(found, told, form or ("full" if sys.stdout.isatty() else "concise"), waivers)
    if not found.understood:
        return 2
    return 1 if found.reaches(Severity(fail_on)) else 0


def _old(since: str, names: tuple[str, ...] | None) -> Check:
    """The other draft; it is compared only if it is understood whole."""
    old = remarks(load(since), only=names)
    if old.understood:
        return old
    click.echo(concise(old.findings) + closing(old), err=True)
    raise CannotRead(f"the other draft, {since}, is not understood whole", help="mend the places named above")


def _names(only: tuple[str, ...]) -> tuple[str, ...] | None:
    if not only:
        return None
    all_rules()
    try:
        return tuple(find(name).name for name in only)
    except UnknownName as error:
        raise click.BadParameter(str(error), param_hint="--only") from None


def _print(found: Check, told: Since | None, form: str, waivers: bool) -> None:
    if form == "json":
        put_json(found.as_dict(VERSION) | ({"since": told.as_dict()} if told else {}))
    elif form == "sarif":
        put_json(sarif(found.findings, all_rules(), VERSION))
    elif form == "github":
        put(github(found.findings))
    else:
        if told:
            put(told.in_words())
        elif form == "full":
            put(full(found.findings, closing(found), color=wants_color()))
        else:
            put(concise(found.findings) + closing(found))
        if waivers:
            put(register(found))


def register(found: Check) -> str:
    """The register of waivers, a line each."""
    lines = [
        f"{waiver.file}:{waiver.line}: allowed {waiver.rule} -- {waiver.why} ({waiver.who})"
        for waiver in found.waivers
    ]
    return "\n".join(lines) if lines else "nothing is allowed by a comment"
