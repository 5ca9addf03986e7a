"""Small pieces of sentences that several sections share: the same words for every party."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from detente.check.saying import cited
from detente.deal.model import in_words
from detente.deal.phrases import When, figure
from detente.report.content import Line, line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from detente.deal.course import Course
    from detente.deal.model import Deal, Statement
    from detente.report.content import Cell
    from detente.text.source import Span

_MIDNIGHT: Final = time(0)
_WHOLE_DAYS: Final = 28  # months and years are no whole number of days, so from here on hours say nothing
MOST: Final = 6  # ids named in a list before the rest is counted


def who(deal: Deal, labels: object, shared: str | None = None) -> Line:
    """Actors by name, or the gap: `Israel and Hamas, each`."""
    if not isinstance(labels, tuple):
        return line(labels)
    if not labels:
        return line(None)
    return line(deal.call_all(labels) + (f", {shared}" if shared else ""))


def between(deal: Deal, by: object, to: object, shared: str | None = None) -> Cell:
    """Who owes it, and below it to whom: two lines, so that no arrow turns round in a right-to-left script."""
    owing, receiver = who(deal, by, shared), who(deal, to)
    return (
        owing if owing.tone == "plain" else Line(f"by whom: {owing.text}", owing.tone),
        Line(
            f"to {receiver.text}" if receiver.tone == "plain" else f"to whom: {receiver.text}", receiver.tone
        ),
    )


def few(labels: Sequence[object], most: int = MOST, joiner: str = ", ") -> str:
    """Ids in a line of a cell; where there are more than `most` the rest is counted."""
    return joiner.join(shortened(labels, most))


def shortened(labels: Sequence[object], most: int = MOST) -> list[str]:
    """The first ids; where there are more than `most` the rest is counted."""
    if len(labels) <= most:
        return [str(label) for label in labels]
    return [*(str(label) for label in labels[: most - 1]), f"and {len(labels) - most + 1} more"]


def stage_name(deal: Deal, label: str) -> str:
    """`one: first stage`, or the id alone."""
    stage = deal.stages.get(label)
    return f"{label}: {stage.name}" if stage and isinstance(stage.name, str) else label


def on_day(course: Course, day: float) -> str:
    """A day counted from day zero, as a date too where day zero has one: `D+16`, `2031-03-19 (D+16)`."""
    zero = course.days.zero_date
    whole = float(round(day)) if abs(day) >= _WHOLE_DAYS else day
    if zero is None:
        return _counted(whole)
    try:
        plain, moment = _after(zero, day).astimezone(UTC), _after(zero, whole)
    except OverflowError:
        return _counted(whole)
    if plain.time() == _MIDNIGHT and (day != whole or moment.time() != _MIDNIGHT):
        # A date written without a zone; it is counted from the date of day zero.
        return f"{plain.date().isoformat()} ({_counted((plain.date() - zero.date()).days)})"
    time_of_day = "" if moment.time() == _MIDNIGHT else f" {moment:%H:%M}"
    return f"{moment.date().isoformat()}{time_of_day} ({_counted(whole)})"


def _after(zero: datetime, days: float) -> datetime:
    # Days are floats: to the nearest second, so that midnight is midnight.
    return (zero + timedelta(days=days, seconds=0.5)).replace(microsecond=0)


def _counted(day: float) -> str:
    return f"D{round(day, 2):+.10g}"


def published(deal: Deal, statement: Statement) -> list[str]:
    """The documents that a statement rests on: `Harbour Wire [w1]`."""
    found = []
    for label in cited(statement):
        publication = deal.sources.get(label)
        publisher = getattr(publication, "publisher", None)
        found.append(f"{publisher} [{label}]" if isinstance(publisher, str) else f"[{label}]")
    return found


def said_by(statement: Statement) -> Line:
    """The speaker with its class: `head of the delegation (named official)`."""
    if not isinstance(statement.said_by, str):
        return line(statement.said_by)
    speaker = " ".join(statement.said_by.split())
    if isinstance(statement.speaker_class, str):
        return Line(f"{speaker} ({statement.speaker_class})")
    return Line(speaker)


def sourced(deal: Deal, statement: Statement) -> Cell:
    """Where and when it was said: the date, then the documents; what is absent is marked."""
    found = [_date(deal, statement)]
    documents = published(deal, statement)
    found.append(Line("; ".join(documents)) if documents else line(statement.source, before="source"))
    return tuple(found)


def _date(deal: Deal, statement: Statement) -> Line:
    if isinstance(statement.date, When):
        return Line(str(statement.date))
    dates = [deal.sources[label].date for label in cited(statement) if label in deal.sources]
    known = [str(date) for date in dates if isinstance(date, When)]
    if known:
        return Line(f"reported {in_words(list(dict.fromkeys(known)))}")
    return line(statement.date, before="date")


def place(deal: Deal, span: Span) -> str:
    """Where a thing stands: `positions/south.yaml, line 9`, by the file's name within the folder of the deal."""
    folder = f"{deal.folder.as_posix()}/" if deal.folder is not None else ""
    return f"{span.file.removeprefix(folder)}, line {span.line}"


def ticks(labels: Iterable[object], most: int = 20) -> str:
    """Ids in a sentence: `a`, `b` and `c`; where there are more than `most` the rest is counted."""
    known = list(labels)
    shown = [f"`{label}`" for label in (known if len(known) <= most else known[: most - 1])]
    return in_words(shown if len(known) <= most else [*shown, f"{len(known) - most + 1} more"])


def percent(share: float) -> str:
    """A share as `63.2 %`; what is not quite everything or nothing is never rounded to it."""
    shown = f"{100 * share:.1f}"
    if shown == "100.0" and share < 1:
        return "over 99.9 %"
    if shown == "0.0" and share > 0:
        return "under 0.1 %"
    return f"{figure(float(shown))} %"
