"""scripts/setup installs what is missing, and where there is no apt it asks for no package of Debian."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

SETUP = Path(__file__).resolve().parents[2] / "scripts" / "setup"


def test_where_there_is_no_apt_the_app_is_set_up_without_what_pdfs_need(tmp_path: Path) -> None:
    (tmp_path / "scripts").mkdir()
    shutil.copy(SETUP, tmp_path / "scripts" / "setup")
    (tmp_path / ".venv").mkdir()
    for lock in ("requirements.txt", ".venv/.installed-requirements.txt"):
        (tmp_path / lock).write_text("")
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("bash", "cmp", "dirname"):
        found = shutil.which(name)
        assert found is not None
        (tools / name).symlink_to(found)
    for python in (tools / "python3", tmp_path / ".venv" / "bin" / "python"):
        python.parent.mkdir(exist_ok=True)
        python.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
        python.chmod(0o755)
    ended = subprocess.run(
        [tools / "bash", tmp_path / "scripts" / "setup", "run"],
        env={"PATH": str(tools)},
        capture_output=True,
        text=True,
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
