"""Compiled wheels: what is compiled, and that a compiled module reads as its source does."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
ONE = "language/lemmas.py"


@pytest.fixture(scope="module")
def hook() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_all_that_is_named_is_there(hook: ModuleType) -> None:
    found = hook.modules(ROOT / "src")
    assert all((ROOT / "src" / path).is_file() for path in found)
    for pattern in hook.COMPILED:
        assert any(Path(path).match(f"onrecord/{pattern}") for path in found), pattern
    assert not [path for path in found if Path(path).name in hook.LEFT_OUT]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("gcc") is None and shutil.which("cc") is None, reason="no C compiler")
def test_a_compiled_module_is_taken_and_gives_the_same(
    hook: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hook, "COMPILED", (ONE,))
    place = tmp_path / "source"
    shutil.copytree(ROOT / "src", place, ignore=shutil.ignore_patterns("*.so", "__pycache__"))
    hook.compile_modules(place, ROOT / "pyproject.toml")
    program = (
        "from onrecord.language import lemmas; print(lemmas.__file__.endswith('.py')); "
        "print([lemmas.verb_lemma(form, 'VBD') for form in ('contradicted', 'underwent', 'stopped')])"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], cwd=place, env={"PYTHONPATH": str(place)}, capture_output=True, text=True
    )
    assert told.stdout.splitlines() == ["False", "['contradict', 'undergo', 'stop']"], told.stderr


def test_what_the_compiler_says_is_told(hook: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "onrecord" / "terms"
    package.mkdir(parents=True)
    (package / "broken.py").write_text("def half(:\n", encoding="utf-8")
    monkeypatch.setattr(hook, "COMPILED", ("terms/*.py",))
    with pytest.raises(SystemExit, match="(?s)broken.*leave ONRECORD_COMPILE out"):
        hook.compile_modules(tmp_path, ROOT / "pyproject.toml")
