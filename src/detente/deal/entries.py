"""Values of a document to nouns, entry by entry; an entry that is amiss in one key keeps the others."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import ValidationError

from detente.deal.amiss import problems_of, wrong_value
from detente.deal.model import Actor, Element, Home, Noun
from detente.deal.phrases import Amiss, kind_of, parse_slug
from detente.text.nodes import Document, Path, Problem

N = TypeVar("N", bound=Noun)


class Reader:
    """Reads the entries of one document; problems go to a list shared by all documents of a deal."""

    def __init__(self, document: Document, problems: list[Problem]) -> None:
        self.document = document
        self.problems = problems

    def entries(self, noun: type[N], value: Any, path: Path, by: str | None = None) -> dict[str, N]:
        """A section: ids with their entries."""
        if value is None or value == "not stated":
            return {}
        if not isinstance(value, dict):
            said = f"entries with an id belong here (`ID: ...`), not {kind_of(value)}"
            self.problems.append(wrong_value(self.document, path, said))
            return {}
        found = {}
        for label, keys in value.items():
            if self._is_slug(label, (*path, label)):
                found[label] = self.entry(noun, label, keys, (*path, label), by)
        return found

    def _is_slug(self, label: str, path: Path) -> bool:
        try:
            parse_slug(label)
        except Amiss as amiss:
            self.problems.append(Problem(self.document.key_span(path), amiss.sentence, None, "wrong-id"))
            return False
        return True

    def listed(self, noun: type[N], value: Any, path: Path, by: str) -> list[N]:
        """A list of entries without ids."""
        if value is None or value == "not stated":
            return []
        if not isinstance(value, list):
            said = f"a list of entries belongs here (`- ...`), not {kind_of(value)}"
            self.problems.append(wrong_value(self.document, path, said))
            return []
        return [self.entry(noun, "", keys, (*path, place), by) for place, keys in enumerate(value)]

    def entry(self, noun: type[N], label: str, keys: Any, path: Path, by: str | None = None) -> N:
        """One entry; what is amiss in it is reported and left out."""
        hidden: dict[str, Any] = {"\0id": label, "\0home": Home(self.document.source.name, path)}
        if by is not None:
            hidden["\0by"] = by
        written = self._keys(noun, keys, path)
        try:
            return noun.model_validate({**written, **hidden})
        except ValidationError as error:
            self.problems.extend(problems_of(error, noun, path, self.document))
            amiss = {one["loc"][0] for one in error.errors(include_url=False, include_input=False)}
        return noun.model_validate({key: v for key, v in written.items() if key not in amiss} | hidden)

    def _keys(self, noun: type[N], keys: Any, path: Path) -> dict[str, Any]:
        if isinstance(keys, dict):
            return keys
        if issubclass(noun, Actor) and isinstance(keys, str):
            return {"name": keys}
        if issubclass(noun, Element) and isinstance(keys, str | list):
            return {"in": keys}
        if keys is not None and keys != "not stated":
            said = f"keys belong here (`key: value`), not {kind_of(keys)}"
            self.problems.append(wrong_value(self.document, path, said))
        return {}
