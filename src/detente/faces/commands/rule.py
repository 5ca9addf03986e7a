"""`detente rule`."""

from __future__ import annotations

import click

from detente.desk.remarks import rules
from detente.diagnose.rule import find
from detente.faces.terminal import put, put_json


@click.command("rule")
@click.argument("name", metavar="NAME|CODE")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(name: str, form: str) -> int:
    """Print the page of one rule: what it finds, why it matters, an example, what to write instead."""
    rules()
    found = find(name)
    if form == "json":
        put_json(
            {
                "code": found.code,
                "name": found.name,
                "severity": str(found.severity),
                "kinds": list(found.kinds),
            }
            | {"basis": found.basis, "page": found.page.markdown()}
        )
    else:
        put(found.page.markdown())
    return 0
