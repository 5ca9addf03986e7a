"""Which passages of a news page are its article: trafilatura decides, and the characters stay our own.

Reference: A. Barbaresi, Trafilatura: a web scraping library and command-line tool for text discovery and extraction,
ACL-IJCNLP 2021, system demonstrations. It returns words without places, so that its paragraphs are found again among
the passages of the page, in order.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from detente.errors import MissingExtra
from detente.read.intake.web.passage import Passage

_BLOCKS: Final = ("p", "head", "item", "cell", "quote", "ab", "code")
_REPEATS: Final = 50  # places kept of a paragraph that stands there more than once
_AHEAD: Final = 20_000  # characters in which the next passage is looked for where no paragraph equals it
_FOUND: Final = 0.6  # of the article must be found again
_CAPTION: Final = 40  # characters: what is longer may be a clause
_LEAST: Final = 200  # characters; less is no article


def article_of(passages: list[Passage], parse: Callable[[], Any]) -> list[Passage] | None:
    """Return the passages that are the article, in order, or None where it cannot be told.

    Args:
        passages: all passages of the page.
        parse: parses the page anew, since what finds the article cuts its tree to pieces.

    Raises:
        MissingExtra: trafilatura is not installed.
    """
    whole, found = _extracted(parse())
    if len(whole) < _LEAST:
        return None
    known = _positions(whole, found)
    at, matched, kept = 0, 0, []
    for passage in passages:
        words = passage.words()
        place = _place(words, whole, known, at)
        if place is None:
            continue
        at = place + len(words)
        matched += len(words)
        kept.append(passage)
    if matched < _FOUND * len(whole) or not kept:
        return None
    return _completed(passages, kept)


def _place(words: str, whole: str, known: dict[str, list[int]], at: int) -> int | None:
    """Where the words of a passage stand in the article, at or after a place."""
    later = [place for place in known.get(words, ()) if place >= at]
    if later:
        return later[0]
    place = whole.find(words, at, at + _AHEAD + len(words)) if words else -1
    return place if place >= 0 and (len(words) > 20 or place == at) else None


def _positions(whole: str, paragraphs: list[str]) -> dict[str, list[int]]:
    known: dict[str, list[int]] = {}
    at = 0
    for words in paragraphs:
        place = whole.find(words, at, at + _AHEAD + len(words))
        if place < 0:
            continue
        at = place + len(words)
        places = known.setdefault(words, [])
        if len(places) < _REPEATS:
            places.append(place)
    return known


def _completed(passages: list[Passage], kept: list[Passage]) -> list[Passage]:
    """Put back what stands amid the article and may carry a clause or a number, and the heading of the page.

    What finds the article drops tables, lists and paragraphs that it takes for something else; a caption too many does
    less harm than a clause too few.
    """
    ids = {id(one) for one in kept}
    places = [place for place, one in enumerate(passages) if id(one) in ids]
    heads = [place for place, one in enumerate(passages) if (one.kind, one.level) == ("heading", 1)]
    amid = [place for place in range(places[0], places[-1]) if _may_matter(passages[place])]
    return [passages[place] for place in sorted({*places, *amid, *(heads if len(heads) == 1 else [])})]


def _may_matter(passage: Passage) -> bool:
    size = len(passage.words())
    if 2 * passage.linked > size:
        return False
    return passage.cell is not None or passage.kind in ("item", "footnote") or size > _CAPTION


def _extracted(tree: Any) -> tuple[str, list[str]]:
    """Return the words of the article and of its paragraphs, without white space."""
    try:
        import trafilatura  # noqa: PLC0415 -- it takes half a second, and only news pages need it
    except ImportError:
        raise MissingExtra("read", "tell an article from the page around it") from None
    try:
        found = trafilatura.bare_extraction(
            tree,
            fast=True,
            include_comments=False,
            include_tables=True,
            include_links=False,
            with_metadata=False,
        )
    except Exception:  # whatever stops it on a broken page, the whole page is read instead
        return "", []
    body = getattr(found, "body", None)
    if body is None:
        return "", []
    blocks = (block for block in body.iter(*_BLOCKS) if next(block.iterdescendants(*_BLOCKS), None) is None)
    return _squashed(body), [words for block in blocks if (words := _squashed(block))]


def _squashed(element: Any) -> str:
    return "".join("".join(element.itertext()).split())
