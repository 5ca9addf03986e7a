"""Compiled kernels: drawing and comparing in one pass, a small piece of a block at a time.

This module is imported only where the samples are many enough to pay for it. The kernels draw the same numbers as
`_sampling` and leave the same answers.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from detente.hold.shares import _sampling
from detente.hold.shares._sampling import Chain, General, Plan

if TYPE_CHECKING:
    from detente.hold.shares._sampling import Floats, Mask, Words

numba = importlib.import_module("numba")

# Compiled code keeps the constants that it was compiled with, so they stand in the same file.
PIECE = 128  # places of each half of a block that are drawn at a time
HALF = 4096
GAMMA = np.uint64(0x9E3779B97F4A7C15)
FIRST, SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
ONE, S27, S30, S31, S32 = np.uint64(1), np.uint64(27), np.uint64(30), np.uint64(31), np.uint64(32)
TRIANGULAR, EXPONENTIAL = 1, 2


def compiled(kernel: Callable[..., None], **options: Any) -> Callable[..., None]:
    """The kernel, kept on disk for the next time where there is a folder for it."""
    try:
        made: Callable[..., None] = numba.njit(cache=True, nogil=True, **options)(kernel)
    except RuntimeError:  # no folder to keep it in
        made = numba.njit(nogil=True, **options)(kernel)
    return made


def _draw(state: Any, kind: int, mode: float, out: Floats) -> None:
    """One value at the places of one piece: of the lower half of the block, then of the upper half."""
    for j in range(PIECE):
        word = state + np.uint64(j) * GAMMA
        word = (word ^ (word >> S30)) * FIRST
        word = (word ^ (word >> S27)) * SECOND
        word = word ^ (word >> S31)
        out[j] = np.float64(np.int32(word))
        out[PIECE + j] = np.float64(np.int32(word >> S32))
    if kind == TRIANGULAR:
        for j in range(2 * PIECE):
            share = (out[j] + 2147483648.5) * 2.0**-32
            if share < mode:
                out[j] = np.sqrt(share * mode)
            else:
                out[j] = 1.0 - np.sqrt((1.0 - share) * (1.0 - mode))
    elif kind == EXPONENTIAL:
        for j in range(2 * PIECE):
            out[j] = -np.log((out[j] + 2147483648.5) * 2.0**-32)


draw = compiled(_draw)


def _chain(
    keys: Words, kinds: Any, modes: Floats, weights: Floats, limits: Floats, block: int, ok: Mask
) -> None:
    total = np.empty(2 * PIECE)
    number = np.empty(2 * PIECE)
    for first in range(0, HALF, PIECE):
        total[:] = 0.0
        counter = np.uint64(block * HALF + first) + ONE
        for v in range(keys.size):
            draw(keys[v] + counter * GAMMA, kinds[v], modes[v], number)
            weight = weights[v]
            for j in range(2 * PIECE):
                total[j] += weight * number[j]
            limit = limits[v]
            if limit < np.inf:
                for j in range(PIECE):
                    ok[first + j] &= total[j] <= limit
                    ok[HALF + first + j] &= total[PIECE + j] <= limit


def _general(
    keys: Words, kinds: Any, modes: Floats, matrix: Floats, limits: Floats, block: int, ok: Mask
) -> None:
    """The matrix has an even number of rows and a multiple of four values, filled up with zeros."""
    numbers = np.zeros((matrix.shape[1], 2 * PIECE))
    one, two = np.empty(2 * PIECE), np.empty(2 * PIECE)
    still = np.empty(2 * PIECE, np.bool_)
    for first in range(0, HALF, PIECE):
        counter = np.uint64(block * HALF + first) + ONE
        still[:PIECE] = ok[first : first + PIECE]
        still[PIECE:] = ok[HALF + first : HALF + first + PIECE]
        if not still.any():
            continue
        for v in range(keys.size):
            draw(keys[v] + counter * GAMMA, kinds[v], modes[v], numbers[v])
        for r in range(0, matrix.shape[0], 2):
            one[:] = 0.0
            two[:] = 0.0
            for v in range(0, matrix.shape[1], 4):
                a, b, c, d = matrix[r, v], matrix[r, v + 1], matrix[r, v + 2], matrix[r, v + 3]
                e, f, g, h = (
                    matrix[r + 1, v],
                    matrix[r + 1, v + 1],
                    matrix[r + 1, v + 2],
                    matrix[r + 1, v + 3],
                )
                for j in range(2 * PIECE):
                    w, x, y, z = numbers[v, j], numbers[v + 1, j], numbers[v + 2, j], numbers[v + 3, j]
                    one[j] += a * w + b * x + c * y + d * z
                    two[j] += e * w + f * x + g * y + h * z
            for j in range(2 * PIECE):
                still[j] &= (one[j] <= limits[r]) & (two[j] <= limits[r + 1])
            if r % 16 == 14 and not still.any():
                break
        ok[first : first + PIECE] = still[:PIECE]
        ok[HALF + first : HALF + first + PIECE] = still[PIECE:]


chain = compiled(_chain)
general = compiled(_general, fastmath={"contract"})


def holds(plans: Sequence[Plan], block: int) -> Mask:
    """For one block, whether no row of any plan gains: the same as `_sampling.holds`."""
    ok = np.ones(_sampling.BLOCK, np.bool_)
    for plan in plans:
        if isinstance(plan, Chain):
            draws = plan.draws
            chain(draws.keys, draws.kinds, draws.modes, plan.weights, plan.limits, block, ok)
        elif isinstance(plan, General):
            draws = plan.draws
            matrix, limits = filled(plan.matrix, plan.limits)
            general(draws.keys, draws.kinds, draws.modes, matrix, limits, block, ok)
        else:
            ok &= _sampling.holds([plan], block)
    return ok


def filled(matrix: Floats, limits: Floats) -> tuple[Floats, Floats]:
    """The matrix with zeros up to an even number of rows and a multiple of four values; rows added always hold."""
    down, across = -len(matrix) % 2, -matrix.shape[1] % 4
    return np.pad(matrix, ((0, down), (0, across))), np.pad(limits, (0, down))


def warm() -> None:
    """Compile both kernels, or load them, by one block of nothing."""
    draws = _sampling.Draws(np.zeros(1, np.uint64), np.zeros(1, np.int8), np.zeros(1))
    holds([Chain(draws, np.zeros(1), np.zeros(1)), General(draws, np.zeros((1, 1)), np.zeros(1))], 0)
