"""What a terminal shows while a long build goes on."""

import os
import subprocess
import sys
from pathlib import Path

from tests.builds import MAIN, environment, write

FEW = 100
"""So many files of a process are told at once."""


def test_each_stage_of_a_build_is_told_on_a_terminal(tmp_path: Path) -> None:
    page = "---\nterm: Name{}\ndefinition: What is called so.\n---\nOf name1.\n"
    write(tmp_path / "words", {f"terms/term{at}.md": page.format(at) for at in range(FEW + 20)})
    parent, child = os.openpty()
    command = [sys.executable, "-c", MAIN, "build", ".", "--cache", str(tmp_path / "cache"), "--jobs", "1"]
    kept = {name: value for name, value in environment().items() if name != "CI"}
    ended = subprocess.run(
        command, cwd=tmp_path / "words", env=kept, stdout=subprocess.DEVNULL, stderr=child, check=False
    )
    os.close(child)
    told = os.read(parent, 1 << 16).decode()
    os.close(parent)

    assert ended.returncode == 0
    for stage in ("terms read", "texts searched for names", "pages made"):
        assert f" {stage}" in told
