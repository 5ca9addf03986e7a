"""Growth drawn: seconds by size, both on scales of powers of ten, a line a kind, as SVG; shared by the benchmarks."""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

WIDTH, HEIGHT = 760, 420
LEFT, RIGHT, TOP, BOTTOM = 70, 210, 46, 52
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00")  # Okabe and Ito's, for every eye
DASHES = ("", "7 3", "2 3", "9 3 2 3", "4 2", "1 2")


def asked(doc: str | None) -> Path | None:
    """The file of `--svg FILE`, or None."""
    parser = argparse.ArgumentParser(description=(doc or "").split("\n", 1)[0])
    parser.add_argument("--svg", type=Path, metavar="FILE", help="also draw seconds by size")
    found: Path | None = parser.parse_args().svg
    return found


def write(path: Path | None, title: str, lines: Mapping[str, Sequence[tuple[float, float]]]) -> None:
    """Draw seconds by number of acts, where a file is given."""
    if path is not None:
        path.write_text(growth_svg(title, "acts", "seconds", lines), encoding="utf-8")
        sys.stdout.write(f"written: {path}\n")


def growth_svg(title: str, across: str, up: str, lines: Mapping[str, Sequence[tuple[float, float]]]) -> str:
    """A chart of `lines`: by name, (size, seconds) with both above 0."""
    points = [point for line in lines.values() for point in line]
    xs, ys = [math.log10(x) for x, _ in points], [math.log10(y) for _, y in points]
    left, right = min(xs), max(xs)
    low, high = math.floor(min(ys)), math.ceil(max(ys))

    def place(x: float, y: float) -> tuple[float, float]:
        part = (math.log10(x) - left) / ((right - left) or 1)
        rise = (math.log10(y) - low) / ((high - low) or 1)
        return LEFT + part * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - rise * (HEIGHT - TOP - BOTTOM)

    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        'font-family="system-ui, sans-serif" font-size="12" fill="#222">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<text x="{LEFT}" y="24" font-size="15" font-weight="bold">{escape(title)}</text>',
    ]
    for power in range(low, high + 1):
        _, y = place(10**left, 10**power)
        drawn.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ddd"/>')
        drawn.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{_number(10.0**power)}</text>')
    for size in sorted({x for x, _ in points}):
        x, y = place(size, 10**low)
        drawn.append(f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{y:.1f}" y2="{y + 5:.1f}" stroke="#222"/>')
        drawn.append(f'<text x="{x:.1f}" y="{y + 19:.1f}" text-anchor="middle">{_number(size)}</text>')
    drawn.append(
        f'<text x="{(LEFT + WIDTH - RIGHT) / 2:.0f}" y="{HEIGHT - 12}" text-anchor="middle">{escape(across)}</text>'
    )
    drawn.append(f'<text x="{LEFT - 8}" y="{TOP - 8}" text-anchor="end">{escape(up)}</text>')
    for number, (name, line) in enumerate(lines.items()):
        drawn += _line(name, [place(x, y) for x, y in line], number)
    return "\n".join([*drawn, "</svg>"]) + "\n"


def _line(name: str, places: list[tuple[float, float]], number: int) -> list[str]:
    colour, dash = COLOURS[number % len(COLOURS)], DASHES[number % len(DASHES)]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    key = TOP + 14 + number * 22
    start = WIDTH - RIGHT + 16
    style = f'stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}"'
    return [
        f'<polyline points="{path}" fill="none" {style}/>',
        *(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in places),
        f'<line x1="{start}" x2="{start + 28}" y1="{key}" y2="{key}" {style}/>',
        f'<text x="{start + 36}" y="{key + 4}">{escape(name)}</text>',
    ]


def _number(value: float) -> str:
    return f"{value:g}"
