"""What the elements of a page are: blocks, parts that nobody sees, and parts that only lead about."""

from __future__ import annotations

import re
from typing import Any, Final


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


BLOCKS: Final = _names(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure"
    " footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre"
    " listing plaintext xmp search section summary table tbody td tfoot th thead tr ul"
)
_UNSEEN: Final = _names(
    "applet area audio base basefont bgsound button canvas col colgroup command datalist embed frame head iframe"
    " input link map meta meter noembed noframes noscript object param progress rp script select source style svg"
    " template textarea title track video xml annotation annotation-xml"
)
STRUCK: Final = frozenset({"del", "s", "strike"})
_LEADING_ROLES: Final = _names(
    "navigation search menu menubar tablist toolbar tooltip alert alertdialog status log progressbar scrollbar"
)
_HIDDEN_STYLE: Final = re.compile(
    r"(?:^|;|\s)(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}(?:hidden|collapse))", re.I
)
_BLOCK_STYLE: Final = re.compile(r"(?:^|;|\s)display\s{0,9}:\s{0,9}(?:block|flex|grid|list-item|table)", re.I)
_PRE_STYLE: Final = re.compile(
    r"(?:^|;|\s)white-space\s{0,9}:\s{0,9}(?:pre|pre-wrap|break-spaces)\s{0,9}(?:;|$)", re.I
)
_NO_MARKER: Final = re.compile(r"(?:^|;|\s)list-style(?:-type)?\s{0,9}:\s{0,9}none", re.I)
_MARKER: Final = re.compile(
    r"(?:^|;|\s)list-style(?:-type)?\s{0,9}:[^;]{0,40}?(decimal|lower-alpha|lower-latin|upper-alpha|upper-latin|lower-roman|upper-roman)",
    re.I,
)
_TYPES: Final = {
    "decimal": "1",
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
}
# Names that the makers of pages give to parts that lead about; such a part is left out only where it is mostly links.
_LEADING_NAME: Final = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|sidebar|share|sharing|social|related|pagination|pager|toc"
    r"|skip|cookie|cookies|consent|newsletter|mw-editsection|toolbar)(?:$|[\s_-])",
    re.I,
)
_EDIT: Final = re.compile(r"(?:^|\s)mw-editsection(?:$|\s)")
_RIGHTS: Final = re.compile(r"©|\(c\)\s|copyright|all rights reserved", re.I)
_MOSTLY: Final = 0.5
_SMALL_HEADER: Final = frozenset({"article", "aside", "main", "nav", "section"})


def tag(element: Any) -> str:
    """The name of an element in small letters."""
    return str(element.tag).lower()


def opening(element: Any, most: int = 40) -> str:
    """The first characters of an element's words, without white space before them."""
    held = ""
    for words in element.itertext():
        held = (held + words[: 10 * most]).lstrip()
        if len(held) >= most:
            break
    return held[:most]


def is_block(element: Any) -> bool:
    """Whether an element stands on lines of its own."""
    return tag(element) in BLOCKS or _BLOCK_STYLE.search(element.get("style") or "") is not None


def keeps_space(element: Any) -> bool:
    """Whether white space in an element is shown as it is."""
    return tag(element) in ("pre", "listing", "xmp", "plaintext") or bool(
        _PRE_STYLE.search(element.get("style") or "")
    )


def is_unseen(element: Any) -> bool:
    """Whether a person who looks at the page does not see an element, as far as the element itself says so."""
    name = tag(element)
    if name in _UNSEEN or element.get("hidden") is not None:
        return True
    if (element.get("aria-hidden") or "").strip().lower() == "true":
        return True
    if name == "dialog" and element.get("open") is None:
        return True
    return _HIDDEN_STYLE.search(element.get("style") or "") is not None


def leads_about(element: Any) -> bool:
    """Whether an element only helps to move about the site: menus, mastheads of links, notices of rights."""
    name, role = tag(element), (element.get("role") or "").strip().lower()
    if name == "nav" or role in _LEADING_ROLES or _EDIT.search(element.get("class") or ""):
        return True
    if name in ("header", "footer") and not _within(element, _SMALL_HEADER):
        return _is_frame(element, name)
    if role in ("banner", "contentinfo"):
        return _is_frame(element, "header" if role == "banner" else "footer")
    if name == "aside" or role == "complementary":
        return _share_of_links(element) > _MOSTLY
    named = f"{(element.get('class') or '')[:500]} {(element.get('id') or '')[:100]}"
    return (
        name not in ("html", "body")
        and bool(_LEADING_NAME.search(named))
        and _share_of_links(element) > _MOSTLY
    )


def _is_frame(element: Any, name: str) -> bool:
    if _share_of_links(element) > _MOSTLY:
        return True
    words = "".join(element.itertext())
    return name == "footer" and len(words) < 2000 and _RIGHTS.search(words) is not None


def _within(element: Any, names: frozenset[str]) -> bool:
    return any(tag(one) in names for one in element.iterancestors())


def _share_of_links(element: Any) -> float:
    total = sum(len("".join(words.split())) for words in element.itertext())
    linked = sum(
        len("".join(words.split())) for link in element.iter("a", "button") for words in link.itertext()
    )
    return linked / total if total else 1.0


def marker_type(element: Any, inherited: str = "1") -> str:
    """How a list numbers its items: `1`, `a`, `A`, `i`, `I`, or "" where it shows no number."""
    style = element.get("style") or ""
    if _NO_MARKER.search(style):
        return ""
    if match := _MARKER.search(style):
        return _TYPES[match.group(1).lower()]
    given = (element.get("type") or "").strip()
    return given if given in ("1", "a", "A", "i", "I") else inherited
