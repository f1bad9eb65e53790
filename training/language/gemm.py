"""Let numpy do thinc's matrix products: faster than the bundled BLIS on many processors."""

from __future__ import annotations

from typing import Any

import numpy as np
from thinc.backends.numpy_ops import NumpyOps

_BUNDLED = NumpyOps.gemm


def _gemm(self: NumpyOps, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
    """Matrix product with optional transposition, as ``NumpyOps.gemm``."""
    return np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)


def use_numpy() -> None:
    """Replace the matrix product for this process."""
    NumpyOps.gemm = _gemm


def use_blis() -> None:
    """Put thinc's own matrix product back."""
    NumpyOps.gemm = _BUNDLED
