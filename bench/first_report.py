"""How long it takes from nothing to the first page, and to the first report: python -m bench.first_report

    python -m bench.first_report [--wheel FILE] [--runs 2] [--ways uvx make]

As somebody who installs it: a home folder in which nothing is, the PATH of the system with `uv` beside it, and no other
variable than those by which this computer reaches the package index. `uvx` runs the wheel from an empty folder, `make`
a fresh clone of the last commit. Cold, no package was ever fetched; warm, the same command once more, with the packages
and without the data of the first. A headless browser asks for the page until it is drawn, takes one question of the
practice interviewer, answers it at once and waits until the report has its grade.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uv
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.conftest import FLAGS, installed
from tests.browser.walking import answer_and_move_on
from tests.servers import ROOT, free_port

SYSTEM_PATH = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"
# How this computer reaches the package index, which is no part of what is measured.
NETWORK = ("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "SSL_CERT_FILE", "PIP_CERT", "PIP_INDEX_URL", "UV_DEFAULT_INDEX")
# What is fetched on a slow line takes minutes.
PATIENCE_S = 1800
STOPPED_WITHIN_S = 30
ANSWER = "Last spring I had to learn our till in two days. I asked to be shown it, then ran it alone for a week."


@dataclass(frozen=True)
class Row:
    """Seconds after the command was given: until the address answers, until the first page is drawn, and until the
    first report has its grade; `load` is how many processes wanted a core in the minute before."""

    way: str
    packages: str
    load: float
    answers_s: float
    page_s: float
    report_s: float


@dataclass
class Place:
    """Where a command is typed, and what the account has: nothing at first."""

    folder: Path
    command: list[str]
    data: Path
    environment: dict[str, str]

    def forget_data(self) -> None:
        shutil.rmtree(self.data, ignore_errors=True)


def by_uvx(root: Path, wheel: Path) -> Place:
    """An empty folder, and uv without a cache."""
    environment = _environment(root)
    folder = root / "empty"
    folder.mkdir()
    data = root / "home" / ".local" / "share" / "mock-interview"
    return Place(folder, ["uvx", "--from", str(wheel), "mock-interview"], data, environment)


def by_make(root: Path, _wheel: Path) -> Place:
    """A clone in which nothing is set up."""
    environment = _environment(root)
    folder = root / "clone"
    subprocess.run(["git", "clone", "-q", str(ROOT), str(folder)], check=True)
    return Place(folder, ["make", "run"], folder / ".data", environment)


WAYS: dict[str, Callable[[Path, Path], Place]] = {"uvx": by_uvx, "make": by_make}


def _environment(root: Path) -> dict[str, str]:
    home, programs = root / "home", root / "programs"
    home.mkdir()
    programs.mkdir()
    for name in ("uv", "uvx"):
        (programs / name).symlink_to(Path(uv.find_uv_bin()).with_name(name))
    reached = {name: value for name, value in os.environ.items() if name.upper() in NETWORK}
    return {**reached, "HOME": str(home), "PATH": f"{programs}:{SYSTEM_PATH}", "LANG": "C.UTF-8"}


@contextmanager
def started(place: Place, log: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """The process and its address; in the end it gets what Ctrl-C sends."""
    port = free_port()
    environment = place.environment | {"PORT": str(port), "LOCAL_MODEL_PORTS": "0,0,0"}
    with log.open("wb") as out:
        running = subprocess.Popen(
            place.command, cwd=place.folder, env=environment, stdout=out, stderr=out, start_new_session=True
        )
    try:
        yield running, f"http://127.0.0.1:{port}"
    finally:
        os.killpg(running.pid, signal.SIGINT)
        running.wait(STOPPED_WITHIN_S)


def one(way: str, packages: str, place: Place, browser: Browser, log: Path) -> Row:
    """One start, until the first report is there."""
    place.forget_data()
    load = os.getloadavg()[0]
    page = browser.new_page()
    began = time.monotonic()
    with started(place, log) as (running, url):
        while not _answers(url):
            if running.poll() is not None or time.monotonic() - began > PATIENCE_S:
                sys.exit(f"{way}, {packages}: it did not start.\n{log.read_text()[-3000:]}")
            time.sleep(0.1)
        answers_s = time.monotonic() - began
        page.goto(url)
        first = page.get_by_role("button", name="Try one question now")
        expect(first).to_be_visible(timeout=90_000)
        page_s = time.monotonic() - began
        first.click()
        expect(page.get_by_label("Your answer")).to_be_editable(timeout=90_000)
        answer_and_move_on(page, ANSWER)
        expect(page.get_by_text("1 of 1 answers graded")).to_be_visible(timeout=90_000)
        report_s = time.monotonic() - began
        page.close()
    return Row(way, packages, load, answers_s, page_s, report_s)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as reply:
            return bool(reply.status == 200)
    except OSError:
        return False


def built(folder: Path) -> Path:
    """The wheel of what is in this checkout."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wheel", type=Path, help="without it one is built")
    parser.add_argument("--runs", type=int, default=2)
    parser.add_argument("--ways", nargs="+", choices=list(WAYS), default=list(WAYS))
    chosen = parser.parse_args()
    print("| way | packages | address answers | first page | first report | load before |")
    print("|---|---|---:|---:|---:|---:|", flush=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        wheel = chosen.wheel.resolve() if chosen.wheel else built(Path(folder))
        browser = playwright.chromium.launch(executable_path=installed(), args=FLAGS)
        for way in chosen.ways:
            for number in range(chosen.runs):
                root = Path(folder) / f"{way}-{number}"
                root.mkdir()
                place = WAYS[way](root, wheel)
                for packages in ("cold", "warm"):
                    row = one(way, packages, place, browser, root / "log")
                    print(told(row), flush=True)
                shutil.rmtree(root)
        browser.close()


def told(row: Row) -> str:
    seconds = " | ".join(f"{each:.1f} s" for each in (row.answers_s, row.page_s, row.report_s))
    return f"| {row.way} | {row.packages} | {seconds} | {row.load:.1f} |"


if __name__ == "__main__":
    main()
