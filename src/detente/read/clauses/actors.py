"""Whether words name somebody who can act, or a thing, by their head noun."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from detente.read.clauses.grammar import DETERMINER

PRONOUN: Final = re.compile(
    r"(?:it|they|he|she|we|I|you|this|these|those|both|either|neither|each|all|the (?:latter|former|same)"
    r"|who|which|that"
    r"|the two)$",
    re.IGNORECASE,
)
_ACTOR: Final = re.compile(
    r"\b(?:part(?:y|ies)|states?|governments?|sides?|contractors?|subcontractors?|buyers?|sellers?|suppliers?"
    r"|purchasers?|compan(?:y|ies)|corporations?|banks?|borrowers?|lenders?|debtors?|creditors?|guarantors?"
    r"|trustees?"
    r"|agents?|commissions?|committees?|councils?|secretariats?|conferences?|assembl(?:y|ies)"
    r"|organi[sz]ations?"
    r"|institutions?|authorit(?:y|ies)|administrations?|administrators?|representatives?|generals?"
    r"|depositar(?:y|ies)"
    r"|ministers?|ministr(?:y|ies)|missions?|members?|delegations?|federations?|forces|troops|units|police"
    r"|arm(?:y|ies)|parliaments?|courts?|tribunals?|arbitrators?|experts?|inspectors?|inspectorates?"
    r"|observers?"
    r"|monitors?|officers?|officials?|persons?|people|citizens|powers?|commanders?|chiefs?|heads?|teams?"
    r"|groups?"
    r"|boards?|panels?|bod(?:y|ies)|unions?|employees?|employers?|workers|staff|personnel|residents?|owners?"
    r"|operators?|signator(?:y|ies)|mediators?|verifiers?|directors?|chair(?:man|person)?|presidents?"
    r"|secretar(?:y|ies)|registrars?|meetings?|nationals|holders?|parent|licensee|licensor|tenant|landlord"
    r"|lessee"
    r"|lessor|clients?|customers?|providers?|vendors?|managers?|engineers?|carriers?|insurers?|recipients?"
    r"|surety|sureties"
    r"|population|inhabitants|public|communit(?:y|ies)|civilians|famil(?:y|ies)|undersigned|governor"
    r"|ambassador|corps|guards?|militias?|movements?|fronts?|agenc(?:y|ies)|offices?|departments?"
    r"|commanders-in-chief)$",
    re.IGNORECASE,
)
_THING: Final = re.compile(
    r"(?:(?:tion|sion|ment|ance|ence|ness|ity|ing|ure|sal|val|ism|acy|age|ledge|ship)s?|agreements?"
    r"|treat(?:y|ies)|articles?"
    r"|reports?|requests?|plans?|notices?|terms?|periods?|costs?|amounts?|payments?|funds?|budgets?|rates?"
    r"|rights?|laws?"
    r"|acts?|areas?|zones?|dates?|days?|data|hostilities|operations|documents?|instruments?|lists?|schedules?"
    r"|protocols?"
    r"|annex(?:es)?|flags?"
    r"|languages?|texts?|rules?|tasks?|dut(?:y|ies)|efforts?|steps?|results?|weapons?|mines?|chemicals?"
    r"|facilit(?:y|ies)"
    r"|goods?|services?|vacancies|deficits?|currenc(?:y|ies)|votes?|seat|majority|debts?|sums?|prices?"
    r"|interest|nothing"
    r"|records?|cop(?:y|ies)|sites?|phases?|stages?|deadlines?|time|parity|measures?|matters?|files?"
    r"|transfers?|prisoners?"
    r"|detainees|hostages?|positions?|reviews?|prisoners of war|there|contract|clause|clauses|orders?|work)$",
    re.IGNORECASE,
)
_GOODS: Final = re.compile(
    r"(?:the |this |such |each |any )?(?:[\w'/&-]{1,30} ){0,5}?(?:amounts?|prices?|payments?|fees?|deposits?"
    r"|accounts?|loans?|notes?|dates?|periods?"
    r"|terms?|works?|services|products?|goods|deliverables?|shares?|premises|propert(?:y|ies)|buildings?"
    r"|projects?|sites?"
    r"|leases?|statements?|reports?|plans?|schedules?|closing|completion|certificates?|adjustments?|interest"
    r"|rent|budgets?"
    r"|orders?|forms?|information|materials?|equipment|software|documents?|rights?|consideration|escrow|transactions?"
    r"|assets?|liabilit(?:y|ies)|capital|purchase|sale|tax(?:es)?|mortgages?|deeds?|liens?|zones?|areas?"
    r"|warrant(?:y|ies)"
    r"|installments?|instalments?|invoices?|obligations?|rates?|costs?|expenses?|claims?|damages|losses"
    r"|insurance|changes?)$",
    re.IGNORECASE,
)
_PAPER: Final = re.compile(
    r"(?:Agreement|Convention|Treaty|Protocol|Annex|Article|Memorandum|Contract|Schedule|Charter|Section"
    r"|Part|Clause|Appendix)s?$"
)
_HEAD_ENDS: Final = re.compile(
    r" (?:of|to|for|in|on|with|under|from|by|at|between|among|over|within|referred|designated|listed"
    r"|specified|appointed"
    r"|established|concerned|mentioned|as|against|caused|made|taken|adopted|involved|present|itself"
    r"|themselves|concerning|regarding|about|that|who|which|whether)\b| ?\(|,"
    r"|(?<!\bthe)(?<!\beach)(?<!\ban)(?<!\ba)(?<!\bany)(?<!\bsuch)(?<!\bno) [a-z]{3,15}ing (?=[a-z])"
)
_LEADING: Final = re.compile(rf"(?:{DETERMINER} ){{1,3}}", re.IGNORECASE)
_MANY: Final = ("they", "we", "these", "those", "both", "all", "the two")
_POINTED: Final = re.compile(r"(?:such|this|these) ", re.IGNORECASE)
_JOINED: Final = re.compile(r" (?:and|or|nor) ")


def is_actor(words: str, names: Collection[str] = ()) -> bool | None:
    """Whether a noun phrase names somebody who can act.

    Args:
        words: the phrase.
        names: the names that the text gives to those who have a part in it.

    Returns:
        True for a name or a noun for persons and bodies, False for a thing, None where the words do not tell.
    """
    if PRONOUN.match(words):
        return None
    told = [_one(part, names) for part in _JOINED.split(_HEAD_ENDS.split(words, maxsplit=1)[0])]
    if True in told:
        return True
    return False if False in told else None


def is_thing(words: str) -> bool:
    """Whether a name with capitals is that of a thing: "the Purchase Price", "the Works", "the Zone"."""
    return _GOODS.match(" ".join(words.split())) is not None


def may_stand_for(pronoun: str, words: str) -> bool:
    """Whether a pronoun agrees in number with the words that it may stand for: "they" with "the Parties"."""
    if not PRONOUN.match(pronoun):
        return False
    head = _HEAD_ENDS.split(words, maxsplit=1)[0]
    is_many = _JOINED.search(head) is not None or head.endswith(("s", "people", "police", "staff"))
    return is_many == (pronoun.lower() in _MANY)


def _one(words: str, names: Collection[str]) -> bool | None:
    bare = _LEADING.sub("", words, count=1).strip(" '\"")
    is_pointed = _POINTED.match(words) is not None
    if not bare:
        return None
    if bare in names or _ACTOR.search(bare):
        return True
    last = bare.rsplit(" ", 1)[-1]
    is_name = last[0].isupper() and (bare != words.strip() or " " in bare or last.isupper())
    if _PAPER.search(last) or (last[0].isupper() and is_thing(bare)):
        return False
    if is_name:
        return True
    if _THING.search(last):
        return False
    return True if last[0].isupper() else (False if is_pointed else None)
