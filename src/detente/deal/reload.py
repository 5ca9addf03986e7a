"""A deal read again with some of its texts changed, in memory: what a proposed change would make of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from detente.deal.loader import _Loading
from detente.deal.model import Deal
from detente.deal.package import chosen_again
from detente.text.source import Source


def reload(deal: Deal, texts: Mapping[str, str]) -> Deal:
    """Read a deal again with some of its texts changed. Nothing is read from the disk. Never raises.

    A deal for which a package was chosen is read again with that package, as far as the new texts are understood.

    Args:
        deal: the deal as it was read.
        texts: new texts by the name of their file, as in `Deal.documents`; all other files stay as they are.
    """
    again = _Reloading(deal, texts).deal()
    return again if deal.chosen is None or again.problems else chosen_again(again, deal.chosen)


class _Reloading(_Loading):
    """The same deal read again from texts in memory, some of them changed."""

    def __init__(self, deal: Deal, texts: Mapping[str, str]) -> None:
        self.first = deal
        self.texts = texts
        super().__init__(self.source(deal.file), deal.folder)

    def source(self, name: str) -> Source:
        """A text with its change, if it has one."""
        known = self.first.documents[name].source
        return known if name not in self.texts else Source(name, self.texts[name], known.bom)

    def gather(self, what: str, value: dict[str, Any]) -> None:
        # Values that were read from another folder stand in place of those in the deal file.
        inline = any(values.home.file == self.first.file for values in self.first.values.values())
        if what == "values" and self.first.values and not inline:
            value = {key: keys for key, keys in value.items() if key != what}
        super().gather(what, value)

    def beside(self, what: str, elsewhere: Path | None) -> Iterator[Source]:
        for name, document in self.first.documents.items():
            if (
                isinstance(document.value, dict)
                and f"{what} of" in document.value
                and name != self.first.file
            ):
                yield self.source(name)

    def words_beside(self) -> Source | None:
        return self.first.text
