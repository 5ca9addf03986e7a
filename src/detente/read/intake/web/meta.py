"""What a page says of itself: its title, date and publisher, as written there, and whether it is an article."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

_TITLES: Final = ("og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title")
_DATES: Final = (
    "article:published_time", "datepublished", "citation_publication_date", "dc.date.issued", "dcterms.issued",
    "dc.date", "dcterms.date", "dcterms.created", "pubdate", "publishdate", "date", "article:modified_time",
)  # fmt: skip
_PUBLISHERS: Final = ("og:site_name", "citation_publisher", "dc.publisher", "dcterms.publisher", "publisher")
_ARTICLE: Final = ("article", "blogposting", "report")
_MOST: Final = 300_000  # characters of a script with data that are looked at
_FIELD: Final = 300


@dataclass(frozen=True, slots=True)
class Meta:
    """Title, date and publisher as the page gives them, or "", and whether it says that it is an article."""

    title: str = ""
    date: str = ""
    publisher: str = ""
    article: bool = False


def meta_of(roots: list[Any]) -> Meta:
    """Read what a page says of itself in `meta` elements, schema.org data, `time` and `title`."""
    said = _said(roots)
    data = [thing for root in roots for thing in _things(root)]
    kinds = {kind.lower() for thing in data for kind in _listed(thing.get("@type"))}
    kinds |= {
        (one.get("itemtype") or "").rsplit("/", 1)[-1].lower()
        for root in roots
        for one in root.iter("article", "div", "main", "body", "html")
    }
    is_article = (
        said.get("og:type", "").lower().startswith("article")
        or "article:published_time" in said
        or any(kind.endswith(_ARTICLE) for kind in kinds)
    )
    articles = [
        thing
        for thing in data
        if any(kind.lower().endswith(_ARTICLE) for kind in _listed(thing.get("@type")))
    ]
    return Meta(
        title=_first(said, _TITLES) or _from(articles, "headline") or _element(roots, "title"),
        date=_first(said, _DATES) or _from(articles, "datePublished") or _time(roots),
        publisher=_first(said, _PUBLISHERS) or _publisher(articles),
        article=is_article,
    )


def _said(roots: list[Any]) -> dict[str, str]:
    said: dict[str, str] = {}
    for root in roots:
        for element in root.iter("meta"):
            key = element.get("property") or element.get("name") or element.get("itemprop") or ""
            words = _short(element.get("content") or "")
            if key and words:
                said.setdefault(key.strip().lower(), words)
    return said


def _things(root: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects of schema.org data, those in a list or a graph each."""
    for script in root.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json" or len(
            script.text or ""
        ) > _MOST:
            continue
        try:
            found = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        for thing in found if isinstance(found, list) else [found]:
            if isinstance(thing, dict):
                yield thing
                graph = thing.get("@graph")
                yield from (one for one in graph if isinstance(one, dict)) if isinstance(graph, list) else ()


def _listed(value: Any) -> list[str]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]


def _first(said: dict[str, str], keys: tuple[str, ...]) -> str:
    return next((said[key] for key in keys if key in said), "")


def _from(things: list[dict[str, Any]], key: str) -> str:
    return next((_short(thing[key]) for thing in things if isinstance(thing.get(key), str)), "")


def _publisher(things: list[dict[str, Any]]) -> str:
    return _from([thing["publisher"] for thing in things if isinstance(thing.get("publisher"), dict)], "name")


def _element(roots: list[Any], name: str) -> str:
    found = next((one for root in roots for one in root.iter(name)), None)
    return _short("".join(found.itertext())) if found is not None else ""


def _time(roots: list[Any]) -> str:
    marked = (
        one
        for root in roots
        for one in root.iter("time")
        if one.get("pubdate") is not None or "published" in (one.get("itemprop") or "").lower()
    )
    found = next(marked, None)
    return "" if found is None else _short(found.get("datetime") or "".join(found.itertext()))


def _short(words: str) -> str:
    return " ".join(words.split())[:_FIELD]
