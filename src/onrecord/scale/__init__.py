"""Many machines: reports into Parquet tables of the record by Spark, and the way back from these.

Only `session`, `job`, `links` and `dyads` know Spark; the steps that run in its workers are plain functions over files.
"""

from __future__ import annotations

from onrecord.scale.output import is_output, records_of

__all__ = ["is_output", "records_of"]
