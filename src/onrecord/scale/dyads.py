"""The series of who did what to whom in which month, as a query over the events of an output."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

from onrecord.scale.derived import put, tables

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

    from onrecord.scale.folder import Folder

QUERY = "dyads.sql"


def series(spark: SparkSession, folder: Folder) -> int:
    """Write the table `dyads` anew by the query in `dyads.sql`; gives the number of its rows.

    Stories are counted by the families of near-duplicates where `links` has been made, else a story is a report.
    """
    tables(spark, folder, "events").createOrReplaceTempView("events")
    families = folder.root / "families"
    schema = "report string, family string"
    found = spark.read.schema(schema).parquet(str(families)) if families.is_dir() else spark.createDataFrame([], schema)
    found.createOrReplaceTempView("families")
    query = resources.files("onrecord.scale").joinpath(QUERY).read_text(encoding="utf-8")
    put(spark.sql(query), folder, "dyads")
    return int(spark.read.parquet(str(folder.root / "dyads")).count())
