"""Small deals made at random, as data; their text; and their links worked out again, by another road.

The oracles here know nothing of `detente.deal`: they go by the reference of the deal file alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import combinations

from hypothesis import strategies as st

Edge = tuple[str, str]
PARTIES = ("north", "south")


@dataclass(frozen=True)
class Act:
    """One obligation: an act, an act in parts, or a standing duty."""

    by: str
    stage: str = ""
    parts: int = 0
    standing: bool = False
    due: int | None = None
    after: tuple[str, ...] = ()
    whiles: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()


@dataclass(frozen=True)
class Small:
    """A small deal. A reading is (who reads, the later act, the earlier acts)."""

    acts: dict[str, Act]
    gate: tuple[str, ...] = ()
    readings: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    names: tuple[str, ...] = field(default=PARTIES)

    def text(self) -> str:
        """The deal as one file."""
        lines = ["detente: 1", "kind: other", "day zero: 2031-01-01"]
        lines.append(f"parties: {{{', '.join(f'{name}: {name.title()}land' for name in self.names)}}}")
        gate = f"{{when: [{', '.join(self.gate)}], by: D+20}}" if self.gate else "{at: D+20}"
        lines += [
            "stages:",
            "  one: {opens: {at: D+0}, lasts: 20 days}",
            f"  two: {{opens: {gate}, lasts: 20 days}}",
        ]
        lines.append("obligations:")
        for label, act in self.acts.items():
            lines += [f"  {label}:", f"    by: {act.by}", *(f"    {line}" for line in _keys(act))]
        lines += ["positions:", *(line for name in self.names for line in self._said_by(name))]
        return "\n".join(lines) + "\n"

    def _said_by(self, name: str) -> list[str]:
        said = [
            f"      - {{order of: [{later}], after: {{{later}: [{', '.join(before)}]}}, says: x}}"
            for who, later, before in self.readings
            if who == name
        ]
        return [f"  {name}:", "    readings:", *said] if said else [f"  {name}: {{}}"]

    def pieces(self, label: str) -> list[str]:
        """The steps of an act, or of a reference to a part of one."""
        name, _, part = label.partition(".")
        if part:
            return [label]
        count = self.acts[name].parts
        return [f"{name}.{place}" for place in range(1, count + 1)] or [name]

    def conditions(self) -> list[Edge]:
        """Links that order, and that release: conditions, gates, one part after the other."""
        found = []
        for label, act in self.acts.items():
            own = self.pieces(label)
            gate = [ref for ref in self.gate if ref.partition(".")[0] != label] if act.stage == "two" else []
            found += [(before, own[0]) for ref in (*act.after, *gate) for before in self.pieces(ref)]
            found += [(own[place], own[place + 1]) for place in range(len(own) - 1)]
        return found

    def timings(self) -> list[Edge]:
        """Links that order, and release nothing."""
        return [
            (before, self.pieces(label)[0])
            for label, act in self.acts.items()
            for ref in act.not_before
            for before in self.pieces(ref)
        ]

    def standings(self) -> list[Edge]:
        """Links that release, and give way to the others in the order: owed only as long as a standing duty is kept."""
        return [
            (before, own)
            for label, act in self.acts.items()
            for ref in act.whiles
            for before in self.pieces(ref)
            for own in self.pieces(label)
        ]

    def read(self, numbers: tuple[int, ...]) -> list[Edge]:
        """Links that some readings add."""
        return [
            (before, self.pieces(later)[0])
            for _, later, refs in (self.readings[number] for number in numbers)
            for ref in refs
            for before in self.pieces(ref)
        ]

    def released_by(self, label: str, reader: str | None = None) -> list[str]:
        """The acts that a breach releases, by growing the set until it grows no more."""
        numbers = tuple(place for place, (who, _, _) in enumerate(self.readings) if who == reader)
        edges = self.conditions() + self.standings() + self.read(numbers)
        reached = set(self.pieces(label))
        while more := {after for before, after in edges if before in reached} - reached:
            reached |= more
        names = {piece.partition(".")[0] for piece in reached}
        return [name for name in self.acts if name in names and name != label.partition(".")[0]]

    def order(self) -> list[Edge]:
        """Every link of the text that orders."""
        return self.conditions() + self.timings()

    def smallest_readings(self) -> int | None:
        """How many readings a cycle needs at least; 0 if it stands in the text, None if there is none."""
        for size in range(len(self.readings) + 1):
            for numbers in combinations(range(len(self.readings)), size):
                if has_cycle(self.order() + self.read(numbers)):
                    return size
        return None

    def swapped(self) -> Small:
        """The same deal with the parties' places exchanged."""
        other = dict(zip(self.names, reversed(self.names), strict=True))
        acts = {label: replace(act, by=other[act.by]) for label, act in self.acts.items()}
        readings = tuple((other[who], later, before) for who, later, before in self.readings)
        return Small(acts, self.gate, readings, tuple(reversed(self.names)))


def _keys(act: Act) -> list[str]:
    keys = [f"stage: {act.stage}"] if act.stage else []
    if act.standing:
        keys += ["from: D+0", "until: for good"]
    if act.due is not None:
        keys.append(f"due: D+{act.due}")
    if act.parts:
        keys.append(f"parts: [{', '.join(['1'] * act.parts)}]")
    for key, refs in (("after", act.after), ("while", act.whiles), ("not before", act.not_before)):
        if refs:
            keys.append(f"{key}: [{', '.join(refs)}]")
    return keys


def has_cycle(edges: list[Edge]) -> bool:
    """Take away what waits for nothing until nothing can be taken away; a cycle is what remains."""
    left = {node for edge in edges for node in edge}
    while free := left - {after for before, after in edges if before in left}:
        left -= free
    return bool(left)


@st.composite
def small_deals(draw: st.DrawFn, *, acyclic: bool = False, most: int = 6) -> Small:
    """A deal of a few acts; with `acyclic` no act waits for a later one."""
    labels = [f"a{number}" for number in range(draw(st.integers(1, most)))]
    parts = {label: draw(st.sampled_from([0, 0, 2, 3])) for label in labels}
    shown = draw(st.permutations(labels))  # the order of the file is not the order of the conditions

    def refs(label: str) -> st.SearchStrategy[tuple[str, ...]]:
        known = labels[: labels.index(label)] if acyclic else labels
        names = [name for one in known for name in (one, *(f"{one}.{p}" for p in range(1, parts[one] + 1)))]
        return st.lists(st.sampled_from(names), max_size=2, unique=True).map(tuple) if names else st.just(())

    acts = {
        label: Act(
            by=draw(st.sampled_from(PARTIES)),
            stage=draw(st.sampled_from(["", "one", "two"] if not acyclic else [""])),
            parts=parts[label],
            standing=not parts[label] and draw(st.booleans()),
            due=draw(st.none() | st.integers(0, 9)),
            after=draw(refs(label)),
            whiles=draw(refs(label)),
            not_before=draw(refs(label)),
        )
        for label in shown
    }
    named = [name for one in labels for name in (one, *(f"{one}.{p}" for p in range(1, parts[one] + 1)))]
    readings = draw(st.lists(st.tuples(st.sampled_from(PARTIES), st.sampled_from(labels)), max_size=4))
    told = tuple(
        (who, later, before)
        for who, later in readings
        if (before := draw(st.lists(st.sampled_from(named), min_size=1, max_size=2, unique=True).map(tuple)))
    )
    return Small(acts, () if acyclic else draw(refs(labels[-1])), told)
