"""Hypothesis strategies: deals between two parties, as text, with the parties' ids of one length."""

from __future__ import annotations

from hypothesis import strategies as st

PARTIES = ("aaaa", "bbbb")
ACTORS = ["aaaa", "bbbb", "[aaaa, bbbb]", "mission"]
TIMES = [
    "not stated",
    "D+3",
    "D+30",
    "stage one ends",
    "stage two + 5 days",
    "2031-05-01",
    "2 days after act-0",
]
MAYBE = ["not stated", None]


def key(name: str, values: list[str | None]) -> st.SearchStrategy[str]:
    """A line of an entry: the key with one of the values, or no line."""
    return st.sampled_from(values).map(lambda value: "" if value is None else f"    {name}: {value}\n")


@st.composite
def obligations(draw: st.DrawFn, number: int) -> str:
    """One obligation, with the holes that real texts have."""
    before = [f"[act-{n}]" for n in range(number)]
    lines = [
        f"  act-{number}:\n    does: hand over lot {number}\n",
        draw(key("stage", ["one", "two", *MAYBE])),
        draw(key("by", [*ACTORS, *MAYBE])),
        draw(key("to", ["aaaa", "bbbb", "each other", *MAYBE])),
        draw(key("amount", ["10 persons", "30 %", *MAYBE])),
        draw(key("verified by", ["mission", "aaaa", "bbbb", "each other", *MAYBE])),
        draw(key("after", [*before, None])),
        draw(key("if missed", ["{cure: 2 days, then: releases}", *MAYBE])),
        draw(key("reversible", ["yes", "no", None])),
    ]
    if draw(st.booleans()):
        lines.append(draw(key("due", [*TIMES, None])))
    else:
        lines += ["    from: D+0\n", draw(key("until", ["stage one ends", "for good", *MAYBE]))]
    return "".join(lines)


@st.composite
def positions(draw: st.DrawFn, party: str, count: int) -> str:
    """What one party said: a demand or two, a reading, a claim about the other."""
    firmness = draw(
        st.sampled_from(["stated as a condition", "stated as wanted", "said to be open", "not stated"])
    )
    met = draw(st.lists(st.integers(0, count - 1), max_size=2, unique=True)) if count else []
    says = draw(st.sampled_from(["the end of it", "a pause", "calm"]))
    return (
        f"  {party}:\n    demands:\n      wish-of-{party}:\n        wants: calm\n        firmness: {firmness}\n"
        f"        met by: [{', '.join(f'act-{n}' for n in met)}]\n"
        f"        said by: its delegation\n        speaker class: party\n"
        f"    readings:\n      - {{term: calm, says: {says}, said by: its delegation}}\n"
    )


@st.composite
def deals(draw: st.DrawFn) -> str:
    """A whole deal in one file; act labels and everything else stay when the parties are swapped."""
    count = draw(st.integers(0, 5))
    acts = "".join(draw(obligations(number)) for number in range(count))
    kind = draw(st.sampled_from(["ceasefire", "exchange", "strike", "other", "arms control"]))
    otherwise = draw(st.sampled_from(["", "    otherwise: not stated\n", "    otherwise: {then: ends}\n"]))
    signs = draw(st.sampled_from(["signs: [aaaa, bbbb]\n", "signs: [bbbb]\n", ""]))
    return (
        f"detente: 1\nkind: {kind}\nday zero: 2031-04-01\n{signs}"
        "parties: {aaaa: Aaaaland, bbbb: Bbbbland}\nverifiers: {mission: Joint Mission}\n"
        "terms:\n  calm: {words: lasting calm, used in: [wish-of-aaaa, wish-of-bbbb]}\n"
        f"stages:\n  one:\n    opens: {{at: D+0}}\n    lasts: 42 days\n{otherwise}  two:\n    lasts: 42 days\n"
        + (f"obligations:\n{acts}" if acts else "")
        + "positions:\n"
        + draw(positions("aaaa", count))
        + draw(positions("bbbb", count))
    )
