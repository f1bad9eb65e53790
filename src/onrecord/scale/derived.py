"""Tables made from the tables of an output: read by Spark's own reader, written whole and put in place at once."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from onrecord.errors import ScaleError
from onrecord.scale.tables import schema_of

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

    from onrecord.scale.folder import Folder


def tables(spark: SparkSession, folder: Folder, table: str) -> DataFrame:
    """One table of the record with all its months; without rows where nothing of it has been read."""
    from pyspark.sql.pandas.types import from_arrow_schema

    schema = from_arrow_schema(schema_of(table)).add("month", "string")
    place = folder.root / table
    return spark.read.schema(schema).parquet(str(place)) if place.is_dir() else spark.createDataFrame([], schema)


def put(frame: DataFrame, folder: Folder, table: str) -> None:
    """Write a table beside its place and then put it there; raises ScaleError where Spark gives up."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    from onrecord.scale.session import first_line

    staged, place = folder.staging(table), folder.root / table
    try:
        frame.write.mode("overwrite").parquet(str(staged))
    except (Py4JError, PySparkException) as error:
        raise ScaleError(f"Spark gave up: {first_line(error)}", remedy="Say the same again.") from error
    shutil.rmtree(place, ignore_errors=True)
    staged.replace(place)
