"""`detente rules`."""

from __future__ import annotations

import click

from detente.desk.remarks import rules
from detente.faces.terminal import put, put_json


@click.command("rules")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(form: str) -> int:
    """List every rule: code, name, severity, the kinds of deal it looks at, and its headline."""
    found = rules()
    if form == "json":
        put_json(
            [
                {
                    "code": rule.code,
                    "name": rule.name,
                    "severity": str(rule.severity),
                    "kinds": list(rule.kinds),
                }
                | {"basis": rule.basis, "headline": rule.page.headline}
                for rule in found
            ]
        )
        return 0
    wide = max((len(rule.name) for rule in found), default=0)
    put(
        "\n".join(
            f"{rule.code}  {rule.name:<{wide}}  {rule.severity:<7}  {rule.page.headline}" for rule in found
        )
    )
    return 0
