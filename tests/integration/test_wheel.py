"""The wheel, installed elsewhere and started from an empty folder, is the whole program."""

import json
import os
import signal
import subprocess
import sys
import urllib.request
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.servers import ROOT, free_port, wait_until

ANSWER = "A generator gives one value after the other with yield, keeps its state in between, and needs little memory."


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built without a network, by the backend that pyproject.toml names; of a release, the one that is released."""
    if "WHEEL" in os.environ:
        return ROOT / os.environ["WHEEL"]
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    return next(folder.glob("mock_interview-*.whl"))


@pytest.mark.long
def test_the_wheel_has_what_is_needed_once_and_nothing_of_ours_besides(wheel: Path):
    names = zipfile.ZipFile(wheel).namelist()
    assert len(names) == len(set(names))
    wanted = {"app.py", "worker.py", ".streamlit/config.toml", "pages/start.py"}
    assert {f"interview/program/{name}" for name in wanted} - set(names) == set()
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {"interview"}
    ours = {path.relative_to(ROOT).as_posix() for path in (ROOT / "interview").rglob("*") if path.is_file()}
    assert {name for name in ours if "__pycache__" not in name and "/program/" not in name} - set(names) == set()
    assert [name for name in names if "__pycache__" in name or name.endswith((".db", ".env", ".log"))] == []
    notices = {name.rpartition("/")[2] for name in names if "/licenses/" in name}
    assert notices == {"LICENSE", "NOTICE"}


def call(port: int, method: str, path: str, body: Any = None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    asked = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}", data, {"Content-Type": "application/json"}, method=method
    )
    with urllib.request.urlopen(asked, timeout=60) as reply:
        content = reply.read()
        return json.loads(content) if reply.headers.get_content_type() == "application/json" else content


@pytest.mark.long
def test_from_an_empty_folder_it_starts_and_an_answer_becomes_a_report_and_one_signal_ends_it(
    wheel: Path, tmp_path: Path
):
    place, home, empty = tmp_path / "installed", tmp_path / "home", tmp_path / "empty"
    home.mkdir()
    empty.mkdir()
    install = [sys.executable, "-m", "uv", "pip", "install", "-q", "--offline", "--no-deps", "--python", sys.executable]
    subprocess.run([*install, "--target", str(place), str(wheel)], check=True, cwd=empty)
    port = free_port()
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "PYTHONPATH": str(place),
        "PORT": str(port),
        "LOCAL_MODEL_PORTS": "0,0,0",
    }
    with (tmp_path / "log").open("wb") as log:
        running = subprocess.Popen(
            [str(place / "bin" / "mock-interview")], cwd=empty, env=environment, stdout=log, stderr=log
        )

    def is_healthy() -> bool:
        assert running.poll() is None, (tmp_path / "log").read_text()
        try:
            return bool(call(port, "GET", "/api/health")["status"] == "ok")
        except OSError:
            return False

    try:
        wait_until(is_healthy, 90, "it answers")
        assert b"<title>" in call(port, "GET", "/")
        wanted = {"resumeText": "Ada Example\nSkills: Python", "questionCount": 1, "followUpCount": 0}
        session = call(port, "POST", "/api/interview/sessions", wanted)["sessionId"]
        answer = {"questionIndex": 0, "answer": ANSWER}
        assert call(port, "POST", f"/api/interview/sessions/{session}/answers", answer)["hasNextQuestion"] is False
        report = f"/api/interview/sessions/{session}/report"
        done = wait_until(
            lambda: (found := call(port, "GET", report))["evaluateStatus"] == "COMPLETED" and found, 90, "it is graded"
        )
        assert str(done).count(ANSWER) >= 1
    finally:
        running.send_signal(signal.SIGTERM)
        assert running.wait(timeout=15) == 0, (tmp_path / "log").read_text()[-3000:]
    assert list(empty.iterdir()) == []
    assert [path.name for path in home.rglob("interview.db")] == ["interview.db"]
    # Nothing of a library's own lies anywhere else.
    assert [path.relative_to(home).as_posix() for path in home.glob("*/*/*")] == [".local/share/mock-interview"]
