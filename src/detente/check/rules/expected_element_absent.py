"""D004: elements that are expected in a deal of its kind, and that the deal does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.saying import counted
from detente.check.shown import shown, silent
from detente.check.templates import Element as Expected
from detente.check.templates import Template, template
from detente.deal.model import Element, in_words
from detente.deal.phrases import NOT_STATED
from detente.diagnose.diagnostic import Remark
from detente.diagnose.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal


@rule(code="D004", severity="warning")
def expected_element_absent(deal: Deal, course: Course) -> Iterator[Remark]:
    """Elements that are expected in a deal of this kind are absent.

    What it finds:
        Elements of the template of the deal's `kind` (for a ceasefire: scope, geography, monitoring and others, taken
        from published guides) that the deal does not have. At most two findings: one lists what the text does not
        state, the other what is not filled in. An element is there if `elements` says where (`in` or `clause`) or why
        it is `not needed`, if an obligation `answers` it, or if the deal plainly shows it by its keys.

    Why it matters:
        What earlier deals of the kind had to settle later comes up in this one too. Each element of a template names
        the guides that look for it and why.

    Example:
        detente: 1
        kind: ceasefire
        parties: {north: Northland, south: Southland}
        obligations:
          pause: {by: [north, south], to: each other, does: carry out no attack, from: D+0, until: D+42}
        elements:
          geography: not stated

    Instead:
        detente: 1
        kind: ceasefire
        day zero: 2031-03-03T06:00Z
        parties: {north: Northland, south: Southland}
        verifiers: {mission: {name: Joint Mission}}
        disputes: {body: a commission of two, within: 7 days}
        exits: {end: {by: [north, south], when: at any time, notice: 14 days}}
        obligations:
          pause:
            by: [north, south]
            to: each other
            does: carry out no attack
            from: D+0
            until: D+42
            answers: [prohibited-acts, permitted-acts, geography]
        elements:
          separation: {not needed: the forces are 40 km apart}
          humanitarian-access: {not needed: nobody lives there}
          detainees: {not needed: no person is held}
          dissemination: {in: [pause]}

    When to allow:
        When the element is left out on purpose. Better still, write `not needed` under it, with the reason.
    """
    expected = template(deal.frame.kind) if isinstance(deal.frame.kind, str) else None
    if expected is None:
        return
    there, unsaid = shown(deal), silent(deal)
    absent = [one for one in expected.elements if not _is_there(deal, one.id, there)]
    silences = [one for one in absent if one.id in unsaid or _is_silent(deal, one.id)]
    if silences:
        yield _remark(deal, expected, silences, "the text does not state {}")
    empty = [one for one in absent if one not in silences]
    if empty:
        yield _remark(deal, expected, empty, "{} not filled in")


def _is_there(deal: Deal, label: str, there: set[str]) -> bool:
    said = deal.elements.get(label)
    if isinstance(said, Element) and (said.in_ or said.clause or said.not_needed):
        return True
    # A file that says `not stated` of an element has looked at what else it shows.
    return label in there and not _is_silent(deal, label)


def _is_silent(deal: Deal, label: str) -> bool:
    if "elements" in deal.silences:
        return True
    said = deal.elements.get(label)
    return said is not None and NOT_STATED in (said.in_, said.clause, said.not_needed)


def _remark(deal: Deal, expected: Template, absent: list[Expected], form: str) -> Remark:
    number = counted(len(absent), "element")
    verb = "" if "not state " in form else (" is" if len(absent) == 1 else " are")
    said = form.format(f"{number} expected in a deal of kind {expected.kind}{verb}")
    names = in_words([one.name for one in absent])
    return Remark(
        span=deal.section("elements"),
        message=f"{said}: {names}",
        help=f"under `elements`, write where each stands or why it is not needed: {_ways(absent)}",
    )


def _ways(absent: list[Expected]) -> str:
    first = absent[0].id
    return f'`{first}: {{clause: "..."}}`, `{first}: {{in: [ID]}}` or `{first}: {{not needed: ...}}`'
