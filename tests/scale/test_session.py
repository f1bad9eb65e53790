"""What is said where Spark cannot start, and the settings of each kind of master."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.cli import main
from onrecord.compose import given_of, reader_of
from onrecord.record import SCHEMA
from onrecord.scale import session
from onrecord.scale.folder import Folder
from onrecord.scale.session import java_version, missing, settings


def fake_java(folder: Path, told: str) -> None:
    (folder / "bin").mkdir()
    java = folder / "bin" / "java"
    java.write_text(f"#!/bin/sh\ntouch {folder / 'started'}\necho '{told}' >&2\n", encoding="utf-8")
    java.chmod(0o755)


@pytest.mark.parametrize(
    ("told", "version"),
    [('openjdk version "17.0.15" 2025-04-15', 17), ('openjdk version "21" 2023-09-19', 21), ("Usage: java", None)],
)
def test_the_version_of_java_is_what_java_tells(
    told: str, version: int | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_java(tmp_path, told)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert java_version() == version


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (["--input", "missing.txt"], "missing.txt cannot be read: "),
        (["--input", "*.csv"], "*.csv holds no file. Check --input."),
        (["--output", "."], "holds something else. Name a new folder as --output."),
        (["--as-of", "2026-11-02"], "was read as of 2026-11-01, not 2026-11-02. Leave --as-of out to go on"),
    ],
)
def test_what_cannot_be_read_is_said_before_java_is_started(
    change: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fake_java(tmp_path, "no version")
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("OSLO (AP) - The envoy said talks would go on.", encoding="utf-8")
    reader = reader_of(given_of(as_of="2026-11-01"))
    Folder(tmp_path / "out").claim(
        {"onrecord": reader.version, "schema": SCHEMA, "model": reader.model, "model_sha256": reader.model_sha256,
         "as_of": reader.as_of, "size": 1000}
    )  # fmt: skip
    assert main(["spark", "--input", "a.txt", "--output", "out", *change]) == 1
    assert told in capsys.readouterr().err
    assert not Path("started").exists()
    assert main(["spark", "--input", "a.txt", "--output", "out"]) == 1
    assert Path("started").exists(), "else this test could not fail"


def test_without_java_the_command_says_what_it_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "none"))
    (tmp_path / "a.txt").write_text("OSLO (AP) - The envoy said talks would go on.", encoding="utf-8")
    assert main(["spark", "--input", str(tmp_path / "a.txt"), "--output", str(tmp_path / "out")]) == 1
    told = capsys.readouterr().err
    assert told.startswith("onrecord: Spark cannot start: ")
    assert 'pip install "onrecord[spark]"' in told
    assert not (tmp_path / "out").exists()


def test_an_old_java_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyspark")
    fake_java(tmp_path, 'java version "11.0.2"')
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert missing() == f"Java is of version 11, and {session.JAVA} or newer is needed"


def test_each_master_has_its_settings() -> None:
    assert settings(None).keys() & {"spark.master", "spark.task.maxFailures"} == set(), "spark-submit says these"
    assert settings("local[3]")["spark.master"] == "local[3,8]", "a task in one process is tried again, too"
    assert settings("local-cluster[2,1,2048]")["spark.executor.memory"] == "1024m"
    assert settings("spark://head:7077")["spark.master"] == "spark://head:7077"
    assert "spark.ui.enabled" not in settings("spark://head:7077")
