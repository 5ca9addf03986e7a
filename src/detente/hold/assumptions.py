"""What an answer of `hold` rests on: who chooses, who is taken to perform, what the files leave open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import inf

from detente.deal.course import course_of
from detente.deal.model import in_words
from detente.deal.phrases import When
from detente.deal.units import unit_in_words
from detente.deal.worth import Worth
from detente.hold.play import Play
from detente.hold.play.acts import ENDS, RELEASES, Act
from detente.hold.play.cuts import cuts_of
from detente.hold.play.groups import played
from detente.hold.play.pledges import LOST
from detente.hold.play.precedence import Precedence
from detente.hold.signs import Reading, listed


def assumptions_of(plays: Mapping[str, Play]) -> tuple[str, ...]:
    """The assumptions, a sentence each, in the order in which they weigh."""
    play = next(iter(plays.values()))
    return tuple(
        dict.fromkeys(
            [
                *_forms(plays),
                *_values(play),
                *_choosers(play),
                *_others(play),
                *_nobody(play),
                *_reactions(play),
                *_standing(play),
                *_thinned(play),
                *_joint(play),
                *(line for one in plays.values() for line in _open_order(one)),
                *(line for one in plays.values() for line in _open_exits(one)),
                "What is released is taken as not done, by any party.",
            ]
        )
    )


def _forms(plays: Mapping[str, Play]) -> Iterator[str]:
    if not any(play.own(party) for play in plays.values() for party in play.deal.parties):
        if any(play.acts for play in plays.values()):
            yield "No party performs an act that it could leave out, so that there is nothing to ask."
    elif len(plays) > 1:
        yield (
            "The text does not settle what follows if a duty is not carried out; both are shown: that it releases "
            "only what depends on it, and that it ends the deal."
        )
    elif RELEASES in plays:
        yield "If a duty is not carried out, only what depends on it is released, as the text says."
    elif ENDS in plays:
        yield "If a duty is not carried out, the deal ends, as the text says."


def _values(play: Play) -> Iterator[str]:
    deal = play.deal
    for party in play.choosers:
        values = deal.values[party]
        said = [
            f"judged by: {values.judged_by}"
            if isinstance(values.judged_by, str)
            else "by whose judgement is not said"
        ]
        said += [f"on {values.on}"] if isinstance(values.on, When) else []
        unit = unit_in_words(values.unit)
        said += [f"in {unit}" if unit else "in no stated unit"]
        yield f"Values of {deal.call(party)}: {'; '.join(said)}."
        if any(weight != 1 for weight in play.stakes[party].weight.values()):
            yield (
                f"{deal.call(party)} counts what is later for less ({values.discount}): gains are counted at the day "
                "of the point, what it has put in at its face; an act without a day counts as the one before it."
            )
        yield from _unfilled(play, party)
    if not play.choosers:
        yield (
            "Nobody's values are given. By signs alone: own acts cost nothing or more, and acts received are worth "
            "nothing or more."
        )


def _unfilled(play: Play, party: str) -> Iterator[str]:
    """What the file of a party does not say, and how it was taken."""
    name = play.deal.call(party)
    stakes = play.stakes[party]
    ranked = tuple(dict.fromkeys(n for ranking in stakes.rankings for place in ranking.places for n in place))
    if ranked:
        yield (
            f"{name} ranks {listed(ranked, most=6)}: only the order of sizes is used. Where a share is given, sizes "
            "are taken to be uniform among those that sum to 1 and have that order."
        )
    missing = tuple(
        one.name
        for one in play.losses[party].values()
        if not one.given and one.name in _acts(play) and one.name not in ranked
    )
    if missing:
        named = listed(missing, most=12)
        yield f"The values of {name} say nothing of {named}; that is taken as unknown, not as nothing."
    walks = stakes.stakes.get("if it walks: gets")
    if stakes.exit_ is None:
        yield (
            f"The values of {name} do not say what it gets if it walks (`if it walks: {{gets: ...}}`); "
            "only leaving out acts is looked at."
        )
    elif walks is not None and not walks.given:
        yield (
            f"The values of {name} do not say what it gets if the deal ends; write `if it walks: {{gets: 0}}` "
            "if that is nothing. It is taken as unknown."
        )
    for bearing in play.bearings[party]:
        views = stakes.values.guarantees
        view = views.get(bearing.guarantee) if isinstance(views, dict) else None
        if bearing.times == LOST and bearing.counts:
            yield from _bound(play, name, bearing.guarantee)
        if (
            bearing.times == LOST
            and bearing.counts
            and (view is None or not isinstance(view.believed, float))
        ):
            yield f"How far {name} believes in `{bearing.guarantee}` is not filled in: anything from 0 to 1."
    moves = stakes.values.if_it_walks if isinstance(stakes.values.if_it_walks, dict) else {}
    idle = [key for key in moves if key.startswith("after") and f"if it walks: {key}" not in stakes.stakes]
    if idle:
        yield f"`if it walks: {idle[0]}` of {name} is not counted: no act of the course is meant by it."
    if stakes.stopped is None:
        yield f"What {name} gets if others stop is not filled in; what it has put in is shown without it."


def _bound(play: Play, name: str, label: str) -> Iterator[str]:
    """A guarantee that counts by a party's own file, where by the text its guarantor is not bound."""
    guarantee = play.deal.guarantees.get(label)
    if guarantee is None:
        return
    said = [
        word
        for word, answer in (("written", guarantee.written), ("signed", guarantee.signed))
        if answer is False
    ]
    who = [
        one for one in guarantee.by or () if getattr(play.deal.guarantors.get(one), "accepted", None) is False
    ]
    said += [f"accepted by {play.deal.call_all(who)}"] if who else []
    if said:
        yield f"`{label}` counts because the file of {name} says so; by the text it is not {' and not '.join(said)}."


def _acts(play: Play) -> set[str]:
    names = set()
    for act in play.acts:
        for member in act.members:
            names |= {
                member.obligation,
                f"{member.obligation}.{member.part}",
                f"{member.obligation}.{member.who}",
            }
    return names


def _choosers(play: Play) -> Iterator[str]:
    others = [play.deal.call(party) for party in play.deal.parties if party not in play.choosers]
    if play.choosers and others:
        verb = "is" if len(others) == 1 else "are"
        yield f"{in_words(others)} {verb} taken to perform whatever is due: no values are given for it."


def _others(play: Play) -> Iterator[str]:
    """Everybody who is no party and has a part in an act: what falls away if that is not done."""
    deal, reading = play.deal, Reading(play)
    found: dict[str, list[int]] = {}
    for place, act in enumerate(play.acts):
        if act.by and not any(who in deal.parties for who in act.by):
            for who in act.by:
                found.setdefault(who, []).append(place)
    for who, places in found.items():
        own = tuple(dict.fromkeys(play.acts[place].base for place in places))
        gone = 0
        for place in places:
            gone |= reading.released(place)
        names = dict.fromkeys(act.base for at, act in enumerate(play.acts) if gone >> at & 1)
        fails = tuple(name for name in names if name not in own)
        tail = f"; if not, {listed(fails)} would not be owed" if fails else ""
        yield f"{deal.call(who)} is taken to perform {listed(own)}{tail}."


def _nobody(play: Play) -> Iterator[str]:
    places = tuple(dict.fromkeys(act.base for act in play.acts if not act.by))
    if places:
        yield f"Nobody is named for {listed(places)}; that is taken to be performed."
    if not play.acts:
        yield "The text has no act that anybody could leave out."


def _reactions(play: Play) -> Iterator[str]:
    """Duties that are owed only on a breach, and what they count for."""
    deal = play.deal
    for label, owed in deal.obligations.items():
        bearings = [one for party in deal.parties for one in play.bearings[party] if one.guarantee == label]
        counting = [one for one in bearings if one.counts and label not in deal.guarantees]
        if not counting:
            continue
        who = deal.call_all(owed.by) if isinstance(owed.by, tuple) and owed.by else "whoever is meant"
        acts = tuple(
            dict.fromkeys(act.base for act in play.acts if any(act.id in b.covers for b in counting))
        )
        yield (
            f"If {listed(acts)} {'is' if len(acts) == 1 else 'are'} not carried out, {who} is taken to do `{label}`; "
            "if not, nothing is lost by that."
        )
        by_sign = [deal.call(b.party) for b in counting if b.loses is None or b.loses == Worth(0.0, inf)]
        if by_sign:
            yield (
                f"`{label}` follows on a breach by {in_words(by_sign)}; where no worth is given for it, it is taken to "
                "cost that party nothing or more."
            )


def _standing(play: Play) -> Iterator[str]:
    cut: dict[str, list[Act]] = {act.base: [] for act in play.acts if act.standing}
    for act in play.acts:
        if act.standing:
            cut[act.base].append(act)
    several = tuple(base for base, acts in cut.items() if len(acts) > 1)
    if several and play.choosers:
        equal = tuple(base for base in several if len({act.members[0].share for act in cut[base]}) == 1)
        yield (
            f"What {listed(several)} {'are' if len(several) > 1 else 'is'} worth is spread over the time that it lasts"
            + (
                f", in as many equal pieces as it has points for {listed(equal)}, where a day is not known (the time "
                "afterwards is one of them)."
                if equal
                else ", by days."
            )
        )
    elif several:
        yield f"{listed(several)} can be kept or not after each act of another party while it lasts."


def _thinned(play: Play) -> Iterator[str]:
    left_out = cuts_of(play.course, played(play.course)).left_out
    if left_out:
        yield (
            f"There are many standing duties: {left_out} points at which one of them could be given up are not looked "
            "at; the others are spread evenly over the time that each lasts."
        )


def _joint(play: Play) -> Iterator[str]:
    free = tuple(act.base for act in play.acts if act.free)
    if free:
        yield f"Any one of several may perform {listed(free)}: nobody alone can leave it out."


def _open_order(play: Play) -> Iterator[str]:
    pairs = course_of(play.deal).unordered
    if play.form == ENDS and len({act.day for act in play.acts if act.day is not None}) > 1:
        yield "Acts with days are taken to be done in the order of their latest days."
    if pairs and play.form == ENDS:
        named = 5 if len(pairs) == 5 else 4
        shown = "; ".join(f"`{one}` and `{two}`" for one, two in pairs[:named])
        more = f"; and {len(pairs) - named} more pairs" if len(pairs) > named else ""
        yield (
            f"The text gives no order between {shown}{more}: each party is looked at in the order that is least "
            "favourable to the deal."
        )


def _open_exits(play: Play) -> Iterator[str]:
    """Exits that rest on acts whose order with the party's own is not given, where walking does not end the deal."""
    after = Precedence(play)
    for party in play.choosers:
        own = [act for act in play.own(party) if not play.ends(act)]
        open_ = 0
        for act in own if play.stakes[party].exit_adds else ():
            open_ |= after.open_to(play.place[act.id])
        acts = tuple(act for act in play.stakes[party].exit_adds if open_ >> play.place[act] & 1)
        if acts:
            yield (
                f"What {play.deal.call(party)} gets if it walks rests on {listed(acts)}, and the text gives no order "
                "between that and acts of its own: where another order could be worse, an upper bound is shown."
            )
