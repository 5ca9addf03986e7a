"""`detente read`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from detente.deal.model import KINDS
from detente.errors import CannotRead
from detente.faces.many import EXECUTORS, MOST_WORKERS
from detente.faces.pages import width, write_whole
from detente.faces.progress import Progress
from detente.faces.read_options import SHAPES, asked_of, narrowed, refuse
from detente.faces.terminal import json_of, put, wants_color
from detente.version import VERSION

if TYPE_CHECKING:
    from detente.read.document import Document
    from detente.read.proposals import Read
    from detente.read.run import Whole

FORMATS: Final = ("text", "markdown", "json")
FOUND: Final = 0
NOTHING_FOUND: Final = 1


@click.command("read")
@click.argument("paths", metavar="FILE...", type=click.Path(), nargs=-1, required=True)
@click.option("-o", "--output", type=click.Path(), metavar="FOLDER", help="Write a first deal into FOLDER.")
@click.option("--review", is_flag=True, help="Go through the proposals one by one; with -o.")
@click.option(
    "--answers", type=click.Path(dir_okay=False), metavar="FILE", help="For --review: a line an answer."
)
@click.option(
    "--decisions", type=click.Path(dir_okay=False), metavar="FILE", help="Decisions made on the page."
)
@click.option("--by", metavar="NAME", help="For --review: who decides; kept beside each decision.")
@click.option("--apply", is_flag=True, help="With -o and a newer draft: make the changes of the patch.")
@click.option(
    "--page", type=click.Path(dir_okay=False), metavar="FILE", help="Write the page to review on (HTML)."
)
@click.option("--text", is_flag=True, help="Print the canonical text, in which every place is counted.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option(
    "--only",
    multiple=True,
    metavar="KIND",
    help="Show, or ask about, only this kind, such as obligation or demand; may be given again.",
)
@click.option(
    "--as", "shape", type=click.Choice(SHAPES), help="Read it as one; by what it holds if not given."
)
@click.option("--parties", metavar="NAMES", help="Names of the parties, with commas: Northland,Southland.")
@click.option(
    "--kind", type=click.Choice([kind.replace(" ", "-") for kind in KINDS]), help="The kind of deal, for -o."
)
@click.option("--title", metavar="WORDS", help="The title of the deal, for -o.")
@click.option(
    "--changes",
    type=click.Choice(["made", "not-made"]),
    default="made",
    show_default=True,
    help="How tracked changes of a Word file are read.",
)
@click.option(
    "--spacy", metavar="NAME", help="Read claims with this English pipeline, such as en_core_web_sm."
)
@click.option(
    "--model", metavar="NAME", help="Also ask this language model (provider:name). None is asked otherwise."
)
@click.option(
    "--model-url", metavar="URL", help="Where a model of your own answers, by the protocol of OpenAI."
)
@click.option(
    "--into", type=click.Path(file_okay=False), metavar="FOLDER", help="Folders of documents: a JSON each."
)
@click.option("--executor", type=click.Choice(EXECUTORS), default="processes", show_default=True)
@click.option(
    "--workers", type=click.IntRange(1, MOST_WORKERS), metavar="N", help="With --into: so many at a time."
)
@click.option("--cluster", metavar="ADDRESS", help="With --into: on the workers of a Dask scheduler.")
def command(paths: tuple[str, ...], **options: Any) -> int:
    """Read documents: clauses, attributed claims, and a first deal, each with the exact words that it came from.

    FILE is a Word file (.docx), web page (.html), PDF, Markdown or plain text. Everything is proposed, and a person
    accepts it. No network is used unless a model is named.

    Exit status: 0 something was read, 1 nothing that could be a clause or a claim, 2 could not run.
    """
    refuse(paths, options)
    if options["into"]:
        from detente.faces.read_many import read_many  # noqa: PLC0415 -- wanted only for many documents

        return read_many(paths, options)
    documents = [_taken(path, options) for path in paths]
    if options["text"]:
        put(documents[0].text)
        return FOUND
    _refuse_twice(paths, documents)
    wholes = _beside([_whole(document, options) for document in documents])
    shown = [narrowed(whole, options["only"]).read for whole in wholes]
    status = FOUND if any(read.proposals for read in shown) else NOTHING_FOUND
    if options["output"]:
        from detente.faces.read_deal import deal_folder  # noqa: PLC0415 -- wanted only for a deal

        status = deal_folder(wholes, paths, options)
    if options["page"]:
        _page(shown, options)
    elif not options["output"]:
        _printed(shown, options["form"])
    return status


def _beside(wholes: list[Whole]) -> list[Whole]:
    """Several documents read together: what in one may bear on the demands of another is proposed too."""
    if len(wholes) < 2:
        return wholes
    from detente.read.bearing import with_coverage  # noqa: PLC0415 -- wanted only for several documents

    return with_coverage(wholes)


def _taken(path: str, options: dict[str, Any]) -> Document:
    from detente.read.intake.take import take  # noqa: PLC0415 -- `--help` is quick

    if Path(path).is_dir():
        raise CannotRead(f"{path} is a folder", help="for folders of documents add --into FOLDER")
    return take(path, changes=options["changes"].replace("-", " "))


def _refuse_twice(paths: tuple[str, ...], documents: list[Document]) -> None:
    first: dict[str, str] = {}
    for path, document in zip(paths, documents, strict=True):
        if document.sha256 in first:
            raise CannotRead(
                f"{first[document.sha256]} and {path} are the same document, byte for byte",
                help="name it once",
            )
        first[document.sha256] = path


def _whole(document: Document, options: dict[str, Any]) -> Whole:
    from detente.read.run import read_whole  # noqa: PLC0415 -- `--help` is quick

    bars: list[Progress] = []

    def tell(done: int, total: int) -> None:
        if not bars:
            bars.append(Progress(total))
        bars[0](done)

    try:
        return read_whole(document, **asked_of(options), progress=tell)
    finally:
        for bar in bars:
            bar.close()


def _printed(reads: list[Read], form: str) -> None:
    if form == "json":
        printed = [read.as_dict(VERSION) for read in reads]
        put(json_of(printed[0] if len(printed) == 1 else {"detente": VERSION, "documents": printed}))
        return
    from detente.report.read import read_as_markdown, read_as_text  # noqa: PLC0415 -- wanted only for people

    for read in reads:
        put(read_as_markdown(read) if form == "markdown" else read_as_text(read, width(), wants_color()))


def _page(reads: list[Read], options: dict[str, Any]) -> None:
    from detente.faces.read_deal import decisions_in  # noqa: PLC0415 -- wanted only on demand
    from detente.report.read_page import page_of  # noqa: PLC0415

    decided = decisions_in(options["output"]) if options["output"] else {}
    write_whole(page_of(reads, decided), options["page"])
    click.echo(f"written: {options['page']}", err=True)
