"""Our frontiers and Nash points beside NegMAS's, in one run: ``python benchmarks/bargain_vs_negmas.py FOLDER...``.

NegMAS (https://github.com/yasserfarouk/negmas) is under the AGPL and no part of Détente: run this in an environment of
its own, made with ``pip install negmas numba`` and ``pip install -e .``.

Each FOLDER holds a GENIUS domain and its profiles. Such domains are not kept here. They are in the NegMAS repository
under ``external/genius10.4/src/main/resources/genius/templates`` and ``tests/data/scenarios``, in the source package of
an older NegMAS (``pip download negmas==0.9.0 --no-deps --no-binary :all:``, folder ``tests/data/scenarios``), and with
GENIUS itself (https://ii.tudelft.nl/genius), from the competitions ANAC 2010 to 2019. Without a FOLDER only the made-up
domains are measured.

Both sides get the same numbers: NegMAS's utility functions are made from our domain (weights of 1, no bias), with
our no-deal worths as reserved values. Ours is timed whole from Python, from the domain to the label of every option of
every point; NegMAS from its utility functions to `pareto_frontier` (outcomes and utilities), or to the outcomes of its
sampler MOBANOS (two parties only). Utilities of NegMAS are sums of floats, ours are exact: points are the same if no
utility differs by more than 1e-9, and one that NegMAS has besides, at most 1e-9 better than one of ours in any utility,
is put down to rounding. Its Nash point is asked for with gains from the reserved values, as ours are; by default it
takes the worst outcome where that is better, which is counted too.

Prints figures; nothing here passes or fails. About two minutes for the made-up domains, and as much for 150 of GENIUS.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import platform
import resource
import statistics
import subprocess
import sys
import time
import warnings
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import bargain_frontier
import numpy as np

try:
    import negmas
    import negmas_side
    from negmas.preferences import nash_points
    from negmas.preferences.ops import ks_points
except ImportError as error:
    raise SystemExit(f"{error}: pip install negmas, in an environment of its own") from None

from detente.bargain.domain import Domain
from detente.bargain.formats import read_domain
from detente.bargain.frontier.eliminate import frontier_of
from detente.bargain.frontier.frontier import Frontier
from detente.bargain.numbers import Numbers, numbers_of
from detente.bargain.solutions import solutions_of
from detente.deal.worth import Worth
from detente.errors import DetenteError

TOLERANCE = 1e-9
RUNS, AT_LEAST, ENOUGH = 5, 0.1, 1.0  # runs, seconds in all, and seconds after which a thing is not run again
SMALL = 60  # points up to which MOBANOS is expected to be as fast
FEW = 1_000  # packages up to which listing them is expected to be as fast
MADE_UP = (  # kind of bargain_frontier, parties, issues, options, whole worths, sides
    ("drawn", 2, 6, 10, False, ("ours", "listing", "mobanos")),
    ("drawn", 3, 6, 10, False, ("ours", "listing")),
    ("opposed", 2, 4, 4, True, ("ours", "listing", "mobanos")),
    ("opposed", 2, 6, 10, True, ("ours", "listing", "mobanos")),
    ("opposed", 2, 22, 10, True, ("ours", "mobanos")),
    ("opposed", 2, 30, 10, True, ("ours", "mobanos")),
)
Vectors = np.ndarray


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument(
        "folders", nargs="*", type=Path, metavar="FOLDER", help="a GENIUS domain with its profiles"
    )
    parser.add_argument(
        "--most-packages", type=int, default=200_000, metavar="N", help="larger ones are not listed"
    )
    parser.add_argument("--no-made-up", action="store_true", help="measure the folders only")
    parser.add_argument("--case", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    warnings.simplefilter("ignore")  # NegMAS warns that it is slow
    if asked.case:
        sys.stdout.write(json.dumps(one_side(*json.loads(asked.case))))
        return
    said(heading())
    said("\nTraps, as this version has them now")
    for name, shown in negmas_side.traps().items():
        said(f"  {name}: {shown}")
    if not asked.no_made_up:
        made_up()
    if asked.folders:
        compared(asked.folders, asked.most_packages)
    else:
        where = (__doc__ or "").split("profiles.", 1)[1].split("Without", 1)[0]
        said(f"\nNo folders of GENIUS domains were given.{where}")


def said(text: str) -> None:
    """Print a line at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def heading() -> str:
    """Versions."""
    fast = "with numba" if importlib.util.find_spec("numba") else "without numba"
    return (
        f"NegMAS {negmas.__version__} and Détente {fast}; Python {platform.python_version()}, numpy {np.__version__}, "
        f"{platform.machine()}"
    )


# --- both sides ---


def ours_of(domain: Domain) -> tuple[Frontier, list[Any]]:
    """The frontier with labels."""
    frontier = frontier_of(numbers_of(domain))
    return frontier, list(frontier)


def timed(run: Callable[[], Any]) -> tuple[float, Any]:
    """The best of some runs, and what came out."""
    times: list[float] = []
    while (len(times) < RUNS or sum(times) < AT_LEAST) and sum(times) < ENOUGH:
        began = time.perf_counter()
        found = run()
        times.append(time.perf_counter() - began)
    return min(times), found


def vectors(numbers: Numbers, frontier: Frontier) -> Vectors:
    """Our points in the parties' units, shape (points, parties)."""
    rows = [list(numbers.in_units(point).values()) for point in frontier.points.tolist()]
    return np.array(rows, float).reshape(len(rows), len(numbers.parties))


def near(points: Vectors, others: Vectors) -> np.ndarray:
    """Which points have one of the others within the tolerance, shape (points,)."""
    found = [bool((np.abs(others - point) <= TOLERANCE).all(axis=1).any()) for point in points]
    return np.array(found, bool)


def covered(points: Vectors, others: Vectors) -> np.ndarray:
    """Which points have one of the others that is nowhere worse by more than the tolerance."""
    found = [bool((others >= point - TOLERANCE).all(axis=1).any()) for point in points]
    return np.array(found, bool)


# --- domains of GENIUS ---


@dataclass
class Row:
    """One domain."""

    name: str
    parties: int
    packages: int
    points: int
    ours: float
    listing: float | None
    mobanos: float | None
    frontier: str
    nash: str
    default_nash: bool
    ks_below: float | None
    own: str


@dataclass
class Tally:
    """All domains."""

    rows: list[Row] = field(default_factory=list)
    refused: dict[str, list[str]] = field(default_factory=dict)


def compared(folders: Sequence[Path], most: int) -> None:
    """One line a domain, and what they come to."""
    said(
        f"\nGENIUS domains ({len(folders)} folders; the same numbers on both sides, tolerance {TOLERANCE:g})"
    )
    said(
        f"{'domain':28} {'parties':>7} {'packages':>9} {'points':>6} {'ours ms':>8} {'listing ms':>10} {'times':>7} "
        f"{'MOBANOS ms':>10} {'times':>7}  frontier / Nash / read by NegMAS itself"
    )
    tally = Tally()
    for folder in folders:
        try:
            domain = read_domain(folder)
        except DetenteError as error:
            tally.refused.setdefault(type(error).__name__, []).append(f"{folder.name}: {error.sentence}")
            continue
        row = row_of(folder, domain, most)
        tally.rows.append(row)
        said(
            f"{row.name[:28]:28} {row.parties:7} {row.packages:9,} {row.points:6,} {1000 * row.ours:8.2f} "
            f"{in_ms(row.listing)} {times(row.listing, row.ours)} {in_ms(row.mobanos)} {times(row.mobanos, row.ours)}  "
            f"{row.frontier} / {row.nash} / {row.own}"
        )
    summed(tally)


def in_ms(seconds: float | None) -> str:
    """A column."""
    return f"{'-':>10}" if seconds is None else f"{1000 * seconds:10.2f}"


def times(seconds: float | None, ours: float) -> str:
    """A column."""
    return f"{'-':>7}" if seconds is None else f"{seconds / ours:7,.1f}"


def row_of(folder: Path, domain: Domain, most: int) -> Row:
    """Both sides of one domain."""
    seconds, (frontier, labelled) = timed(lambda: ours_of(domain))
    numbers = numbers_of(domain)
    points = vectors(numbers, frontier)
    space, functions = negmas_side.theirs_of(domain)
    row = Row(
        f"{folder.parent.name}/{folder.name}",
        len(domain.parties),
        domain.packages,
        len(labelled),
        seconds,
        None,
        None,
        "not listed",
        "-",
        True,
        None,
        "-",
    )
    if len(domain.parties) == 2:
        row.mobanos, outcomes = timed(lambda: negmas_side.mobanos(functions))
        floors = [one.reserved_value for one in functions]
        found = negmas_side.values_of(functions, outcomes)
        row.frontier = f"as MOBANOS: {told(points, found[(found >= floors).all(axis=1)], floors)}"
    if domain.packages <= most:
        row.listing, (utilities, _) = timed(lambda: negmas_side.listing(functions))
        found = np.array(utilities, float).reshape(len(utilities), len(functions))
        row.frontier = told(points, found, [one.reserved_value for one in functions])
        nash(row, domain, numbers, frontier, functions, found, space)
    row.own = own_reading(folder, domain, frontier if domain.packages <= most else None)
    return row


def told(points: Vectors, found: Vectors, floors: Sequence[float]) -> str:
    """Whether two frontiers are the same as sets of vectors, and what makes the difference."""
    missing, more = points[~near(points, found)], found[~near(found, points)]
    if not len(missing) and not len(more):
        return "same"
    at_floor = (np.abs(missing - np.array(floors)) <= TOLERANCE).any(axis=1)
    rounded = covered(more, points)
    parts = [
        f"{int(rounded.sum())} of theirs by rounding only" if rounded.any() else "",
        f"{int(at_floor.sum())} of ours at a reserved value, which their sums miss" if at_floor.any() else "",
        f"{int((~rounded).sum())} of theirs missing here" if (~rounded).any() else "",
        f"{int((~at_floor).sum())} of ours missing there" if (~at_floor).any() else "",
    ]
    return "differ: " + ", ".join(part for part in parts if part)


def nash(
    row: Row,
    domain: Domain,
    numbers: Numbers,
    frontier: Frontier,
    functions: Sequence[Any],
    found: Vectors,
    space: Any,
) -> None:
    """Nash points of both, with the same reserved values; and what NegMAS says of Kalai and Smorodinsky."""
    if not len(frontier.points):
        row.nash = "none"
        return
    reference = [0 if limit is None else limit for limit in numbers.no_deal]
    solutions = solutions_of(
        domain, frontier, reference=reference, ideal=frontier.points.max(axis=0).tolist()
    )
    ours = solutions.solutions["nash"]
    rows = [tuple(map(float, row)) for row in found]
    floors = [float(one.reserved_value) for one in functions]
    ranges = [(floor, float(one.max())) for floor, one in zip(floors, functions, strict=True)]
    theirs = np.array([point for point, _ in nash_points(functions, rows, ranges=ranges)], float)
    if ours is None:
        row.nash = "no gain for somebody"
        return
    mine = np.array([[one.worth[party] for party in domain.parties] for one in ours.packages])
    row.nash = "same" if near(mine, theirs).all() and near(theirs, mine).all() else "differ"
    default = np.array([point for point, _ in nash_points(functions, rows, outcome_space=space)], float)
    row.default_nash = bool(near(mine, default).all() and near(default, mine).all())
    smallest = solutions.solutions["kalai-smorodinsky"]
    picked = [point for point, _ in ks_points(functions, rows, ranges=ranges)]
    if smallest is not None and picked:
        ideal = points_max(found)
        shares = [
            min((u - r) / (m - r) for u, r, m in zip(point, floors, ideal, strict=True) if m > r)
            for point in picked
        ]
        row.ks_below = smallest.value - max(shares)


def points_max(found: Vectors) -> list[float]:
    """The best of each party on the frontier."""
    return [float(one) for one in found.max(axis=0)]


def own_reading(folder: Path, domain: Domain, frontier: Frontier | None) -> str:
    """The same folder, read by NegMAS itself: its scale, and whether its frontier has the same packages."""
    try:
        scenario = negmas.load_genius_domain_from_folder(folder, ignore_discount=True)
    except Exception as error:  # whatever it raises is what a user of it meets
        return f"not read ({type(error).__name__})"
    functions = {one.name: one for one in scenario.ufuns}
    if not set(domain.parties) <= set(functions):
        return "parties not found"
    mine = [functions[party] for party in domain.parties]
    best = [float(one.max()) for one in mine]
    scale = f"utilities up to {max(best):.4g}" if max(best) > 1.001 else "scale 0 to 1"
    below = [one.name for one, most in zip(mine, best, strict=True) if most < float(one.reserved_value)]
    if below:
        return f"{scale}, {below[0]} cannot reach its reserved value"
    if frontier is None:
        return scale
    _, places = negmas_side.listing(mine)
    outcomes = list(scenario.outcome_space.enumerate())
    names = [" ".join(issue.name.split()) for issue in scenario.outcome_space.issues]
    if sorted(names) != sorted(domain.issues):
        return f"{scale}, issues not found"
    found = {
        tuple(sorted((name, " ".join(str(v).split())) for name, v in zip(names, outcomes[at], strict=True)))
        for at in places
    }
    ours = {
        tuple(sorted(package.items())) for at in range(len(frontier)) for package in frontier.packages(at)
    }
    if not found <= ours:
        return f"{scale}, {len(found - ours)} of {len(found)} packages not on ours"
    return f"{scale}, same points" if len(found) == len(frontier) else f"{scale}, {len(found)} of our points"


def summed(tally: Tally) -> None:
    """Medians, ranges, and where we lose."""
    rows = tally.rows
    listed = [row for row in rows if row.listing is not None]
    said(f"\n{len(rows)} domains read, {len(listed)} listed by NegMAS")
    for kind, names in tally.refused.items():
        said(f"  not read here, {kind}: {len(names)}; such as {names[0]}")
    if not listed:
        return
    same = sum(row.frontier == "same" for row in listed)
    said(
        f"  frontier: {same} the same; {len(listed) - same} differ, of them by rounding only "
        f"{sum(row.frontier.startswith('differ') and 'missing' not in row.frontier for row in listed)}"
    )
    asked = [row for row in listed if row.nash in ("same", "differ")]
    said(
        f"  Nash point: {sum(row.nash == 'same' for row in asked)} of {len(asked)} the same with gains from the "
        f"reserved values; with NegMAS's default {sum(row.default_nash for row in asked)}; "
        f"no frontier or no gain for somebody: {len(listed) - len(asked)}"
    )
    below = [row.ks_below for row in asked if row.ks_below is not None and row.ks_below > TOLERANCE]
    said(
        f"  Kalai-Smorodinsky (trap c): NegMAS's point has a smaller smallest share of the best gain on {len(below)}"
        + (f", by up to {max(below):.3f}" if below else "")
    )
    own = Counter(kind_of_reading(row.own) for row in rows)
    said(
        "  read by NegMAS itself (trap f): " + "; ".join(f"{n} x [{what}]" for what, n in sorted(own.items()))
    )
    said(f"  listing / ours: {spread([row.listing / row.ours for row in listed if row.listing])}")
    pairs = [row for row in rows if row.mobanos is not None]
    ratios = [(row.mobanos / row.ours, row) for row in pairs if row.mobanos]
    said(f"  MOBANOS / ours (two parties): {spread([ratio for ratio, _ in ratios])}")
    where_we_lose(ratios)
    for name, some in (
        (f"up to {FEW:,} packages", [row for row in listed if row.packages <= FEW]),
        (f"more than {FEW:,} packages", [row for row in listed if row.packages > FEW]),
    ):
        faster = sum(row.listing < row.ours for row in some if row.listing is not None)
        said(f"  where we lose: {name}: listing them all is faster on {faster} of {len(some)}")


def kind_of_reading(own: str) -> str:
    """A reading by NegMAS itself, without its figures."""
    scale, _, rest = own.partition(", ")
    for words, kind in (
        ("not on ours", "packages that are not on our frontier"),
        ("of our points", "some of our points only"),
        ("cannot reach", "a party that cannot reach its reserved value"),
    ):
        rest = kind if words in rest else rest
    scale = "utilities above 1" if scale.startswith("utilities") else scale
    return f"{scale}{'; ' * bool(rest)}{rest}"


def where_we_lose(ratios: list[tuple[float, Row]]) -> None:
    """MOBANOS is a plain loop without imports or grids: on few points nothing is faster."""
    for name, some in (
        (f"up to {SMALL} points", [one for one in ratios if one[1].points <= SMALL]),
        (f"more than {SMALL} points", [one for one in ratios if one[1].points > SMALL]),
    ):
        lost = [one for one in some if one[0] < 1]
        if some:
            said(
                f"  where we lose: frontiers of {name}: MOBANOS is faster on {len(lost)} of {len(some)}"
                + (f", by up to {1 / min(ratio for ratio, _ in lost):.1f} times" if lost else "")
            )


def spread(ratios: Sequence[float]) -> str:
    """Median and range."""
    if not ratios:
        return "-"
    middle = statistics.median(ratios)
    return f"median {middle:,.2f}, from {min(ratios):,.2f} to {max(ratios):,.1f} ({len(ratios)} domains)"


# --- made-up domains ---


def made_up() -> None:
    """Each side in a process of its own, so that its memory is its own."""
    said("\nMade-up domains (seed 7; each side in a process of its own; MiB above what the imports hold)")
    for kind, parties, issues, options, whole, sides in MADE_UP:
        found = {side: in_process([kind, parties, issues, options, whole, side]) for side in sides}
        ours = found["ours"]
        parts = [f"ours {1000 * ours['seconds']:.2f} ms, {ours['grown']:.0f} MiB"]
        for side in sides[1:]:
            one = found[side]
            agrees = "same points" if same_points(one["points"], ours["points"]) else "OTHER POINTS"
            parts.append(
                f"{side} {one['seconds']:.3g} s, {one['grown']:.0f} MiB: "
                f"{one['seconds'] / ours['seconds']:,.2f} times as long, {agrees}"
            )
        name = f"{kind}, {parties} parties, {issues} issues x {options}"
        said(f"  {name:34} {len(ours['points']):6,} points: {'; '.join(parts)}")


def same_points(some: list[list[float]], others: list[list[float]]) -> bool:
    """As sets."""
    return {tuple(map(float, one)) for one in some} == {tuple(map(float, one)) for one in others}


def in_process(case: list[object]) -> dict[str, Any]:
    """One side of one case."""
    words = [sys.executable, str(Path(__file__)), "--case", json.dumps(case)]
    found: dict[str, Any] = json.loads(
        subprocess.run(words, capture_output=True, text=True, check=True).stdout
    )
    return found


def one_side(kind: str, parties: int, issues: int, options: int, whole: bool, side: str) -> dict[str, Any]:
    """Seconds, points and MiB. A small case comes first, so that nothing is imported or compiled while time runs."""
    domain = drawn(kind, parties, issues, options, whole)
    run(drawn(kind, parties, 3, 4, whole), side)
    if side == "ours":
        run(domain, side)  # compiles what this size needs
    start = peak()
    seconds, points = run(domain, side)
    return {"seconds": seconds, "points": points.tolist(), "grown": peak() - start}


def run(domain: Domain, side: str) -> tuple[float, Vectors]:
    """One side, timed."""
    if side == "ours":
        seconds, (frontier, _) = timed(lambda: ours_of(domain))
        return seconds, vectors(numbers_of(domain), frontier)
    _, functions = negmas_side.theirs_of(domain)
    if side == "listing":
        seconds, (utilities, _) = timed(lambda: negmas_side.listing(functions))
        return seconds, np.array(utilities, float)
    seconds, outcomes = timed(lambda: negmas_side.mobanos(functions))
    return seconds, negmas_side.values_of(functions, outcomes)


def drawn(kind: str, parties: int, issues: int, options: int, whole: bool) -> Domain:
    """A kind of bargain_frontier; fine worths are whole numbers below 2**48, so that floats are exact on both sides."""
    sets = bargain_frontier.KINDS[kind](np.random.default_rng(7), parties, issues, options, whole)
    names = tuple(f"party-{at}" for at in range(parties))
    labels = {f"issue-{at}": tuple(f"option-{o}" for o in range(len(one))) for at, one in enumerate(sets)}
    return Domain(
        parties=names,
        issues=labels,
        own={
            name: {
                (issue, option): Worth(float(row[column]), float(row[column]))
                for (issue, own), one in zip(labels.items(), sets, strict=True)
                for option, row in zip(own, one.tolist(), strict=True)
            }
            for column, name in enumerate(names)
        },
        no_deal=dict.fromkeys(names),
    )


def peak() -> float:
    """The most memory that this process has held, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 2**20)


if __name__ == "__main__":
    main()
