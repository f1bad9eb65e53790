"""The matrix product behind the pipeline.

spaCy's networks multiply through thinc's `Ops`. On the processors measured so far, numpy's BLAS does that about three
times as fast as the one bundled with thinc, which makes the whole pipeline about 1.6 times as fast. thinc takes the
operations that are current while a model is built, so a subclass is made current for the time of loading: nothing is
patched, and other pipelines in the same process keep their own.

The matrices of a report are small: several threads spend more time waiting for each other than multiplying (four times
as slow on two busy cores), so the product runs on one thread, and cores are used by reading several reports at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import numpy as np
import thinc.api
from thinc.backends.numpy_ops import NumpyOps
from threadpoolctl import ThreadpoolController


class NumpyProductOps(NumpyOps):  # type: ignore[misc] # thinc's class is untyped
    """thinc's operations on the processor with numpy's matrix product."""

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """Multiply two matrices, each transposed first where asked."""
        return np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)


@contextmanager
def numpy_products() -> Iterator[None]:
    """Make numpy's product current for the models that are built inside the `with` block."""
    before = thinc.api.get_current_ops()
    thinc.api.set_current_ops(NumpyProductOps())
    try:
        yield
    finally:
        thinc.api.set_current_ops(before)


@cache
def _pools() -> ThreadpoolController:
    """The thread pools of this process; looked up once, after numpy is loaded."""
    return ThreadpoolController()


@contextmanager
def one_thread() -> Iterator[None]:
    """Run numpy's product on one thread inside the `with` block, and as before after it."""
    with _pools().limit(limits=1, user_api="blas"):
        yield
