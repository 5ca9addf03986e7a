"""The game of a deal for Gambit: an independent solver can be asked the same question."""

from __future__ import annotations

from detente.deal.course import course_of
from detente.deal.model import Deal
from detente.errors import CannotCount
from detente.hold.game.efg import efg
from detente.hold.play import forms_of, play_of
from detente.hold.results import Hold
from detente.hold.subgames import joint_game


def export(found: Hold | Deal, form: str | None = None) -> str:
    """Write the game in Gambit's extensive form, at the points, likely values or middles of ranges.

    Args:
        found: an answer, or a deal with values.
        form: `releases` or `ends the deal`; the last of those that the text leaves open if None.

    Returns:
        The text of an `.efg` file: every party with values is a player, and everybody else performs what is due.

    Raises:
        CannotCount: nobody has values, some value has no number, or the text settles on another form.
        DetenteError: the game is too large to be written out.
    """
    deal = found.deal if isinstance(found, Hold) else found
    forms = forms_of(deal)
    asked = forms[-1] if form is None else form
    if asked not in forms:
        raise CannotCount(
            f"`{asked}` is not what the text leaves open",
            help=f"write {' or '.join(f'`{one}`' for one in forms)}",
        )
    play = play_of(deal, asked)
    if not play.choosers:
        raise CannotCount(
            "a game needs values of the parties", help="fill in values/NAME.yaml for those who may stop"
        )
    game = joint_game(play)
    if game is None:
        raise CannotCount(
            "a game needs a number for every value, and some are unknown",
            help="`detente hold PATH` lists them",
        )
    title = deal.frame.title if isinstance(deal.frame.title, str) else deal.name
    return efg(game, f"{title} ({len(course_of(deal).steps)} steps; a breach {_words(asked)})")


def _words(form: str) -> str:
    return "ends the deal" if form == "ends the deal" else "releases what depends on it"
