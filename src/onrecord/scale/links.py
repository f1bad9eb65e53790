"""Near-duplicates over all reports of an output: which report says what another says, as a job of Spark.

Signatures are made in the workers, texts that share a band meet by a join, and only the signatures of those that meet
are compared. In each band a text meets the first one only, so that a band which thousands share costs thousands of
comparisons and not millions. Two tables come out, the same rows however the work is parted:

    links      report, other (the smaller id), similarity
    families   report, family (the smallest id of all that links lead to), for reports that have a link

Spark's own MinHashLSH was not taken: see docs/scale.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from onrecord.scale import minhash
from onrecord.scale.derived import put, tables

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

    from onrecord.scale.folder import Folder

#: Least similarity of a link.
ALIKE = 0.6
_SIGNED = "report string, signature binary, bands array<bigint>"
_PAIRED = "report string, other string, similarity double"
#: A chain of links is at most so long before families are given up as they are; stars are two steps deep.
_STEPS = 30


def link(spark: SparkSession, folder: Folder, least: float = ALIKE) -> int:
    """Write `links` and `families` anew from all committed reports; gives the number of links."""
    from pyspark.sql import functions as sql

    texts = tables(spark, folder, "reports").select("report", "text").dropDuplicates(["report"])
    signed = texts.mapInArrow(sign_batches, _SIGNED).persist()
    met = signed.select("report", sql.posexplode("bands").alias("band", "value"))
    firsts = met.groupBy("band", "value").agg(sql.min("report").alias("other"), sql.count("*").alias("met"))
    pairs = (
        met.join(firsts.where("met > 1"), ["band", "value"])
        .where("report > other")
        .select("report", "other")
        .distinct()
    )
    both = pairs.join(signed.select("report", "signature"), "report").join(
        signed.select(sql.col("report").alias("other"), sql.col("signature").alias("second")), "other"
    )
    links = both.select("report", "other", "signature", "second").mapInArrow(
        partial(compare_batches, least=least), _PAIRED
    )
    put(links.orderBy("report", "other"), folder, "links")
    kept = spark.read.schema(_PAIRED).parquet(str(folder.root / "links"))
    put(_families(kept).orderBy("report"), folder, "families")
    signed.unpersist()
    return int(kept.count())


def sign_batches(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """In a worker: the signature of each text that is long enough."""
    for batch in batches:
        reports, signatures, bands = [], [], []
        for report, text in zip(batch["report"].to_pylist(), batch["text"].to_pylist(), strict=True):
            numbers = minhash.signature(text)
            if numbers is not None:
                reports.append(report)
                signatures.append(numbers.tobytes())
                bands.append(minhash.bands(numbers))
        yield pa.RecordBatch.from_arrays(
            [pa.array(reports, pa.string()), pa.array(signatures, pa.binary()), pa.array(bands, pa.list_(pa.int64()))],
            ["report", "signature", "bands"],
        )


def compare_batches(batches: Iterator[pa.RecordBatch], *, least: float) -> Iterator[pa.RecordBatch]:
    """In a worker: the pairs that are alike."""
    for batch in batches:
        one, other = (
            np.frombuffer(b"".join(batch[name].to_pylist()), dtype=np.uint32).reshape(-1, minhash.SIZE)
            for name in ("signature", "second")
        )
        shares = pa.array((one == other).mean(axis=1), pa.float64())
        found = pa.RecordBatch.from_arrays([batch["report"], batch["other"], shares], ["report", "other", "similarity"])
        yield found.filter(pa.array(shares.to_numpy() >= least))


def _families(links: DataFrame) -> DataFrame:
    """The smallest id that links lead to, by handing the smaller one on until nothing changes."""
    from pyspark.sql import functions as sql

    ways = links.select("report", "other").union(links.select("other", "report")).localCheckpoint()
    known = ways.groupBy("report").agg(sql.least("report", sql.min("other")).alias("family")).localCheckpoint()
    for _ in range(_STEPS):
        heard = (
            ways.join(known.withColumnRenamed("report", "other"), "other")
            .groupBy("report")
            .agg(sql.min("family").alias("heard"))
        )
        following = (
            known.join(heard, "report")
            .select("report", "family", sql.least("family", "heard").alias("next"))
            .localCheckpoint()
        )
        known = following.select("report", sql.col("next").alias("family"))
        if following.where("next < family").isEmpty():
            break
    return known
