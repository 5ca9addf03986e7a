"""The comments of a Word file, with the words that they are on."""

from __future__ import annotations

from detente.read.document import Comment
from detente.read.intake.word.characters import paragraphs_of, run_text, runs_of
from detente.read.intake.word.gathered import Gathered
from detente.read.intake.word.names import AUTHOR, DATE, ID, Element, W
from detente.read.intake.word.package import first_of
from detente.read.intake.word.revisions import AROUND, mark_of


def comments_of(gathered: Gathered) -> tuple[Comment, ...]:
    """The comments in the order of the text; one that stands nowhere in it has no words, and comes first."""
    part = first_of(gathered.package.relations(gathered.main), "comments")
    root = gathered.package.parse_if(part)
    if root is None:
        return ()
    spans = gathered.canonical.spans()
    found = (
        Comment(
            _words(one, made=gathered.made),
            one.get(AUTHOR, "").strip(),
            one.get(DATE, ""),
            *spans.get(one.get(ID, ""), (0, 0)),
        )
        for one in root.iter(W + "comment")
    )
    return tuple(sorted(found, key=lambda comment: (comment.start, comment.end)))


def _words(comment: Element, *, made: bool) -> str:
    lines = (
        "".join(run_text(run) for run in runs_of(paragraph) if _is_shown(run, made=made))
        for paragraph in paragraphs_of(comment)
    )
    return "\n".join(lines).strip("\n")


def _is_shown(run: Element, *, made: bool) -> bool:
    return all(mark_of(one, made=made).shown for one in run.iterancestors(*AROUND))
