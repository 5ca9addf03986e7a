"""The command line. Commands are imported when they are asked for, so that `detente --help` is quick."""

from __future__ import annotations

import gc
import importlib
import os
import sys
from typing import Any, Final

import click

from detente.errors import DetenteError
from detente.version import VERSION

COMMANDS: Final = {
    "read": "From a Word draft, a PDF or a report to clauses, attributed claims and a first deal file.",
    "review": "The desk review: demands, readings, findings, course and open points on one page.",
    "check": "Remarks like a good editor's, each with file, line and column.",
    "hold": "At which point would a party gain by stopping, and what would change that.",
    "bargain": "Better packages: which are undominated, where solution points lie, what is better than the draft.",
    "weigh": "Ask a party what the options of the open issues are worth to it, and write its values file.",
    "show": "Tables: demands by party, readings, duties with their empty cells, the course.",
    "new": "Start a deal of some kind in a new folder.",
    "fmt": "Tidy the form of deal files; never what they say.",
    "rule": "The page of one rule, by its name or code.",
    "rules": "Every rule in a line.",
    "schema": "The JSON schema of deal, positions or values files, for editors.",
}
COULD_NOT_RUN: Final = 2
SHOW: Final = "DETENTE_TRACEBACK"
_LONGEST: Final = 200  # characters of an error that is told


class Lazy(click.Group):
    """A group whose commands live in modules of their own."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"detente.faces.commands.{cmd_name}")
        command: click.Command = module.command
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """Name the nearest command where there is none of that name."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches  # noqa: PLC0415 -- wanted only on a slip

            near = get_close_matches(args[0], COMMANDS, n=1)
            guess = f" Did you mean `{near[0]}`?" if near else ""
            raise click.UsageError(f"There is no command `{args[0]}`.{guess}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="detente")
def group() -> None:
    """Plain-text agreements between parties who do not trust each other.

    A PATH is a folder with a deal.yaml, or one deal file. Exit status: 0 nothing found, 1 something found,
    2 could not run; of hold: 0 holds, 1 does not hold, 3 cannot be said, 2 could not run; of bargain: 1 the draft is
    dominated, 0 it is not, 3 a partial answer, 2 could not run.
    """


def main() -> None:
    """Run the command line: every error is a plain sentence, and none is a traceback."""
    if sys.stdout is None or sys.stderr is None:  # started without them: there is nobody to tell
        sys.exit(COULD_NOT_RUN)
    # We use no plugins of pydantic, and looking for them takes time.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    gc.disable()  # one short run: what is read is kept to the end, and there is little to collect
    try:
        status = group.main(prog_name="detente", standalone_mode=False)
        sys.stdout.flush()
        sys.exit(status if isinstance(status, int) else 0)
    except DetenteError as error:
        fail(str(error))
    except click.exceptions.Abort:
        fail("stopped")
    except click.ClickException as error:
        error.show()
        sys.exit(COULD_NOT_RUN)
    except BrokenPipeError:
        # The reader of a pipe has gone; there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(COULD_NOT_RUN)
    except OSError as error:
        fail(f"{error.filename or 'the output cannot be written'}: {error.strerror or error}")
    except MemoryError:
        fail("the memory is not enough for this (read fewer or smaller files at once)")
    except Exception as error:
        if os.environ.get(SHOW):
            raise
        # A fault of ours: nobody but a developer is helped by where in the code it happened.
        fail(
            f"a fault of Détente itself: {_said(error)} (please report it; {SHOW}=1 shows where it happened)"
        )


def _said(error: Exception) -> str:
    """The kind of an error and the beginning of its words, on one line."""
    return f"{type(error).__name__}: {' '.join(str(error).split())[:_LONGEST]}".rstrip(": ")


def fail(sentence: str) -> None:
    """Say why it could not run, and stop."""
    click.echo(f"error: {sentence}", err=True)
    sys.exit(COULD_NOT_RUN)
