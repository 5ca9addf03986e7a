"""A domain as plain JSON, so that tables of worths can be stored and read back whole."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from detente.bargain.domain import DEMANDED, NEVER, RULES_OUT, Brought, Choice, Domain, Exclusion
from detente.bargain.exact import Exact, worth_of
from detente.bargain.formats.figures import number
from detente.bargain.formats.json import kind, parse_json
from detente.deal.phrases import Amiss
from detente.deal.worth import Ranking, Worth, parse_ranking, parse_worth
from detente.errors import CannotCount, CannotRead
from detente.text.problem import quoted
from detente.text.source import Source
from detente.version import VERSION

FORMAT: Final = 1
_FRACTION: Final = re.compile(r"(-?\d{1,1000})/(\d{1,1000})", re.ASCII)


def domain_json(domain: Domain) -> str:
    """A domain as JSON: parties, issues with options, worths, what is excluded, the draft, units and sentences.

    A worth is a number; a text such as `20..30 likely 25` or `unknown`, as in deal files; or a text such as `3/7`
    where no decimal holds it. `domain_from_json` reads it back whole.

    Raises:
        CannotCount: a worth is not a number.
    """
    made = {
        "detente": VERSION,
        "domain": FORMAT,
        "title": domain.title,
        "source": domain.source,
        "parties": {party: _party(domain, party) for party in domain.parties},
        "issues": {
            issue: {
                option: {
                    party: _written(domain.own[party][issue, option], f"`{issue}: {option}` for {party}")
                    for party in domain.parties
                    if (issue, option) in domain.own[party]
                }
                for option in options
            }
            for issue, options in domain.issues.items()
        },
        "excluded": [
            {"kind": one.kind, "choices": _choices(one.choices), "party": one.party, "place": one.place}
            for one in domain.excluded
        ],
        "brought": [
            {
                "obligation": one.obligation,
                "by any": _choices(one.by_any),
                "only if": _choices(one.only_if),
                "worth": {
                    p: _written(worth, f"`{one.obligation}` for {p}") for p, worth in one.worth.items()
                },
            }
            for one in domain.brought
        ],
        "draft": dict(domain.draft),
        "assumptions": list(domain.assumptions),
        "warnings": list(domain.warnings),
    }
    return json.dumps(made, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _party(domain: Domain, party: str) -> dict[str, Any]:
    no_deal = domain.no_deal.get(party)
    made: dict[str, Any] = {
        "no deal": None if no_deal is None else _written(no_deal, f"no deal for {party}"),
        "unit": domain.unit.get(party),
    }
    if party in domain.names:
        made["name"] = domain.names[party]
    if party in domain.rest:
        made["rest"] = _written(domain.rest[party], f"the rest for {party}")
    if party in domain.rankings:
        made["rankings"] = [str(one) for one in domain.rankings[party]]
    return made


def _choices(choices: tuple[Choice, ...]) -> list[list[str]]:
    return [list(choice) for choice in choices]


def _written(worth: Worth, what: str) -> float | str:
    """A number, or text that is read back as the same worth."""
    if not (worth.is_unknown or (math.isfinite(worth.low) and math.isfinite(worth.high))):
        raise CannotCount(f"The worth of {what} is `{worth.low}..{worth.high}`, no finite number.")
    if worth.is_point and worth.likely is None:
        if isinstance(worth.low, Exact):
            return f"{worth.low.fraction.numerator}/{worth.low.fraction.denominator}"
        return worth.low
    return str(worth)


# --- back ---


def domain_from_json(text: str, name: str = "JSON") -> Domain:
    """The domain that `domain_json` has written.

    Args:
        text: what it has written.
        name: what to call it in messages, such as the name of the file.

    Raises:
        CannotRead: it is not JSON, or not as it should be; the sentence names the part.
        CannotCount: a worth that cannot be computed with.
    """
    return domain_of_object(parse_json(Source(name, text)), name)


def is_stored(given: Any) -> bool:
    """Whether an object says of itself that it is a domain stored here."""
    return isinstance(given, dict) and "detente" in given and "domain" in given


def domain_of_object(given: Any, name: str) -> Domain:
    """The domain of an object that was read from JSON."""
    back = _Back(name)
    if not is_stored(given):
        raise back.refused(
            "is no domain that was stored by Détente: it needs the keys `detente` and `domain`"
        )
    if given["domain"] != FORMAT:
        raise back.refused(
            f"is a domain in format {quoted(str(given['domain']))}, and format {FORMAT} can be read"
        )
    parties = back.table(given, "parties")
    issues = {
        issue: back.table(options, issue, inside=True)
        for issue, options in back.table(given, "issues").items()
    }
    labels = {issue: tuple(options) for issue, options in issues.items()}
    own: dict[str, dict[Choice, Worth]] = {party: {} for party in parties}
    for issue, options in issues.items():
        for option, worths in options.items():
            for party, worth in back.table(worths, option, inside=True).items():
                back.known(party, parties, "party")
                own[party][issue, option] = back.worth(worth, f"`{issue}: {option}` for {party}")
    told = {party: back.table(value, party, inside=True) for party, value in parties.items()}
    return Domain(
        parties=tuple(parties),
        issues=labels,
        own=own,
        no_deal={
            party: back.worth_or_none(one.get("no deal"), f"no deal for {party}")
            for party, one in told.items()
        },
        excluded=tuple(back.exclusion(one, labels, parties) for one in back.items(given, "excluded")),
        brought=tuple(back.brought(one, labels, parties) for one in back.items(given, "brought")),
        rest={p: back.worth(one["rest"], f"the rest for {p}") for p, one in told.items() if "rest" in one},
        draft=dict(
            back.choice([issue, option], labels) for issue, option in back.table(given, "draft").items()
        ),
        unit={party: back.text_or_none(one.get("unit"), "unit") for party, one in told.items()},
        rankings={p: tuple(back.rankings(one)) for p, one in told.items() if "rankings" in one},
        names={p: back.text(one["name"], "name") for p, one in told.items() if "name" in one},
        title=back.text(given.get("title", ""), "title"),
        source=back.text(given.get("source", ""), "source"),
        assumptions=tuple(back.text(one, "assumptions") for one in back.items(given, "assumptions")),
        warnings=tuple(back.text(one, "warnings") for one in back.items(given, "warnings")),
    )


@dataclass(frozen=True, slots=True)
class _Back:
    """Reads parts of one object, and says which part is not as it should be."""

    name: str

    def refused(self, what: str) -> CannotRead:
        return CannotRead(f"`{self.name}` {what}.", file=self.name)

    def table(self, given: Any, key: str, *, inside: bool = False) -> dict[str, Any]:
        """An object, with text as keys; under a key, or itself."""
        found = given if inside else given.get(key, {})
        if not isinstance(found, dict):
            raise self.refused(f"needs an object at {quoted(key)}, not {kind(found)}")
        return found

    def items(self, given: Mapping[str, Any], key: str) -> list[Any]:
        found = given.get(key, [])
        if not isinstance(found, list):
            raise self.refused(f"needs a list at {quoted(key)}, not {kind(found)}")
        return found

    def text(self, given: Any, key: str) -> str:
        if not isinstance(given, str):
            raise self.refused(f"needs text at {quoted(key)}, not {kind(given)}")
        return given

    def text_or_none(self, given: Any, key: str) -> str | None:
        return None if given is None else self.text(given, key)

    def known(self, label: str, labels: Mapping[str, Any] | tuple[str, ...], kind: str) -> str:
        if label not in labels:
            raise self.refused(f"names the {kind} {quoted(label)}, which is not there")
        return label

    def choice(self, given: Any, issues: Mapping[str, tuple[str, ...]]) -> Choice:
        if not isinstance(given, list) or len(given) != 2:
            raise self.refused("needs an issue and an option for each choice")
        issue, option = (self.text(one, "a choice") for one in given)
        self.known(issue, issues, "issue")
        return issue, self.known(option, issues[issue], f"option of {quoted(issue)}")

    def choices(
        self, given: Mapping[str, Any], key: str, issues: Mapping[str, tuple[str, ...]]
    ) -> tuple[Choice, ...]:
        return tuple(self.choice(one, issues) for one in self.items(given, key))

    def exclusion(
        self, given: Any, issues: Mapping[str, tuple[str, ...]], parties: Mapping[str, Any]
    ) -> Exclusion:
        one = self.table(given, "excluded", inside=True)
        kind = self.text(one.get("kind"), "kind")
        if kind not in (NEVER, RULES_OUT, DEMANDED):
            raise self.refused(f"excludes packages by {quoted(kind)}, which is not known")
        choices = self.choices(one, "choices", issues)
        party = self.text_or_none(one.get("party"), "party")
        if party is not None:
            self.known(party, parties, "party")
        if not choices or (kind == NEVER and (party is None or len(choices) > 1)):
            raise self.refused(f"has a statement {quoted(kind)} without a party or its choices")
        return Exclusion(kind, choices, party, self.text(one.get("place", ""), "place"))

    def brought(
        self, given: Any, issues: Mapping[str, tuple[str, ...]], parties: Mapping[str, Any]
    ) -> Brought:
        one = self.table(given, "brought", inside=True)
        label = self.text(one.get("obligation"), "obligation")
        return Brought(
            label,
            self.choices(one, "by any", issues),
            self.choices(one, "only if", issues),
            {
                self.known(party, parties, "party"): self.worth(worth, f"`{label}` for {party}")
                for party, worth in self.table(one, "worth").items()
            },
        )

    def rankings(self, one: Mapping[str, Any]) -> list[Ranking]:
        try:
            return [parse_ranking(self.text(given, "rankings")) for given in self.items(one, "rankings")]
        except Amiss as amiss:
            raise self.refused(f"has a ranking that cannot be read: {amiss.sentence}") from None

    def worth_or_none(self, given: Any, what: str) -> Worth | None:
        return None if given is None else self.worth(given, what)

    def worth(self, given: Any, what: str) -> Worth:
        if isinstance(given, Decimal) and number(given) is not None:
            return Worth(float(given), float(given))
        parts = _FRACTION.fullmatch(given) if isinstance(given, str) else None
        try:
            if parts:
                return worth_of(Fraction(int(parts[1]), int(parts[2])))
            return parse_worth(given)
        except Amiss as amiss:
            raise CannotCount(
                f"`{self.name}`: the worth of {what}: {amiss.sentence}.", file=self.name
            ) from None
        except (ZeroDivisionError, OverflowError):
            raise CannotCount(
                f"`{self.name}`: the worth of {what} is {quoted(given)}, no finite number.", file=self.name
            ) from None
