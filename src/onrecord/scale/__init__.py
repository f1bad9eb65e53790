"""Many machines: reports into Parquet tables of the record by Spark, and the way back from these.

`call.carry_out` is a whole job, `output.records_of` and `output.arrivals_of` read again what it has written. Only
`session`, `job`, `links`, `dyads` and `derived` know Spark; the steps that run in its workers are plain functions over
files.
"""

from __future__ import annotations

from onrecord.scale.place import is_output

__all__ = ["is_output"]
