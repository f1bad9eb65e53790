"""The matrix product behind the pipeline, and the maximum that follows it.

spaCy's networks multiply through thinc's `Ops`. On the processors measured so far, numpy's BLAS does that about three
times as fast as the one bundled with thinc, which makes the whole pipeline about 1.6 times as fast; and of the two or
three numbers that each unit then keeps the largest of, numpy finds it ten times as fast, since it does not branch.
thinc takes the operations that are current while a model is built, so a subclass is made current for the time of
loading: nothing is patched, and other pipelines in the same process keep their own.

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
    """thinc's operations on the processor with numpy's matrix product and maximum; for reading, not for training."""

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """Multiply two matrices, each transposed first where asked."""
        return np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)

    def maxout(self, X: Any) -> tuple[Any, None]:
        """The largest of each unit's pieces, of an array (words, units, pieces); where it stood only training asks."""
        words, units, pieces = X.shape
        planes = X.reshape(-1, pieces).T
        best = planes[0].copy()
        for plane in planes[1:]:
            np.maximum(best, plane, out=best)
        return best.reshape(words, units), None

    def backprop_maxout(self, *_: Any) -> Any:
        """Raises NotImplementedError: a pipeline that is loaded to read cannot be trained."""
        raise NotImplementedError("onrecord loads a pipeline to read with; train it after spacy.load")


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
