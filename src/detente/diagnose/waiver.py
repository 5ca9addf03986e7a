"""Waivers: a comment beside the text that allows a finding, with the reason and who decided.

# detente: allow RULE -- WHY (WHO)            in a YAML file
<!-- detente: allow RULE -- WHY (WHO) -->     in a Markdown file
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from detente.diagnose.comments import Comment, comments
from detente.diagnose.format import FORMS, finding
from detente.errors import did_you_mean
from detente.text.problem import quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from detente.diagnose.diagnostic import Diagnostic
    from detente.text.source import Source, Span

_DASH = re.compile(r"\s*(?:--+|[–—])\s*")  # noqa: RUF001 -- word processors put these for `--`
_OPENING, _CLOSING = "(\uff08", ")\uff09"  # Chinese and Japanese text has wide brackets
# Marks of direction may follow the closing bracket where the reason is in Arabic or Hebrew.
_TAIL = " \t.\u200e\u200f\u061c"
_FORM = "Write it as `allow RULE -- WHY (WHO)`"


@dataclass(frozen=True, slots=True)
class Waiver:
    """One finding allowed on purpose.

    Attributes:
        rule: the name of the rule.
        why: the reason, as written.
        who: who decided, as written.
        file: the file that the comment stands in.
        line: the line of the comment, from 1.
        used: whether it silences a finding.
        span: the comment.
        covers: the line whose findings it allows, from 1; 0 if none follows.
    """

    rule: str
    why: str
    who: str
    file: str
    line: int
    used: bool
    span: Span
    covers: int

    def silences(self, diagnostic: Diagnostic) -> bool:
        """Say whether this waiver allows this finding. What concerns the file's form is never allowed."""
        return (
            self.rule == diagnostic.name
            and self.covers == diagnostic.span.line
            and self.file == diagnostic.span.file
            and not _is_form(diagnostic)
        )

    def as_dict(self) -> dict[str, Any]:
        """Return the entry in the register of waivers as plain data."""
        return {
            "rule": self.rule,
            "why": self.why,
            "who": self.who,
            "file": self.file,
            "line": self.line,
            "used": self.used,
        }


def _is_form(diagnostic: Diagnostic) -> bool:
    return diagnostic.code.startswith("F")


def find_waivers(
    source: Source, known: Mapping[str, str]
) -> tuple[tuple[Waiver, ...], tuple[Diagnostic, ...]]:
    """Read the waivers of a file.

    Args:
        source: the file.
        known: every rule's code and name, each with the rule's name (`rule.known_names`).

    Returns:
        The waivers that can be applied, and a finding for each comment that cannot: its rule does not exist,
        or the reason or the person is not given.
    """
    names = {name.lower(): rule for name, rule in known.items()}
    waivers: list[Waiver] = []
    problems: list[Diagnostic] = []
    for comment in comments(source):
        head, reason = _parts(comment.body)
        why, who = _who(reason)
        faults = _rule_faults(comment.span, head, reason, names) + _reason_faults(comment.span, why, who)
        problems += faults
        if not faults:
            waivers.append(_waiver(comment, names[head[0].lower()], why, who))
    return tuple(waivers), tuple(problems)


def _waiver(comment: Comment, rule: str, why: str, who: str) -> Waiver:
    span = comment.span
    return Waiver(rule, why, who, span.file, span.line, False, span, comment.covers)


def _parts(body: str) -> tuple[list[str], str]:
    head, *rest = _DASH.split(body, maxsplit=1)
    return [word.strip("`,;") for word in head.split()], rest[0] if rest else ""


def _who(reason: str) -> tuple[str, str]:
    """Part a reason from the last words in round brackets, which may hold brackets themselves."""
    text = reason.rstrip(_TAIL)
    depth = 0
    for at in range(len(text) - 1, -1, -1):
        if text[at] in _CLOSING:
            depth += 1
        elif text[at] in _OPENING:
            depth -= 1
        if depth == 0:
            # Zero at the very end means that no bracket closes there.
            return (text[:at].strip(), text[at + 1 : -1].strip()) if at < len(text) - 1 else (text, "")
    return text, ""


def _rule_faults(span: Span, head: list[str], reason: str, names: Mapping[str, str]) -> list[Diagnostic]:
    if not head:
        return [finding("waiver-unknown-rule", span, "This comment names no rule to allow.", f"{_FORM}.")]
    if reason and len(head) > 1:
        message = f"This comment names {len(head)} rules; a comment allows one."
        return [finding("waiver-unknown-rule", span, message, "Write one comment for each rule.")]
    asked = head[0]
    if asked.lower() in names:
        return []
    form = next((form for form in FORMS.values() if asked.lower() in (form.name, form.code.lower())), None)
    if form:
        message = f"`{form.name}` concerns the form of the file, and cannot be allowed."
        return [finding("waiver-unknown-rule", span, message, "Put the form right, and remove this comment.")]
    nearest = did_you_mean(asked, names) or "`detente rules` lists them all."
    return [finding("waiver-unknown-rule", span, f"There is no rule {quoted(asked)}.", nearest)]


def _reason_faults(span: Span, why: str, who: str) -> list[Diagnostic]:
    # The unchanged words of the form are no reason.
    if not why or why == "WHY":
        message = "This comment allows a finding without saying why, so it is not applied."
        return [finding("waiver-without-reason", span, message, f"{_FORM}: say why after `--`.")]
    if not who:
        message = "This comment does not say who decided, so it is not applied."
        help_ = f"{_FORM}: say who decided, in round brackets at the end."
        return [finding("waiver-without-reason", span, message, help_)]
    return []


def apply(
    diagnostics: Iterable[Diagnostic], waivers: Iterable[Waiver], *, ran: Collection[str] | None = None
) -> tuple[tuple[Diagnostic, ...], tuple[Waiver, ...]]:
    """Part the findings that are allowed from those that stand.

    Args:
        diagnostics: all findings.
        waivers: the waivers of all files.
        ran: the names of the rules that were run; a waiver of a rule that was not run is not called unused.
            None means that all were.

    Returns:
        The findings that stand, in the order given, then a warning for each waiver that silences nothing; and
        the waivers with `used` set. `Waiver.silences` tells which findings each one allows.
    """
    by_place: dict[tuple[str, str, int], list[int]] = {}
    given = list(waivers)
    for at, waiver in enumerate(given):
        by_place.setdefault((waiver.rule, waiver.file, waiver.covers), []).append(at)
    used: set[int] = set()
    kept = []
    for diagnostic in diagnostics:
        place = (diagnostic.name, diagnostic.span.file, diagnostic.span.line)
        allowing = [] if _is_form(diagnostic) else by_place.get(place, [])
        # Two comments that allow the same finding on the same line: the first one does it.
        used.update(allowing[:1])
        if not allowing:
            kept.append(diagnostic)
    marked = tuple(replace(waiver, used=at in used) for at, waiver in enumerate(given))
    unused = [_unused(waiver) for waiver in marked if not waiver.used and (ran is None or waiver.rule in ran)]
    return (*kept, *unused), marked


def _unused(waiver: Waiver) -> Diagnostic:
    where = f"on line {waiver.covers}" if waiver.covers else "on a line below it"
    message = f"This comment allows `{waiver.rule}`, and there is no such finding {where}."
    return finding(
        "waiver-unused", waiver.span, message, "Remove the comment, or move it to the line of the finding."
    )
