"""T006: several language versions, and nothing says which prevails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.saying import ticked
from detente.deal.model import Languages
from detente.diagnose.diagnostic import Remark
from detente.diagnose.rule import rule
from detente.diagnose.saying import lacking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal


@rule(code="T006", severity="warning")
def no_prevailing_language(deal: Deal, course: Course) -> Iterator[Remark]:
    """There are several language versions, and nothing says which prevails.

    What it finds:
        `languages` with two or more `texts`, where `prevails` is `not stated` or absent.

    Why it matters:
        Where versions differ, the law of treaties looks for a meaning that reconciles them (Vienna Convention on the
        Law of Treaties, Article 33), and between private parties there may be no rule at all. Until somebody decides,
        each side can rely on the version that suits it.

    Example:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        languages: {texts: [en, fr], prevails: not stated}

    Instead:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        languages: {texts: [en, fr], prevails: en}

    When to allow:
        When the parties chose to have equal texts: then write `prevails: all equally` instead.
    """
    languages = deal.frame.languages
    if not isinstance(languages, Languages) or languages.prevails:
        return
    texts = languages.texts if isinstance(languages.texts, tuple) else ()
    if len(texts) > 1:
        yield Remark(
            span=deal.section("languages"),
            message=lacking(f"which of the versions {ticked(texts)} prevails", languages.prevails),
            help="write `prevails` with one of the languages, or with `all equally`",
        )
