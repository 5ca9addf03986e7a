"""Footnotes of a page: the marks in the text that call them, and the passages that are called."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from detente.read.intake.web.tags import opening, tag

_MARK: Final = re.compile(r"\[?\(?(\d{1,3}|[a-z]|[ivx]{1,5}|\*{1,3}|[†‡§¶]{1,2})\)?\]?", re.I)
_NOTE_ROLES: Final = frozenset({"doc-footnote", "doc-endnote"})
_BACK: Final = re.compile(r"[\s↩↵↑⏎^⤴\ufe0e\ufe0f]+")
_HOLDERS: Final = frozenset({"li", "p", "div", "aside", "dd", "dt", "section", "td", "tr"})


@dataclass(slots=True)
class Notes:
    """Which passage each mark calls, by the id of its element."""

    called: dict[str, str]

    @classmethod
    def of(cls, roots: Iterable[Any]) -> Notes:
        """Find the marks: raised links, or links that say that they are one, to a place in the same page."""
        called: dict[str, str] = {}
        for root in roots:
            for link in root.iter("a"):
                target = (link.get("href") or "").strip()
                if target.startswith("#") and len(target) > 1 and _calls(link):
                    mark = _mark(link)
                    if mark:
                        called.setdefault(target[1:], mark)
        return cls(called)

    def note_of(self, element: Any) -> str:
        """The mark that calls an element, or "" where none does."""
        ident = element.get("id")
        if ident and ident in self.called and tag(element) in _HOLDERS:
            return self.called[ident]
        if (element.get("role") or "").strip().lower() in _NOTE_ROLES:
            return self.called.get(ident or "", "") or "*"
        return ""

    def is_call(self, link: Any) -> bool:
        """Whether a link is the mark of a note, and has no brackets of its own."""
        if (link.get("href") or "").strip()[1:] not in self.called or not _calls(link):
            return False
        return opening(link)[:1] not in ("", "[", "(")

    def is_about_call(self, raised: Any) -> bool:
        """Whether a raised element is, or holds, or stands in, the mark of a note."""
        parent = raised.getparent()
        around = [parent] if parent is not None and tag(parent) == "a" else []
        return any(self.is_call(link) for link in [*around, *islice(raised.iter("a"), 1)])

    def is_back_link(self, element: Any) -> bool:
        """Whether an element is the arrow that leads back from a note to its mark."""
        if tag(element) != "a" or not (element.get("href") or "").startswith("#"):
            return False
        words = opening(element)
        return bool(words) and _BACK.fullmatch(words) is not None


def _calls(link: Any) -> bool:
    if (link.get("role") or "").strip().lower() == "doc-noteref":
        return True
    parent = link.getparent()
    return (parent is not None and tag(parent) == "sup") or any(tag(child) == "sup" for child in link)


def _mark(link: Any) -> str:
    match = _MARK.fullmatch(opening(link).rstrip())
    return match.group(1) if match else ""
