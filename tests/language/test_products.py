"""The operations that are put in place of thinc's give what thinc's give."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from thinc.backends.numpy_ops import NumpyOps

from onrecord.language.products import NumpyProductOps

SIZES = some.tuples(some.integers(0, 9), some.integers(1, 7), some.integers(1, 4))


def _numbers(shape: tuple[int, ...], seed: int) -> np.ndarray:
    """Small whole numbers as floats, so that sums are exact and ties are many."""
    return np.random.default_rng(seed).integers(-3, 4, shape).astype("float32")


@given(SIZES, some.integers(0, 1000))
def test_the_largest_piece_is_thincs(shape: tuple[int, int, int], seed: int) -> None:
    numbers = _numbers(shape, seed)
    before = numbers.copy()
    best, _ = NumpyProductOps().maxout(numbers)
    assert np.array_equal(best, NumpyOps().maxout(numbers)[0])
    assert np.array_equal(numbers, before)


@given(SIZES, some.booleans(), some.booleans(), some.integers(0, 1000))
def test_the_product_is_thincs(shape: tuple[int, int, int], left: bool, right: bool, seed: int) -> None:
    rows, inner, columns = shape
    x = _numbers((inner, rows) if left else (rows, inner), seed)
    y = _numbers((columns, inner) if right else (inner, columns), seed + 1)
    told = NumpyProductOps().gemm(x, y, trans1=left, trans2=right)
    assert np.array_equal(told, NumpyOps().gemm(x, y, trans1=left, trans2=right))


def test_training_is_refused() -> None:
    with pytest.raises(NotImplementedError, match="read"):
        NumpyProductOps().backprop_maxout(None, None, 3)
