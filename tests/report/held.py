"""Small answers of `hold`, built by hand, with what is drawn of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from hypothesis import strategies as st

from detente.deal.loader import load_text
from detente.deal.model import Deal
from detente.hold.results import DEPENDS, EVERY, NONE, HeldBy, Hold, Interval, Point, Term

ACTS = ("build-1", "pay-1", "build-2", "pay-2", "build-3", "pay-3", "build-4", "pay-4")
# What each gains by stopping at its own acts, and how exposed each is after so many acts: worked by hand.
GAINS = {"contractor": (-2.0, 1.0, -0.3, -0.3), "owner": (-2.7, -4.5, -1.5, 1.5)}
EXPOSED = {
    "contractor": (0.0, 1.0, -3.0, -0.2, -1.7, 1.3, -1.7, -0.5),
    "owner": (0.0, -0.3, 3.7, 1.5, 3.0, -1.5, 1.5, -4.5),
}
NAMES = {"contractor": "Brightwater Build", "owner": "Northquay Cold Storage"}
EURO = "money: million euro"


def deal(
    names: Mapping[str, str], units: Mapping[str, str] | None = None, title: str = "A cold store"
) -> Deal:
    lines = ["detente: 1", "kind: milestone", f'title: "{title}"', "parties:"]
    lines += [f'  {party}: {{name: "{name}"}}' for party, name in names.items()]
    lines += ["values:"] if units else []
    lines += [f'  {party}: {{judged by: us, unit: "{unit}"}}' for party, unit in (units or {}).items()]
    made = load_text("\n".join(lines) + "\n")
    assert not made.problems
    return made


def point(party: str, after: Sequence[str], next_: str | None, **more: object) -> Point:
    said: dict[str, object] = {
        "if_breached": "ends the deal",
        "mover": False,
        "gain": None,
        "terms": (),
        "walks": False,
        "without_values": DEPENDS,
        "inequality": "",
        "owed_to_it": (),
        "owes": (),
        "not_received": (),
        "kept_back": (),
        "held_by": (),
        "holds": None,
        "exposed": {},
    }
    return Point(after=tuple(after), party=party, next=next_, **(said | more))  # type: ignore[arg-type]


def hold(
    about: Deal, points: Iterable[Point], assumptions: Sequence[str] = ("Values judged by us.",)
) -> Hold:
    return Hold(about, False, "by hand", tuple(points), {}, None, None, (), (), (), tuple(assumptions), {})


def cold_store(
    order: Sequence[str] = ("contractor", "owner"),
    names: Mapping[str, str] = NAMES,
    acts: Sequence[str] = ACTS,
    units: Mapping[str, str] | None = None,
    bond: float | None = None,
    forms: Sequence[str] = ("ends the deal",),
) -> Hold:
    """Eight acts in turns, builds and payments; `bond`: what the contractor loses, taken off its gains in the sums."""
    own = {"contractor": acts[0::2], "owner": acts[1::2]}
    points = []
    for form in forms:
        for place in range(8):
            for party in order:
                done = (place + (party == "contractor")) // 2
                coming = own[party][done] if done < 4 else None
                worth = GAINS[party][done] if done < 4 else 0.0
                held: tuple[HeldBy, ...] = ()
                terms: tuple[Term, ...] = ()
                if bond is not None and party == "contractor" and coming is not None:
                    held = (HeldBy("performance-bond", Interval(bond, bond), True, ""),)
                    terms = (Term("lost", "performance-bond", Interval(-bond, -bond)),)
                    worth = round(worth - bond, 6)
                other = "owner" if party == "contractor" else "contractor"
                points.append(
                    point(
                        party,
                        acts[:place],
                        coming,
                        if_breached=form,
                        mover=coming == acts[place],
                        gain=Interval(worth, worth),
                        terms=terms,
                        held_by=held,
                        holds=worth <= 0,
                        owed_to_it=tuple(acts[place:]),
                        exposed={other: Interval(EXPOSED[other][place], EXPOSED[other][place])},
                    )
                )
    units = dict.fromkeys(order, EURO) if units is None else units
    return hold(
        deal({party: names[party] for party in order}, {p: units[p] for p in order if p in units}), points
    )


def by_signs(acts: int, forms: Sequence[str] = ("ends the deal",), word: str = "act") -> Hold:
    """Two parties in turns without values: every third act gains for every valuation."""
    labels = [f"{word}-{number + 1}" for number in range(acts)]
    points = []
    for form in forms:
        for place in range(acts):
            for number, party in enumerate(("north", "south")):
                mover = place % 2 == number
                coming = labels[place] if mover else labels[place + 1] if place + 1 < acts else None
                sign = NONE if coming is None else EVERY if place % 3 == 0 else DEPENDS
                points.append(
                    point(
                        party,
                        labels[:place],
                        coming,
                        if_breached=form,
                        mover=mover,
                        without_values=sign,
                        holds={EVERY: False, DEPENDS: None, NONE: True}[sign],
                        owed_to_it=tuple(labels[place + 1 :: 2]),
                        held_by=(HeldBy("escrow", None, True, ""),) if place == 1 else (),
                    )
                )
    return hold(deal({"north": "Northland", "south": "Southland"}), points)


_ENDS = (
    st.none() | st.integers(-2000, 2000).map(lambda number: number / 16) | st.sampled_from([0.0, 1e6, -3e-5])
)
_LABELS = st.text(st.characters(codec="utf-8", exclude_characters="`"), min_size=1, max_size=12)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = draw(_ENDS), draw(_ENDS)
    if low is not None and high is not None:
        low, high = min(low, high), max(low, high)
    return Interval(low, high)


@st.composite
def answers(draw: st.DrawFn) -> Hold:
    """Answers of any shape: open ends, some parties without values, any text as the label of an act."""
    parties = {"p1": "One & <Two>", "p2": "שירותי הבנייה", "p3": "شركة"}
    units = {party: "points" for party in parties if draw(st.booleans())}
    acts = draw(st.lists(_LABELS, min_size=1, max_size=6, unique=True))
    without = draw(st.booleans())
    points = []
    for place in range(len(acts)):
        for party in parties:
            mover = draw(st.booleans())
            has = party != "p2" or not without
            lost = draw(intervals())
            points.append(
                point(
                    party,
                    acts[:place],
                    acts[place] if mover else None,
                    mover=mover,
                    gain=draw(intervals()) if has else None,
                    holds=draw(st.sampled_from([True, False, None])),
                    without_values=draw(st.sampled_from([EVERY, DEPENDS, NONE])),
                    held_by=(HeldBy("bond", lost, draw(st.booleans()), ""),) if has else (),
                    exposed={other: draw(intervals()) for other in parties if other != party},
                    exact=draw(st.booleans()),
                )
            )
    return hold(deal(parties, units), points)
