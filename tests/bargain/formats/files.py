"""Files of both formats, made for the tests."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

DOMAIN = """\
<negotiation_template number_of_sessions="1">
  <utility_space number_of_issues="2">
    <objective index="0" name="Harbour" type="objective" etype="objective" description="">
      <issue index="1" name="port" type="discrete" etype="discrete" vtype="discrete">
        <item index="1" value="open"/>
        <item index="2" value="shared"/>
        <item index="3" value="shut"/>
      </issue>
      <issue index="2" name="tolls" type="discrete" etype="discrete" vtype="discrete">
        <item index="1" value="low" description="as today"/>
        <item index="2" value="high"/>
      </issue>
    </objective>
  </utility_space>
</negotiation_template>
"""
NORTH = """\
<utility_space>
  <objective index="0" name="Harbour" type="objective" etype="objective" description="">
    <issue index="1" name="port" type="discrete" etype="discrete" vtype="discrete">
      <item index="1" value="open" cost="0.0" evaluation="7"/>
      <item index="2" value="shared" evaluation="3"/>
      <item index="3" value="shut" evaluation="0"/>
    </issue>
    <issue index="2" name="tolls" type="discrete" etype="discrete" vtype="discrete">
      <item index="1" value="low" description="as today" evaluation="5"/>
      <item index="2" value="high" evaluation="10"/>
    </issue>
    <weight index="1" value="0.7"/>
    <weight index="2" value="0.3"/>
  </objective>
  <discount_factor value="1.0"/>
  <reservation value="0.25"/>
</utility_space>
"""
SOUTH = (
    NORTH.replace('evaluation="7"', 'evaluation="1"')
    .replace('evaluation="0"', 'evaluation="9"')
    .replace('"0.7"', '"0.4"')
    .replace('<weight index="2" value="0.3"/>', '<weight index="2" value="0.6"/>')
    .replace('<reservation value="0.25"/>', "")
)


def genius(folder: Path, *, domain: str | None = DOMAIN, **profiles: str) -> Path:
    """Write a GENIUS domain with its profiles into a folder."""
    if domain is not None:
        (folder / "harbour.xml").write_text(domain, encoding="utf-8")
    for name, text in (profiles or {"north": NORTH, "south": SOUTH}).items():
        (folder / f"{name}.xml").write_text(text, encoding="utf-8")
    return folder


def integers(*, slope: str = "0.25", offset: str = "0.5", low: int = 0, high: int = 4) -> str:
    """A profile with one integer issue."""
    return f"""\
<utility_space><objective index="0" name="Price">
<issue index="1" name="price" type="integer" etype="integer" vtype="integer" lowerbound="{low}" upperbound="{high}">
<evaluator ftype="linear" slope="{slope}" offset="{offset}"/></issue>
<weight index="1" value="0.5"/></objective></utility_space>
"""


VALUES: Mapping[str, Any] = {
    "port": {"values": ["open", "shared", "shut"]},
    "price": {"range": {"low": 1, "high": 2, "step": 0.25}},
}


def web_profile(
    name: str = "north",
    *,
    port: Sequence[float] = (1, 0.5, 0),
    ends: Sequence[float] = (0, 1),
    weights: Sequence[float] = (0.6, 0.4),
    bid: Mapping[str, Any] | None = None,
    values: Mapping[str, Any] | None = VALUES,
) -> dict[str, Any]:
    """A profile of GeniusWeb."""
    made: dict[str, Any] = {
        "issueUtilities": {
            "port": {
                "DiscreteValueSetUtilities": {
                    "valueUtilities": dict(zip(("open", "shared", "shut"), port, strict=True))
                }
            },
            "price": {
                "NumberValueSetUtilities": {
                    "lowValue": 1,
                    "highValue": 2,
                    "lowUtility": ends[0],
                    "highUtility": ends[1],
                }
            },
        },
        "issueWeights": dict(zip(("port", "price"), weights, strict=True)),
        "reservationBid": None if bid is None else {"issuevalues": bid},
        "name": name,
    }
    if values is not None:
        made["domain"] = {"name": "harbour", "issuesValues": values}
    return {"LinearAdditiveUtilitySpace": made}


def web(folder: Path, *profiles: Any, domain: bool = False) -> Path:
    """Write profiles of GeniusWeb into a folder, and the domain as a file of its own if it is wanted."""
    for at, one in enumerate(profiles or (web_profile(), web_profile("south", port=(0, 0.5, 1)))):
        (folder / f"profile-{at}.json").write_text(json.dumps(one), encoding="utf-8")
    if domain:
        made = {"name": "harbour", "issuesValues": VALUES}
        (folder / "domain.json").write_text(json.dumps(made), encoding="utf-8")
    return folder
