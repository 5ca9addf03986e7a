"""Write the undominated packages as a table that spreadsheets and data frames read."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Final, TextIO

from detente.deal.phrases import figure
from detente.errors import CannotCount

if TYPE_CHECKING:
    from detente.bargain.answer import Bargain

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_PLAIN: Final = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)
TIES: Final = "ties"


def frontier_csv(found: Bargain, out: TextIO | None = None) -> str:
    """Every undominated package as a row of CSV (RFC 4180), the best for the first party first.

    Columns: `worth to PARTY` for each party, in its own unit; each issue by its name, with the option (the first of
    the packages that tie); `ties`, how many packages have just these worths.

    A label that a spreadsheet would take for a formula (one that begins with =, +, -, @, a tab or a line end, and is no
    plain number such as -5) is written with an apostrophe in front. `domain_json` keeps labels as they are.

    Args:
        found: the answer of `bargain`.
        out: also write into this; open files with `newline=""`, as the csv module wants it.

    Returns:
        The text, with CRLF at the end of each line.

    Raises:
        CannotCount: the answer has no frontier; its notes say why.
    """
    if found.frontier is None:
        raise CannotCount(
            "There is no list of undominated packages to write.", help=" ".join(found.notes) or None
        )
    domain = found.domain
    worths = [f"worth to {party}" for party in domain.parties]
    taken = {*worths, TIES}
    issues = [f"issue {issue}" if issue in taken else issue for issue in domain.issues]
    text = io.StringIO(newline="")
    table = csv.writer(text)
    table.writerow([_cell(label) for label in (*worths, *issues, TIES)])
    for one in found.frontier:
        table.writerow(
            [
                *(figure(one.worth[party]) for party in domain.parties),
                *(_cell(one.options[issue]) for issue in domain.issues),
                str(one.ties),
            ]
        )
    if out is not None:
        out.write(text.getvalue())
    return text.getvalue()


def _cell(label: str) -> str:
    is_formula = label.startswith(_FORMULA) and not _PLAIN.fullmatch(label)
    return f"'{label}" if is_formula else label
