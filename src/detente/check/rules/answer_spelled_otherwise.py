"""T015: yes and no written as true and false."""

from __future__ import annotations

from collections.abc import Iterator

from detente.check.change import replaced
from detente.deal.course import Course
from detente.deal.model import Deal, Noun
from detente.diagnose.diagnostic import Fix, Remark
from detente.diagnose.rule import rule


@rule(code="T015", severity="note")
def answer_spelled_otherwise(deal: Deal, course: Course) -> Iterator[Remark]:
    """An answer is written `true` or `false` where the others are `yes` or `no`.

    What it finds:
        A key that is answered by `yes`, `no` or `not stated`, and that holds `true` or `false`. It means the same.

    Why it matters:
        The file is read by people who do not write programs, and signed by them. One word for one thing
        keeps two drafts comparable line by line. `detente check --fix` writes it so.

    Example:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        guarantors: {coast: {name: Coast Republic, accepted: true}}

    Instead:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        guarantors: {coast: {name: Coast Republic, accepted: yes}}

    When to allow:
        Where another program writes the file.
    """
    for noun in _answered(deal):
        for field in sorted(noun.model_fields_set):
            answer = getattr(noun, field)
            if isinstance(answer, bool):
                yield from _remark(deal, noun, str(type(noun).model_fields[field].alias), answer)


def _answered(deal: Deal) -> Iterator[Noun]:
    yield from deal.obligations.values()
    yield from deal.guarantees.values()
    for section in (
        deal.parties,
        deal.mediators,
        deal.guarantors,
        deal.verifiers,
        deal.intermediaries,
        deal.others,
    ):
        yield from section.values()


def _remark(deal: Deal, noun: Noun, key: str, answer: bool) -> Iterator[Remark]:
    span, word = deal.place(noun, key), "yes" if answer else "no"
    patch = replaced(deal, noun, key, word)
    if patch is None or span.text.strip("\"'") in ("yes", "no"):
        return
    yield Remark(
        span=span,
        message=f"`{key}` of `{noun.id}` is written `{span.text}`; elsewhere the answer is `{word}`",
        help="`detente check --fix` writes it so",
        fix=Fix(f"`{key}` of `{noun.id}`: {span.text} -> {word}", patch, safe=True),
    )
