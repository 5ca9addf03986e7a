"""What a model answers: items of a declared form, each judged alone, so that one bad item does not spoil the rest."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError, WithJsonSchema

from detente.deal.model import SPEAKERS
from detente.read.proposals import FORMS, Refusal
from detente.read.verify import Claimed

KINDS_ASKED: Final = (
    *("claim", "demand", "refusal", "concession", "reading"),
    *("obligation", "power", "prohibition", "definition", "stage", "guarantee", "precedent"),
)


class Item(BaseModel):
    """Something that the document says. Every value but `kind`, `speaker_class` and `form` is copied from it."""

    model_config = ConfigDict(extra="ignore", strict=True)

    kind: str = Field(description=f"One of: {', '.join(KINDS_ASKED)}.")
    quote: str = Field(
        description="The exact words, copied character for character, of at most two sentences."
    )
    words_before: str | None = Field(
        None, description="The few words that stand just before the quote, copied."
    )
    leans_on: list[str] = Field(
        default_factory=list,
        description="Words elsewhere that the quote needs, such as the opening words of its list, copied.",
    )
    speaker: str | None = Field(
        None, description="Who said it, in the document's own words nearby; null if the text does not say."
    )
    speaker_class: str = Field("unattributed", description=f"One of: {', '.join(SPEAKERS)}.")
    form: str = Field("none", description=f"How it is said: one of {', '.join(FORMS)}.")
    by: str | None = Field(None, description="Who owes it, may do it, or may not do it.")
    to: str | None = Field(None, description="To whom.")
    modal: str | None = Field(
        None, description="The words of duty, with their `not`: `shall not`, `undertakes to`."
    )
    does: str | None = Field(None, description="What is to be done, without the words of duty.")
    amount: str | None = Field(None, description="How much, with its unit: `33 persons`, `5 per cent`.")
    due: str | None = Field(None, description="The deadline or trigger: `within 14 days of signature`.")
    from_: str | None = Field(None, alias="from", description="From when.")
    until: str | None = Field(None, description="Until when.")
    if_: str | None = Field(None, alias="if", description="The condition.")
    verified_by: str | None = Field(None, description="Who verifies it.")
    wants: str | None = Field(None, description="Of a demand: what is wanted.")
    about: str | None = Field(None, description="Of a refusal or concession: what it is about.")
    term: str | None = Field(None, description="Of a definition or reading: the term.")
    meaning: str | None = Field(None, description="Of a definition or reading: what it is said to mean.")
    hedge: str | None = Field(None, description="Words that weaken it: `reportedly`, `may`.")


_FIELDS: Final = {
    **{name: name for name in ("by", "to", "modal", "does", "amount", "due", "until")},
    "from_": "from",
    "if_": "if",
    "verified_by": "verified by",
    **{name: name for name in ("wants", "about", "term", "meaning", "hedge")},
}
"""Attributes of `Item` and the names of the fields that they become, those of our own readers."""


class Answer(BaseModel):
    """Everything that a stretch of the document says; an empty list if it says nothing of these kinds."""

    items: Annotated[
        list[Any], WithJsonSchema({"type": "array", "items": Item.model_json_schema(by_alias=True)})
    ]


def claims_in(
    answer: Answer, within: tuple[int, int], reader: str, most: int
) -> tuple[list[Claimed], list[Refusal]]:
    """What an answer claims, and its items that are not of the form asked for.

    Args:
        answer: the answer.
        within: the stretch that was asked about; every quote must stand in it.
        reader: what to call the model.
        most: items that are taken.
    """
    claims: list[Claimed] = []
    refusals: list[Refusal] = []
    for value in answer.items[:most]:
        try:
            claims.append(_claimed(Item.model_validate(value), within, reader))
        except ValidationError as error:
            quote = value.get("quote") if isinstance(value, dict) else None
            refusals.append(
                Refusal(quote if isinstance(quote, str) else "", "malformed", _wrong(error.errors()))
            )
    if len(answer.items) > most:
        refusals.append(
            Refusal(
                "", "too-long", f"The model proposed {len(answer.items):,} items at once; {most:,} are taken."
            )
        )
    return claims, refusals


def _claimed(item: Item, within: tuple[int, int], reader: str) -> Claimed:
    words = {name: getattr(item, attribute) for attribute, name in _FIELDS.items()}
    doubts = (
        () if not item.speaker else (f"{reader[0].upper()}{reader[1:]} says who speaks: see that it is so.",)
    )
    return Claimed(
        kind=item.kind,
        quote=item.quote,
        # An empty word is how many models say that there is none.
        fields={name: value for name, value in words.items() if value},
        along=tuple(filter(None, item.leans_on)),
        speaker=item.speaker or None,
        speaker_class=item.speaker_class,
        form=item.form,
        prefix=item.words_before or "",
        within=within,
        reader=reader,
        doubts=doubts,
    )


def _wrong(errors: Iterable[Any]) -> str:
    first = next(iter(errors))
    place = ".".join(str(part) for part in first["loc"])[:60]
    what = "is missing" if first["type"] == "missing" else "is not made as it should be"
    return (
        f"The model's item is not in the form asked for: `{place}` {what}."
        if place
        else ("The model's item is not in the form asked for.")
    )
