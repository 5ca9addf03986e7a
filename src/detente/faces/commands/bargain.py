"""`detente bargain`."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from detente.check import check
from detente.deal.loader import load
from detente.deal.model import Deal
from detente.errors import CannotRead
from detente.faces import holds
from detente.faces.pages import refused, width, write, write_whole
from detente.faces.progress import Progress
from detente.faces.seconds import Seconds
from detente.faces.terminal import PATH, json_of, put, wants_color
from detente.version import VERSION

if TYPE_CHECKING:
    from detente.bargain.answer import Bargain
    from detente.bargain.domain import Domain

FORMATS: Final = ("text", "markdown", "json")
ANSWERED, DOMINATED, PARTIAL = 0, 1, 3
_BY_ENDING: Final = {".md": "markdown", ".markdown": "markdown", ".json": "json"}
_DOMAINS: Final = (".xml", ".json")  # what researchers have: GENIUS and GeniusWeb
_AT_LEAST: Final = "The party accepts a package from this worth on, in place of its worth without a deal."
_HOLDS: Final = "Ask of packages whether the deal also holds with them, and what guarantee each would need."
_BUDGET: Final = "With --holds: further guarantees that can be given, in all, or for each party by PARTY=N."
_FEWER: Final = "Keep at most N points at a time; the answer then says by how much others may be better."


class Threshold(click.ParamType[tuple[str, float]]):
    """`PARTY=N`."""

    name = "PARTY=N"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, float]:
        """Read it."""
        if isinstance(value, tuple):
            return value
        party, equals, written = str(value).rpartition("=")
        try:
            number = float(written)
        except ValueError:
            number = math.nan
        if not (equals and party.strip() and math.isfinite(number)):
            self.fail(f"{value!r} is not PARTY=N, such as north=20.", param, ctx)
        return party.strip(), number


def _one_threshold(
    _ctx: click.Context, _param: click.Parameter, given: tuple[tuple[str, float], ...]
) -> tuple[tuple[str, float], ...]:
    """Refuse two thresholds for one party: which of them is meant is not known."""
    parties = [party for party, _ in given]
    twice = [party for party in dict.fromkeys(parties) if parties.count(party) > 1]
    if twice:
        raise click.BadParameter(f"a threshold for {', '.join(twice)} was given twice.")
    return given


def _only_svg(_ctx: click.Context, _param: click.Parameter, name: str | None) -> str | None:
    """Refuse the ending of another format: what is written would not be what the name says."""
    if name is not None and Path(name).suffix.lower() not in ("", ".svg"):
        raise click.BadParameter(f"the figure is written as SVG: {name!r} has to end in .svg.")
    return name


@click.command("bargain")
@PATH
@click.option(
    "--values", type=click.Path(), metavar="DIR", help="Values files to use instead of the deal's own."
)
@click.option(
    "--at-least",
    type=Threshold(),
    metavar="PARTY=N",
    multiple=True,
    callback=_one_threshold,
    help=_AT_LEAST,
)
@click.option("--veto", metavar="PARTY", multiple=True, help="Without this party no package passes.")
@click.option(
    "--quorum", type=click.IntRange(min=1), metavar="N", help="So many parties have to accept, not all."
)
@click.option(
    "--samples", type=click.IntRange(min=1), metavar="N", help="Draw N valuations from ranges and rankings."
)
@click.option("--seed", type=int, default=0, show_default=True, metavar="S", help="For all that is drawn.")
@click.option("--most-points", type=click.IntRange(min=1), metavar="N", help=_FEWER)
@click.option("--memory-limit", type=click.IntRange(min=1), default=1024, show_default=True, metavar="MIB")
@click.option("--time-limit", type=Seconds(), help="Seconds after which searches say how far they came.")
@click.option("--no-promises", is_flag=True, help="Leave out what each other option would take.")
@click.option("--holds", is_flag=True, help=_HOLDS)
@click.option("--budget", type=holds.Guarantees(), metavar="[PARTY=]N", multiple=True, help=_BUDGET)
@click.option(
    "--svg",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    callback=_only_svg,
    help="Write the figure, as SVG.",
)
@click.option(
    "--csv", type=click.Path(dir_okay=False), metavar="FILE", help="Write every undominated package."
)
@click.option("--format", "form", type=click.Choice(FORMATS), help="text, unless FILE ends in .md or .json.")
@click.option("--output", type=click.Path(dir_okay=False), metavar="FILE", help="Write the page into FILE.")
def command(path: str, **options: Any) -> int:
    """Say which packages are undominated, where solution points lie, and what is better than the draft.

    PATH may also be a GENIUS XML domain, a folder with its profiles, or a GeniusWeb JSON domain. The answer shows what
    each party would accept: it is for the mediator only.

    Exit status: 0 answered, and nothing found that is better than the draft; 1 the draft is dominated, or left out by
    what is written; 3 a partial answer that found nothing better than the draft; 2 could not run. With --holds: 0 the
    deal holds with some package within the budget, 1 with none, 3 that cannot be said (such as when time was over
    first), 2 could not run.
    """
    holds.refuse_other_options(click.get_current_context())
    _refuse_one_file(options)
    output = options["output"]
    form = options["form"] or _BY_ENDING.get(Path(output or "").suffix.lower(), "text")
    on = _read(path, options["values"])
    deal = on if isinstance(on, Deal) else None
    if deal is not None and deal.problems:
        return refused(check(deal), form, output)
    color = output is None and wants_color()
    if options["holds"]:
        return _held(deal, path, form, options, color=color)
    found = _asked(on, options)
    _put(_page(found, form, color=color), _files(found, options), output, path, deal)
    return status_of(found)


def status_of(found: Bargain) -> int:
    """The exit status of an answer."""
    if found.can_be_better or (found.draft is not None and found.draft.excluded):
        return DOMINATED
    return ANSWERED if found.exact and found.is_undominated is not False else PARTIAL


def _held(deal: Deal | None, path: str, form: str, options: dict[str, Any], *, color: bool) -> int:
    """Packages that also hold."""
    if deal is None:
        raise click.UsageError("--holds is for a deal: these files have no obligations that could hold.")
    found = holds.asked(deal, options)
    page = holds.page_of(found, form, color=color)
    files = [] if options["svg"] is None else [(holds.figure_of(found), options["svg"])]
    _put(page, files, options["output"], path, deal)
    return holds.status_of(found)


# --- what is asked ---


def _refuse_one_file(options: dict[str, Any]) -> None:
    """Refuse one file for two outputs: the second would replace the first."""
    taken: dict[Path, str] = {}
    for name in ("svg", "csv", "output"):
        if options[name] is not None:
            first = taken.setdefault(Path(options[name]).resolve(), name)
            if first != name:
                raise click.UsageError(f"--{first} and --{name} are one file: {options[name]}.")


def _read(path: str, values: str | None) -> Deal | Domain:
    """A deal, or the domain of a researcher's files."""
    if not _is_domain(path):
        return load(path) if values is None else load(path, values=values)
    if values is not None:
        raise click.UsageError("--values is for a deal; these files bring their own.")
    return _domain(path)


def _domain(path: str) -> Domain:
    from detente.bargain.formats import read_domain  # noqa: PLC0415 -- wanted for these files only

    found: Domain = read_domain(path)
    for warning in found.warnings:  # the page has them in its last section; here they come before it
        click.echo(f"warning: {warning}", err=True)
    return found


def _is_domain(path: str) -> bool:
    """Whether the path is no deal, but a domain as researchers have it, or a folder of its files."""
    where = Path(path)
    if where.is_dir():
        files = sorted(where.iterdir())
        if any(one.name in ("deal.yaml", "deal.yml") for one in files):
            return False
        return any(one.suffix.lower() in _DOMAINS for one in files)
    return where.suffix.lower() in _DOMAINS


def _asked(on: Deal | Domain, options: dict[str, Any]) -> Bargain:
    from detente.bargain.run import bargain  # noqa: PLC0415 -- it takes a while to import

    with _progress() as progress:
        return bargain(
            on,
            at_least=dict(options["at_least"]) or None,
            vetoes=options["veto"],
            quorum=options["quorum"],
            samples=options["samples"],
            seed=options["seed"],
            most_points=options["most_points"],
            memory_limit=options["memory_limit"],
            time_limit=options["time_limit"],
            promises=not options["no_promises"],
            progress=progress,
        )


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """A bar of the issues that are done; it is gone at the end, however that comes."""
    bar = Progress(0)

    def tell(done: int, of: int) -> None:
        bar.total = of
        bar(done)

    try:
        yield tell
    finally:
        bar.close()


# --- what is shown ---


def _page(found: Bargain, form: str, *, color: bool) -> str:
    if form == "json":
        return json_of(found.as_dict(VERSION))
    from detente.report.bargain import (  # noqa: PLC0415 -- wanted only for people
        bargain_as_markdown,
        bargain_as_text,
    )

    return bargain_as_markdown(found) if form == "markdown" else bargain_as_text(found, width(), color)


def _files(found: Bargain, options: dict[str, Any]) -> list[tuple[str, str]]:
    """The figure and the table, where they are asked for, each with the name of its file."""
    made = []
    if options["svg"] is not None:
        from detente.report.bargain_svg import bargain_svg  # noqa: PLC0415 -- wanted only on demand

        made.append((bargain_svg(found), options["svg"]))
    if options["csv"] is not None:
        from detente.bargain.formats import frontier_csv  # noqa: PLC0415 -- wanted only on demand

        made.append((frontier_csv(found), options["csv"]))
    return made


def _put(page: str, files: list[tuple[str, str]], output: str | None, path: str, deal: Deal | None) -> None:
    """The page comes last: what cannot be written is then known before it."""
    for text, target in files:
        _written(text, target, path, deal)
    if output is None:
        put(page)
    else:
        _written(page, output, path, deal)


def _written(text: str, target: str, path: str, deal: Deal | None) -> None:
    if deal is not None:
        write(text, target, deal)
    elif _is_source(Path(target), Path(path)):
        raise CannotRead(f"{target} is a file of the domain itself, so nothing was written there.")
    else:
        write_whole(text, target)
    click.echo(f"written: {target}", err=True)


def _is_source(target: Path, path: Path) -> bool:
    """Whether a file that is there may be one of those read: of their kind, and in their folder."""
    if not target.exists():
        return False
    kinds, folder = (_DOMAINS, path) if path.is_dir() else ((path.suffix.lower(),), path.parent)
    return target.suffix.lower() in kinds and target.resolve().parent == folder.resolve()
