"""`detente check DRAFT`: what is printed of a document that is no deal yet, and the copy with comments."""

from __future__ import annotations

import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from detente.check.saying import counted
from detente.desk.remarks import rules as all_rules
from detente.diagnose.diagnostic import Severity
from detente.diagnose.excerpt import shown
from detente.diagnose.render import concise, full, github, sarif
from detente.errors import CannotRead, CannotWrite
from detente.faces.terminal import put, put_json, wants_color
from detente.read.saying import clause_called
from detente.version import VERSION

if TYPE_CHECKING:
    from detente.desk.documents import CheckedDocument, DocumentsSince
    from detente.diagnose.diagnostic import Diagnostic
    from detente.read.proposals import Proposal

_ENDINGS: Final = (".docx", ".doc", ".docm", ".dotx", ".pdf", ".html", ".htm", ".xhtml", ".rtf", ".odt")
_PLAIN: Final = (".md", ".markdown", ".txt")
_A_DEAL: Final = re.compile(r"\ufeff?(?:\s*#[^\n]*\n|\s*\n)*detente\s*:")
_AUTHOR: Final = "Détente"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a document; see the options of `detente check`."""

    form: str | None
    output: str | None
    fail_on: Severity
    only: tuple[str, ...] | None
    since: str | None
    changes: str


def is_document(path: str) -> bool:
    """Whether a path names a document to be read, rather than a deal."""
    named = Path(path)
    ending = named.suffix.lower()
    if ending in _ENDINGS:
        return True
    if ending not in _PLAIN or not named.is_file():
        return False
    with named.open("rb") as opened:
        return _A_DEAL.match(opened.read(4096).decode("utf-8", "replace")) is None


def checked_document(path: str, asked: Asked, no_effect: Sequence[str]) -> int:
    """Check a document, print what was found, and say the exit status.

    Raises:
        click.UsageError: options that have no effect on a document, or a copy that nobody named.
        CannotRead: the document cannot be read.
    """
    _refuse(path, asked, no_effect)
    from detente.desk.documents import check_document, compare_documents  # noqa: PLC0415 -- deals are checked without

    changes = asked.changes.replace("-", " ")
    found = check_document(path, only=asked.only, changes=changes)
    told = None
    if asked.since is not None:
        told = compare_documents(check_document(asked.since, only=asked.only, changes=changes), found)
    if asked.form == "docx":
        _commented(path, found, str(asked.output))
    else:
        _print(found, told, asked.form or ("full" if sys.stdout.isatty() else "concise"))
    return 1 if found.check.reaches(asked.fail_on) else 0


def _refuse(path: str, asked: Asked, no_effect: Sequence[str]) -> None:
    if no_effect:
        raise click.UsageError(f"{', '.join(no_effect)}: for a deal, and {path} is a document.")
    if asked.output == "":
        raise click.BadParameter("it is empty; name a file.", param_hint="-o")
    if (asked.form == "docx") != (asked.output is not None):
        raise click.UsageError(
            "`--format docx` goes with `-o FILE`, a new Word file with the remarks as comments."
        )
    if asked.form == "docx" and asked.since is not None:
        raise click.UsageError(
            "--since prints a comparison, and --format docx writes comments: ask for one of them."
        )
    if asked.since is not None and not Path(asked.since).exists():
        raise CannotRead(f"there is no file {asked.since}", help="check the name")
    if asked.since is not None and not is_document(asked.since):
        raise CannotRead(f"{asked.since} is a deal, and {path} is a document", help="compare two of a kind")


def _commented(path: str, found: CheckedDocument, output: str) -> None:
    """Write a copy of a Word file with the findings as comments; the original stays as it is."""
    from detente.read.intake.word.comment import Remarked, with_comments  # noqa: PLC0415 -- wanted only on demand

    document = found.whole.document
    target = Path(output)
    if document.format != "docx":
        raise CannotRead(f"{document.file} is no Word file, so comments cannot be written into it")
    if target.exists() or target.is_symlink():
        raise CannotWrite(f"`{output}` is there already, and nothing is overwritten.", help="name a new file")
    remarks = [
        Remarked(one.span.start, one.span.end, _comment(one), _AUTHOR, "D") for one in found.check.findings
    ]
    data = Path(path).read_bytes()
    if hashlib.sha256(data).hexdigest() != document.sha256:
        raise CannotRead(f"{path} changed while it was read", help="run the command again")
    made = with_comments(data, document, remarks)
    try:
        with target.open("xb") as file:
            file.write(made.data)
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), output) from None
    click.echo(f"written: {output}, {counted(len(made.placed), 'comment')}", err=True)
    for one in made.not_placed:
        click.echo(f"not placed: {one.text}", err=True)


def _comment(finding: Diagnostic) -> str:
    advice = f" {finding.help[:1].upper()}{finding.help[1:]}." if finding.help else ""
    return f"{finding.message[:1].upper()}{finding.message[1:]}.{advice} [{finding.code} {finding.name}]"


def _print(found: CheckedDocument, told: DocumentsSince | None, form: str) -> None:
    findings = found.check.findings
    if form == "json":
        put_json(found.as_dict(VERSION) | ({"since": told.as_dict()} if told else {}))
    elif form == "sarif":
        put_json(sarif(findings, all_rules(), VERSION))
    elif form == "github":
        put(github(findings))
    elif told:
        put("\n".join(map(_line, _since(told))) + "\n")
    elif form == "full":
        put(full(findings, _closing(found), color=wants_color()))
    else:
        put(concise(findings) + _closing(found))


def _closing(found: CheckedDocument) -> str:
    counts = Counter(finding.severity for finding in found.check.findings)
    said = [
        counted(counts[one], str(one))
        for one in (Severity.error, Severity.warning, Severity.note)
        if counts[one]
    ]
    parts = [", ".join(said) or "nothing found", f"read as {found.whole.document.format}"]
    parts += found.whole.document.notes
    if found.check.findings:
        first = max(found.check.findings, key=lambda finding: finding.severity.rank)
        parts.append(f"more: detente rule {first.name}")
    return " · ".join(parts)


def _since(told: DocumentsSince) -> Iterator[str]:
    """The comparison as lines: what changed clause by clause, then findings."""
    yield f"From {told.old.whole.document.file} to {told.new.whole.document.file}"
    yield ""
    renumbered = [one for one in told.changes if one.what == "renumbered"]
    others = (one for one in told.changes if one.what != "renumbered")
    # Of two duties in one sentence, what is said of the sentence is said once.
    yield from dict.fromkeys(
        f"{clause_called(one.clause)}: {one.sentence}" if one.clause else one.sentence for one in others
    )
    if renumbered:
        numbers = [f"{_number(one.old)} → {_number(one.new)}" for one in renumbered]
        yield f"only renumbered: {', '.join(dict.fromkeys(numbers))}"
    if not told.changes:
        yield "The two lay down the same."
    yield ""
    for title, findings in (("New findings", told.appeared), ("Findings gone", told.gone)):
        if findings:
            yield f"{title}:"
            yield concise(findings)
    yield f"{len(told.appeared)} new, {len(told.gone)} gone, {told.same} the same"


def _line(words: str) -> str:
    """A line as a terminal may show it: words of a document must not move its cursor."""
    return "\n".join(shown(line) for line in words.split("\n"))


def _number(one: Proposal | None) -> str:
    return (one.clause if one is not None else "") or "no number"
