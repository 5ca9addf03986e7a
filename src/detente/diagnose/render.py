"""The forms that findings are printed in: full and concise for people, github and sarif for other tools."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.diagnose.diagnostic import Severity
from detente.diagnose.excerpt import shown
from detente.diagnose.render_full import full
from detente.diagnose.sarif import sarif

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.diagnose.diagnostic import Diagnostic

__all__ = ["concise", "full", "github", "sarif"]


def concise(diagnostics: Iterable[Diagnostic]) -> str:
    """Print one line a finding: ``file:line:col: severity: message [CODE name]``.

    Returns:
        The lines, each ending with a newline; an empty string if there are none.
    """
    return "".join(f"{_concise(diagnostic)}\n" for diagnostic in diagnostics)


def _concise(diagnostic: Diagnostic) -> str:
    span = diagnostic.span
    message = shown(" ".join(diagnostic.message.splitlines()))
    place = f"{shown(span.file)}:{span.line}:{span.column}"
    return f"{place}: {diagnostic.severity}: {message} [{diagnostic.code} {diagnostic.name}]"


def github(diagnostics: Iterable[Diagnostic]) -> str:
    """Print the workflow commands by which GitHub marks findings beside the changed lines.

    Returns:
        The lines, each ending with a newline; an empty string if there are none. Help follows the message.
    """
    return "".join(f"{_github(diagnostic)}\n" for diagnostic in diagnostics)


_COMMANDS = {Severity.error: "error", Severity.warning: "warning", Severity.note: "notice"}


def _github(diagnostic: Diagnostic) -> str:
    span = diagnostic.span
    properties = {
        "file": span.file,
        "line": span.line,
        "col": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
        "title": f"{diagnostic.code} {diagnostic.name}",
    }
    listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    message = "\n".join([diagnostic.message, *(diagnostic.help or "").splitlines()])
    return f"::{_COMMANDS[diagnostic.severity]} {listed}::{_data(message)}"


def _data(text: str) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    # The log is printed on terminals too.
    return shown(text)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
