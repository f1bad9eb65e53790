"""Starting Spark: Java found, the master named, and the settings that a job of many small tasks with Python needs."""

from __future__ import annotations

import atexit
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import ScaleError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

#: The oldest Java that Spark 4 runs on.
JAVA = 17
#: A task is tried so often before its job is given up: a killed machine costs each of its tasks one try, and a report
#: that ends the process that reads it three (see `reading`).
_TRIES = 8
_LOCAL = re.compile(r"local(?:\[(?:\*|\d+)\])?")
_CLUSTER = re.compile(r"local-cluster\[\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*\]")
_VERSION = re.compile(r'version "(\d+)')


def missing() -> str | None:
    """What Spark needs and is not here, in words; None where it can start.

    Not checked is what lies on the machines of a cluster.
    """
    try:
        import pandas  # noqa: F401 - pyspark's mapInArrow asks for it
        import pyspark  # noqa: F401
    except ModuleNotFoundError as error:
        return f"{error.name} is not installed"
    found = java_version()
    if found is None:
        return "there is no Java"
    return None if found >= JAVA else f"Java is of version {found}, and {JAVA} or newer is needed"


def java_version() -> int | None:
    """The version of the Java that Spark would start: 17 for 17.0.15; None where there is none."""
    home = os.environ.get("JAVA_HOME")
    java = str(Path(home) / "bin" / "java") if home else shutil.which("java")
    if java is None:
        return None
    try:
        told = subprocess.run([java, "-version"], capture_output=True, check=True, timeout=60).stderr.decode()
    except (OSError, subprocess.SubprocessError):
        return None
    found = _VERSION.search(told)
    return int(found[1]) if found else None


@contextmanager
def session(master: str | None) -> Iterator[SparkSession]:
    """A Spark session on `master`, stopped in the end; None leaves the master to spark-submit.

    Raises ScaleError where Spark cannot start.
    """
    if (lacking := missing()) is not None:
        raise ScaleError(
            f"Spark cannot start: {lacking}",
            remedy=f'It needs Java {JAVA} or newer (JAVA_HOME or PATH) and: pip install "onrecord[spark]"',
        )
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    _environment(master)
    builder: SparkSession.Builder = SparkSession.builder.appName("onrecord")
    for name, value in settings(master).items():
        builder = builder.config(name, value)
    try:
        spark = builder.getOrCreate()
    except (Py4JError, PySparkException) as error:
        raise ScaleError(
            f"Spark cannot start on {master}: {first_line(error)}", remedy="Check --master and that it can be reached."
        ) from error
    try:
        yield spark
    finally:
        spark.stop()


def settings(master: str | None) -> dict[str, str]:
    """The settings of a session; what spark-submit or spark-defaults.conf say stays where it is not named here.

    >>> settings("local-cluster[2,1,900]")["spark.executor.memory"]
    '900m'
    """
    named = {
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
    }
    if master is None:
        return named
    quiet = Path(__file__).with_name("log4j2.properties").as_uri()
    named |= {
        "spark.task.maxFailures": str(_TRIES),
        "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={quiet}",
    }
    cluster = _CLUSTER.fullmatch(master)
    if cluster is not None:
        named["spark.executor.memory"] = f"{min(1024, int(cluster[3]))}m"
    if cluster is not None or _LOCAL.fullmatch(master):
        cores = int(cluster[1]) * int(cluster[2]) if cluster else _cores(master)
        named |= {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": str(sys.stderr.isatty()).lower()}
        named |= {"spark.sql.shuffle.partitions": str(2 * cores)}
    # In one process Spark tries once unless the master itself says how often.
    named["spark.master"] = f"local[{_cores(master)},{_TRIES}]" if _LOCAL.fullmatch(master) else master
    return named


def _cores(master: str) -> int:
    inside = master.removeprefix("local").strip("[]")
    if inside == "*":
        return os.cpu_count() or 1
    return int(inside) if inside else 1


def _environment(master: str | None) -> None:
    """What Spark takes from the environment and a person would have to set: never over what is set already."""
    if master is None or not master.startswith("local"):
        return
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    if master.startswith("local-cluster") and "SPARK_HOME" not in os.environ:
        os.environ["SPARK_HOME"] = _home()


def _home() -> str:
    """A home for the machines of a local cluster, which write into it: links to the parts of the installed pyspark."""
    import pyspark

    home = Path(tempfile.mkdtemp(prefix="onrecord-spark-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    for part in Path(pyspark.__file__).parent.iterdir():
        if part.name != "work":
            (home / part.name).symlink_to(part)
    return str(home)


def first_line(error: Exception) -> str:
    """The first line of what Java or Spark told, without the name of the class."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    told = next((line for line in lines if "Exception" in line or "Error" in line), lines[0] if lines else "unknown")
    return told[:300]
