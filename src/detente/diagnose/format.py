"""Problems of the file's form, as findings: their codes, which are never used again for another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.diagnose.diagnostic import Diagnostic, Related, Severity

if TYPE_CHECKING:
    from detente.text.nodes import Problem
    from detente.text.source import Span


@dataclass(frozen=True, slots=True)
class Form:
    """One kind of problem of form: its code, name, severity and a headline."""

    code: str
    name: str
    headline: str
    severity: Severity = Severity.error


_FORMS = (
    Form("F001", "not-yaml", "The file is not YAML from this place on."),
    Form("F002", "duplicate-key", "A key is written twice in the same place."),
    Form("F003", "tab", "A line is indented with a tab."),
    Form("F004", "alias", "A value refers to another place of the file, as `*name` or `&name`."),
    Form("F005", "tag", "A value carries a YAML tag, as `!name`."),
    Form("F006", "too-deep", "Values stand inside one another too deeply."),
    Form("F007", "too-many-values", "The file holds too many values."),
    Form("F008", "comma-in-flow", "A comma inside `{}` cut a sentence in two."),
    Form("F009", "empty-file", "The file holds nothing."),
    Form("F010", "several-documents", "The file holds more than one document."),
    Form("F011", "key-not-text", "A key is not a word."),
    Form("F012", "not-a-number", "A number cannot be used."),
    Form("F013", "unknown-key", "A key has no meaning in this place."),
    Form("F014", "unknown-id", "An id is used that nothing in the deal has."),
    Form("F015", "wrong-value", "A value is not of the form that its key takes."),
    Form("F016", "missing-key", "A key that is always needed is absent."),
    Form("F017", "id-written-twice", "Two things in the deal have the same id."),
    Form("F018", "unknown-version", "The file says that it is of a version that is not known."),
    Form("F019", "cannot-read", "A file that the deal needs cannot be read."),
    Form("F020", "waiver-without-reason", "A comment allows a finding without saying why, or who decided."),
    Form("F021", "waiver-unknown-rule", "A comment allows a rule that does not exist."),
    Form("F022", "waiver-unused", "A comment allows a finding that is not there.", Severity.warning),
    Form("F023", "wrong-id", "An id is not a short slug of letters, digits and hyphens."),
)

FORMS: dict[str, Form] = {form.name: form for form in _FORMS}
"""Every problem of form by its name, in the order of the codes."""


def form_of(name: str) -> Form:
    """Return the form of this name; a name without a code of its own gets F000, so that nothing is lost."""
    return FORMS.get(name) or Form("F000", name, "The form of the file cannot be used.")


def finding(
    name: str,
    span: Span,
    message: str,
    help: str | None = None,  # noqa: A002 -- the word that the user sees
    related: tuple[Related, ...] = (),
) -> Diagnostic:
    """Make a finding about the form of a file."""
    form = form_of(name)
    return Diagnostic(form.code, name, form.severity, message, span, help=help, related=related)


def from_problem(problem: Problem) -> Diagnostic:
    """Make a finding of a problem met while the file was read."""
    return finding(problem.name, problem.span, problem.message, problem.help)
