"""GeniusWeb JSON: a domain (`issuesValues`) and profiles that are a `LinearAdditiveUtilitySpace`.

The rule is GeniusWeb's (W. Pasman, Interactive Intelligence group, TU Delft): the utility of a package is the sum over
issues of weight x utility of the value; a range of numbers has utilities on the line between its two ends. GeniusWeb
rounds these to 8 decimals; here they are exact. Without a deal a party has the utility of its reservation bid.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from detente.bargain.domain import Choice, Domain
from detente.bargain.formats.assembling import Mine, assembled, names_of, scale_of
from detente.bargain.formats.figures import collapsed, number
from detente.bargain.formats.geniusweb_files import Web, as_object, listed
from detente.deal.model import in_words
from detente.errors import CannotCount, CannotRead
from detente.text.problem import quoted

DISCRETE: Final = ("DiscreteValueSetUtilities", "discreteutils")
NUMBERS: Final = ("NumberValueSetUtilities", "numberutils")
"""The names of today, and those of older files."""
RULE: Final = (
    "Utilities are those of GeniusWeb, each party's on its own scale{scale}: the sum over issues of weight x "
    "utility of the value. Without a deal a party has the utility of its reservation bid."
)


def web_domain(
    template: Web | None,
    profiles: Sequence[Web],
    *,
    title: str,
    source: str,
    assumptions: Sequence[str] = (),
    warnings: Sequence[str] = (),
) -> Domain:
    """The domain of a template and its profiles, each of which has to tell the utility of every value.

    Args:
        template: the domain; None takes that of the first profile, of which there has to be one then.
        profiles: one for each party, named by itself or else by its file.
        title: what to call the domain.
        source: where it is from, for people.
        assumptions: sentences to add.
        warnings: sentences to add.

    Raises:
        CannotRead: a form that is not as it should be.
        CannotCount: profiles that do not fit together, or with something missing.
    """
    frame, *_ = (
        *([] if template is None else [template]),
        *(one for one in profiles if one.issues),
        *profiles,
    )
    if not frame.issues:
        raise CannotRead(
            f"`{frame.source.name}` has no domain, and none is given beside it.", file=frame.source.name
        )
    issues = {issue: listed(values) for issue, values in frame.issues.items()}
    names = names_of([one.file for one in profiles], [one.title for one in profiles])
    said = list(warnings)
    mine = [_Profile(one, name, frame, issues).read(said) for name, one in zip(names, profiles, strict=True)]
    without = [one.name for one in mine if one.no_deal is None]
    open_ended = [f"{in_words(without)}: no reservation bid is given."] if without else []
    return assembled(
        mine,
        {issue: tuple(options) for issue, options in issues.items()},
        title=title or frame.title,
        source=source,
        assumptions=(RULE.format(scale=scale_of(mine)), *assumptions, *open_ended),
        warnings=said,
    )


@dataclass(frozen=True, slots=True)
class _Profile:
    """One profile while it is read."""

    web: Web
    name: str
    frame: Web
    issues: Mapping[str, Mapping[str, Fraction | None]]

    def count(self, what: str) -> CannotCount:
        name = self.web.source.name
        return CannotCount(f"`{name}` {what}.", file=name)

    def part(self, key: str) -> dict[str, Any]:
        """An object whose keys are issues, which have to be those of the domain."""
        given = as_object((self.web.profile or {}).get(key), key, self.web.source)
        found = {collapsed(issue): value for issue, value in given.items()}
        for issue in dict.fromkeys([*self.issues, *found]):
            if issue not in found:
                raise self.count(f"has nothing for the issue {quoted(issue)} in `{key}`")
            if issue not in self.issues:
                raise self.count(
                    f"has the issue {quoted(issue)} in `{key}`, which `{self.frame.source.name}` does not have"
                )
        return found

    def read(self, said: list[str]) -> Mine:
        self._refuse_other_domain()
        weights = {
            issue: self.figure(weight, f"the weight of {quoted(issue)}")
            for issue, weight in self.part("issueWeights").items()
        }
        utilities: dict[Choice, Fraction] = {}
        given = self.part("issueUtilities")
        for issue, options in self.issues.items():
            for option, utility in self.utilities(issue, options, given[issue], said):
                utilities[issue, option] = weights[issue] * utility
        total = sum(weights.values(), Fraction(0))
        if total != 1:
            said.append(
                f"{self.name}: the weights sum to {float(total):.6g}, which GeniusWeb itself refuses unless it is 1; "
                "they are taken as written."
            )
        return Mine(self.name, utilities, self.no_deal(utilities))

    def _refuse_other_domain(self) -> None:
        if not self.web.issues:
            return
        for issue in dict.fromkeys([*self.frame.issues, *self.web.issues]):
            known, own = self.frame.issues.get(issue), self.web.issues.get(issue)
            if known is None or own is None or set(known) != set(own):
                raise self.count(
                    f"does not fit `{self.frame.source.name}`: they differ in the issue {quoted(issue)}"
                )

    def figure(self, given: Any, what: str) -> Fraction:
        found = number(given)
        if found is None:
            raise self.count(f"cannot be computed with: {what} is {quoted(str(given))}, no finite number")
        return found

    def utilities(
        self, issue: str, options: Mapping[str, Fraction | None], given: Any, said: list[str]
    ) -> Iterator[tuple[str, Fraction]]:
        kinds = as_object(given, issue, self.web.source)
        kind = next(iter(kinds), "")
        if len(kinds) == 1 and kind in DISCRETE:
            found = self.discrete(issue, options, as_object(kinds[kind], kind, self.web.source))
        elif len(kinds) == 1 and kind in NUMBERS:
            found = self.on_a_line(issue, options, as_object(kinds[kind], kind, self.web.source))
        else:
            raise CannotRead(
                f"`{self.web.source.name}` has utilities of {quoted(issue)} of the kind {quoted(kind or 'nothing')}, "
                f"and only `{DISCRETE[0]}` and `{NUMBERS[0]}` can be read.",
                file=self.web.source.name,
            )
        if any(not 0 <= one <= 1 for one in found.values()):
            said.append(
                f"{self.name}: utilities of {quoted(issue)} are not all from 0 to 1; they are taken as written."
            )
        yield from found.items()

    def discrete(
        self, issue: str, options: Mapping[str, Fraction | None], given: Mapping[str, Any]
    ) -> dict[str, Fraction]:
        table = {
            collapsed(option): self.figure(utility, f"the utility of {quoted(option)} of {quoted(issue)}")
            for option, utility in as_object(
                given.get("valueUtilities"), "valueUtilities", self.web.source
            ).items()
        }
        more = [option for option in table if option not in options]
        if more:
            raise self.count(
                f"has a utility of {quoted(more[0])}, which is no value of {quoted(issue)} in "
                f"`{self.frame.source.name}`"
            )
        for option in options:
            if option not in table:
                raise self.count(f"has no utility of the value {quoted(option)} of {quoted(issue)}")
        return {option: table[option] for option in options}

    def on_a_line(
        self, issue: str, options: Mapping[str, Fraction | None], given: Mapping[str, Any]
    ) -> dict[str, Fraction]:
        low, high, at_low, at_high = (
            self.figure(given.get(key), f"`{key}` of {quoted(issue)}")
            for key in ("lowValue", "highValue", "lowUtility", "highUtility")
        )
        ends = self.frame.issues[issue]
        if not isinstance(ends[0], Fraction):
            raise self.count(f"has utilities of a range for {quoted(issue)}, which has single values")
        if (low, high) != ends[:2] or high <= low:
            raise self.count(
                f"has utilities of {quoted(issue)} from {float(low):g} to {float(high):g}, and its range is from "
                f"{float(ends[0]):g} to {float(ends[1]):g}"
            )
        slope = (at_high - at_low) / (high - low)
        return {
            option: at_low + slope * (value - low) for option, value in options.items() if value is not None
        }

    def no_deal(self, utilities: Mapping[Choice, Fraction]) -> Fraction | None:
        """The utility of the reservation bid, in which an issue that is left open counts nothing."""
        bid = (self.web.profile or {}).get("reservationBid")
        if bid is None:
            return None
        values = as_object(
            as_object(bid, "reservationBid", self.web.source).get("issuevalues"),
            "issuevalues",
            self.web.source,
        )
        total = Fraction(0)
        for written, value in values.items():
            issue = collapsed(written)
            total += utilities[issue, self.option(issue, value)]
        return total

    def option(self, issue: str, value: Any) -> str:
        options = self.issues.get(issue, {})
        label, size = collapsed(str(value)), number(value)
        for option, own in options.items():
            if option == label or (own is not None and own == size):
                return option
        raise self.count(
            f"has {quoted(label)} of the issue {quoted(issue)} in its reservation bid, which the domain does not have"
        )
