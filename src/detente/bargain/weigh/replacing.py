"""A judgement put into a values file that is there already, as text: what it does not replace stays as it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from detente.bargain.weigh.judgement import Judgement
from detente.bargain.weigh.table import Table
from detente.bargain.weigh.writing import MARK, UNIT, how, issue_lines, pair, scalar, sections, unit_of
from detente.deal.phrases import Amiss, Choice, parse_pairs
from detente.deal.worth import parse_ranking
from detente.errors import CannotWrite
from detente.text.edit import Edit, Patch
from detente.text.nodes import Document, parse
from detente.text.source import Source

_FIGURES: Final = ("guarantees", "if it walks", "if others stop")
_OURS: Final = ("judged by", "on", "unit", "worth", "ranking", "never", "no deal")


def replaced(source: Source, table: Table, judgement: Judgement) -> Patch:
    """The changes that put a judgement in place of what a values file says of the same options.

    Worths, rankings and refusals of anything else, and all other keys, stay; so do comments outside what is replaced.

    Raises:
        CannotWrite: the file is not understood, its other figures are in another unit, or what it says otherwise
            would not be said afterwards. Nothing is changed then.
    """
    document = parse(source)
    _refuse(document, table, judgement)
    new = _wanted(document, table, judgement)
    patch = _Regions(document).patch(new)
    _prove(document, table, judgement, patch)
    return patch


def _fail(sentence: str, source: Source, help_: str) -> CannotWrite:
    return CannotWrite(sentence, help=help_, file=source.name)


def _refuse(document: Document, table: Table, judgement: Judgement) -> None:
    elsewhere = "write it to another file"
    value = document.value
    if document.problems or not isinstance(value, dict) or value.get("values of") != table.party:
        said = f"The file is left as it is: it is not understood as values of `{table.party}`."
        raise _fail(said, document.source, elsewhere)
    if document.in_flow(("values of",)):
        raise _fail("The file is left as it is: all of it stands in brackets.", document.source, elsewhere)
    unit = value.get("unit")
    others = any(value.get(key) for key in _FIGURES) or _other_worths(value, table)
    if judgement.worths and others and unit not in (None, UNIT, unit_of(table)):
        said = f"The file is left as it is: its other figures are in `{unit}`, and points cannot stand beside them."
        raise _fail(said, document.source, elsewhere)


# --- what is ours in it ---


def _is_ours(key: str, table: Table) -> bool:
    """Whether a key of `worth` is about an issue that is weighed: `port`, or `port: open`."""
    return key.partition(":")[0].strip() in table.issues


def _other_worths(value: Mapping[str, Any], table: Table) -> dict[str, Any]:
    worth = value.get("worth")
    return (
        {key: one for key, one in worth.items() if not _is_ours(key, table)}
        if isinstance(worth, dict)
        else {}
    )


def _other_rankings(value: Mapping[str, Any], table: Table) -> list[Any]:
    """Rankings that name anything that is not weighed here."""
    ours = {str(choice) for choice in table.choices()}
    found = []
    for item in _items(value.get("ranking")):
        try:
            named = {_tidy(label) for place in parse_ranking(item).places for label in place}
        except Amiss:
            named = set()
        if not named or named - ours:
            found.append(item)
    return found


def _tidy(label: str) -> str:
    issue, colon, option = label.partition(":")
    return f"{issue.strip()}: {option.strip()}" if colon else label


def _items(value: Any) -> list[Any]:
    if value is None or value == "not stated":
        return []
    return value if isinstance(value, list) else [value]


def _other_refusals(value: Mapping[str, Any], table: Table) -> list[Choice]:
    return [
        Choice(*choice)
        for item in _items(value.get("never"))
        for choice in parse_pairs(item)
        if choice[0] not in table.issues
    ]


# --- what is to stand there ---


def _wanted(document: Document, table: Table, judgement: Judgement) -> dict[str, str | None]:
    """The new text of each key; None where the key stays as it is, empty where it goes."""
    value = document.value
    new: dict[str, str | None] = dict(sections(table, judgement))
    if not judgement.worths:
        new["unit"] = new["no deal"] = None
    elif value.get("unit") in (UNIT, unit_of(table)):
        new["unit"] = None
    new["worth"] = _worth(document, table, judgement)
    others = [f"  - {_line(item)}\n" for item in _other_rankings(value, table)]
    if others:
        new["ranking"] = (new["ranking"] or "ranking:\n") + "".join(others)
    refusals = [f"  - {pair(choice)}\n" for choice in _other_refusals(value, table)]
    if refusals:
        new["never"] = (new["never"] or "never:\n") + "".join(refusals)
    return new


def _line(item: Any) -> str:
    return scalar(str(parse_ranking(item)))


def _worth(document: Document, table: Table, judgement: Judgement) -> str:
    others = _other_worths(document.value, table)
    lines = [*how(table, judgement), *issue_lines(table, judgement)]
    if not others:
        return "".join(["worth:\n", *(f"  {line}\n" for line in lines)]) if lines else ""
    if document.in_flow(("worth", next(iter(others)))):
        if "#" in document.raw(("worth",)):
            said = "The file is left as it is: there are comments inside the brackets of `worth`."
            raise _fail(
                said, document.source, "write it to another file, or put each worth on a line of its own"
            )
        kept = [f"  {scalar(key)}: {' '.join(document.raw(('worth', key)).split())}\n" for key in others]
        indent = "  "
    else:
        kept, indent = _kept_lines(document, table)
    return "".join(["worth:\n", *(f"{indent}{line}\n" for line in lines), *kept])


def _kept_lines(document: Document, table: Table) -> tuple[list[str], str]:
    """The lines of the worths that stay, with their comments, and how far they stand in."""
    regions = _Regions(document, ("worth",))
    head = regions.before().splitlines(keepends=True)
    kept = [line for line in head if not line.lstrip().startswith(MARK)]
    kept += [text for key, text in regions.texts() if not _is_ours(key, table)]
    first = next(iter(document.value["worth"]))
    column = document.key_span(("worth", first)).column - 1
    return [text if text.endswith("\n") else text + "\n" for text in kept if text], " " * column


class _Regions:
    """The lines that each key of a block mapping takes; comments above a key belong to it."""

    def __init__(self, document: Document, path: tuple[str, ...] = ()) -> None:
        self.document = document
        self.text = document.source.text
        value = document.value
        for key in path:
            value = value[key]
        starts = {key: self._line_of(document.key_span((*path, key)).start) for key in value}
        self.end = self._end(path)
        self.first = min(starts.values(), default=self.end)
        ends = [*list(starts.values())[1:], self.end]
        self.spans = {
            key: (start, self._without_comments(start, end))
            for (key, start), end in zip(starts.items(), ends, strict=True)
        }
        self.path = path

    def _line_of(self, offset: int) -> int:
        return self.text.rfind("\n", 0, offset) + 1

    def _end(self, path: tuple[str, ...]) -> int:
        """Where the mapping ends: the next key of the file, or its end."""
        if not path:
            return len(self.text)
        keys = list(self.document.value)
        after = keys[keys.index(path[0]) + 1 :]
        end = self._line_of(self.document.key_span((after[0],)).start) if after else len(self.text)
        return self._without_comments(self._line_of(self.document.key_span(path).start), end)

    def _without_comments(self, start: int, end: int) -> int:
        """The end of a region without the comments and blank lines before what comes next."""
        lines = self.text[start:end].splitlines(keepends=True)
        while len(lines) > 1 and (not lines[-1].strip() or lines[-1].lstrip().startswith("#")):
            end -= len(lines.pop())
        return end

    def before(self) -> str:
        """What stands between the key of the mapping and its first key."""
        head = self.text.find("\n", self.document.key_span(self.path).start) + 1
        return self.text[head : self.first]

    def texts(self) -> Iterable[tuple[str, str]]:
        """Each key with its lines and the comments above it."""
        begin = self.first
        for key, (_, end) in self.spans.items():
            yield key, self.text[begin:end]
            begin = end

    def patch(self, new: Mapping[str, str | None]) -> Patch:
        """Put the new text of keys in place of the old; what was not there comes at the end."""
        line_end = "\r\n" if "\r\n" in self.text else "\n"
        edits = []
        added = "" if self.text.endswith("\n") or not self.text else line_end
        for key, text in new.items():
            written = (text or "").replace("\r\n", "\n").replace("\n", line_end)
            if key in self.spans and text is not None:
                edits.append(Edit(*self.spans[key], written))
            else:
                added += written
        if added.strip():
            edits.append(Edit(len(self.text), len(self.text), added))
        return Patch(self.document.source, tuple(edits))


# --- nothing lost ---


def _prove(document: Document, table: Table, judgement: Judgement, patch: Patch) -> None:
    """Read the new text: what is ours is there, and everything else says what it said."""
    again = parse(Source(document.source.name, patch.apply()))
    old, new = document.value, again.value
    same = not again.problems and isinstance(new, dict)
    same = same and _rest(old, table) == _rest(new, table)
    same = same and (judgement.judged_by is None or new.get("judged by") == judgement.judged_by)
    if same and judgement.worths:
        said = {
            Choice(issue, option): float(worth)
            for issue, found in new["worth"].items()
            if issue in table.issues
            for option, worth in found.items()
        }
        same = said == {choice: float(worth) for choice, worth in judgement.worths.items()}
    if not same:
        raise _fail(
            "The file is left as it is: it would not say afterwards all that it says now.",
            document.source,
            "write it to another file",
        )


def _rest(value: Mapping[str, Any], table: Table) -> dict[str, Any]:
    """What a file says beside what is weighed."""
    rest = {key: one for key, one in value.items() if key not in _OURS}
    return {
        "keys": rest,
        "worth": {key: str(one) for key, one in _other_worths(value, table).items()},
        "ranking": [str(parse_ranking(item)) for item in _other_rankings(value, table)],
        "never": _other_refusals(value, table),
    }
