"""Products of small matrices, kept to one core.

A larger product BLAS parts among the cores. For the small networks of this package that costs
more than the product itself, and a hundred times more where the cores are busy.
"""

from __future__ import annotations

from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[np.float32]
SMALL: Final = 1 << 18
"""Multiplications in one go that OpenBLAS leaves to one core; of a single column it is
`MOST_ROWS` rows of some dozens of numbers."""
MOST_ROWS: Final = 256


def product(rows: Numbers, matrix: Numbers) -> Numbers:
    """`rows @ matrix`, some rows at a time."""
    step = max(1, min(MOST_ROWS, SMALL // matrix.size))
    out = np.empty((len(rows), matrix.shape[1]), np.float32)
    for low in range(0, len(rows), step):
        np.matmul(rows[low : low + step], matrix, out=out[low : low + step])
    return out
