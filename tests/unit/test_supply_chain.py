"""Licences are listed for what is pinned, and an audit that was not run says so."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.metadata import distribution
from typing import Any

import pytest

from scripts.audit import CLEAN, FOUND, NOT_RUN
from scripts.licences import NOT_HERE, PAGE, REQUIREMENTS, ROOT, SILENT, Pinned, licence_of, pinned


@contextmanager
def service(reply: Any) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["queries"]
            body = json.dumps(reply(asked)).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1/querybatch"
    finally:
        server.shutdown()
        server.server_close()


def audit(address: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "audit.py")],
        capture_output=True,
        text=True,
        env={"OSV_URL": address, "PATH": "/usr/bin:/bin"},
        check=False,
    )


def test_an_audit_without_network_says_that_it_could_not_be_run() -> None:
    found = audit("http://127.0.0.1:9/v1/querybatch")
    assert found.returncode == NOT_RUN
    assert "could not be run" in found.stderr
    assert found.stdout == ""


@pytest.mark.parametrize(
    ("reply", "status"),
    [
        (lambda asked: {"results": [{} for _ in asked]}, CLEAN),
        (lambda asked: {"results": [{"vulns": [{"id": "GHSA-1"}]}, *({} for _ in asked[1:])]}, FOUND),
        (lambda asked: {"results": [{} for _ in asked[1:]]}, NOT_RUN),
        (lambda asked: {"results": [{"next_page_token": "x"}, *({} for _ in asked[1:])]}, NOT_RUN),
        (lambda _asked: {"message": "sign in first"}, NOT_RUN),
        (lambda _asked: [], NOT_RUN),
    ],
    ids=["none", "one", "too few", "not all of one", "another reply", "a list"],
)
def test_only_an_audit_of_every_package_ends_well(reply: Any, status: int) -> None:
    with service(reply) as address:
        found = audit(address)
    assert found.returncode == status, found.stderr
    assert ("GHSA-1" in found.stdout) is (status == FOUND)


def test_every_pinned_package_stands_on_the_page_of_licences_with_its_version() -> None:
    packages = pinned(REQUIREMENTS.read_text(encoding="utf-8"))
    text = REQUIREMENTS.read_text(encoding="utf-8")
    assert len(packages) == len(re.findall(r"^\S+==", text, re.MULTILINE)) > 50
    page = PAGE.read_text(encoding="utf-8")
    assert [each for each in packages if f"| {each.name} | {each.version} |" not in page] == []


def test_of_a_version_that_is_not_installed_no_licence_is_told() -> None:
    here = Pinned("pytest", distribution("pytest").version)
    assert licence_of(here) == "MIT"
    assert licence_of(replace(here, version="0.0.1")) == NOT_HERE


def test_no_package_is_under_a_licence_that_asks_for_the_source_of_what_is_served() -> None:
    assert "AGPL" not in PAGE.read_text(encoding="utf-8").upper()
    assert SILENT not in {licence_of(each) for each in pinned(REQUIREMENTS.read_text(encoding="utf-8"))}
