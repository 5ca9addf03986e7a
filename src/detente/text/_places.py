"""Where keys and values stand: one record for each list, mapping and entry, as offsets."""

from __future__ import annotations

from typing import Any, NamedTuple


class Collection:
    """The places in one list or mapping; `entries` is keyed by its keys, or by 0, 1, 2 ..."""

    __slots__ = ("end", "entries", "flow", "start")

    def __init__(self, start: int, flow: bool) -> None:
        self.start = start
        self.end = start
        self.flow = flow
        self.entries: dict[str | int, Entry] = {}


class Entry(NamedTuple):
    """The places of one key (in a list: of the item) and of its value."""

    key_start: int
    key_end: int
    start: int
    scalar_end: int
    inner: Collection | None

    @property
    def end(self) -> int:
        """The offset after the value."""
        return self.scalar_end if self.inner is None else self.inner.end


class Frame:
    """A list or mapping that is being read; the value of the key None is dropped."""

    __slots__ = ("awaits_key", "key", "key_end", "key_start", "last", "places", "values")

    def __init__(self, values: Any, places: Collection) -> None:
        self.values = values
        self.places = places
        self.awaits_key = isinstance(values, dict)
        self.key: str | None = None
        self.key_start = self.key_end = self.last = places.start

    def take_key(self, key: str | None, start: int, end: int) -> None:
        """Note the key of the value that comes next."""
        self.awaits_key = False
        self.key, self.key_start, self.key_end = key, start, end
        self.last = end

    def put(self, value: Any, start: int, end: int, inner: Collection | None) -> None:
        """Note a value, at the end of the list or under the key taken last."""
        self.last = end
        if isinstance(self.values, list):
            self.places.entries[len(self.values)] = Entry(start, end, start, end, inner)
            self.values.append(value)
            return
        self.awaits_key = True
        if self.key is not None:
            self.values[self.key] = value
            self.places.entries[self.key] = Entry(self.key_start, self.key_end, start, end, inner)
