"""`detente schema`."""

from __future__ import annotations

import click

from detente.deal.schemas import FILES, schema_text
from detente.faces.terminal import put


@click.command("schema")
@click.argument("file", metavar="|".join(FILES), type=click.Choice(FILES))
def command(file: str) -> int:
    """Print the JSON schema of deal, positions or values files.

    An editor that knows JSON schemas then completes keys and explains them. `detente new` puts the schemas into
    the folder and names them in the first line of each file. For a file that has none, save the schema beside it
    and write `# yaml-language-server: $schema=deal.schema.json` as its first line.
    """
    put(schema_text(file))
    return 0
