"""Whose data a request is about, who may still come in, and who may see how the app does."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from interview.core.accounts import earlier_owner, key_of
from interview.errors import Code, Invalid
from interview.services import Services
from interview.storage.tables import AccountRow
from interview.use_cases import accounts
from interview.web.routes.api import api
from interview.web.routes.caller import process_services
from tests.browser.walking import RESUME
from tests.builders import owner_named
from tests.servers import ROOT

HEADER = "X-Person"
MakeServices = Callable[..., Services]


@pytest.fixture
def centre(make_services: MakeServices, database_url: str) -> Services:
    return make_services(database_url, user_header=HEADER, operators="opal@example.org, 王冠")


def as_sent(name: str) -> list[str]:
    """A name as it stands in a header: one sign for each byte of UTF-8."""
    return [name.encode().decode("latin-1")]


def test_on_ones_own_computer_everybody_is_the_same_person(make_services: MakeServices, sqlite_url: str) -> None:
    alone = make_services(sqlite_url).accounts
    assert alone.owner_of([]) == alone.owner_of(["eve@example.org"])
    assert alone.is_operator([])


PAIRS = [
    ("carol", "Carol"),
    ("王内", "王冠"),
    ("Milà", "MilÅ"),
    ("strasse", "straße"),
    ("ada", "ada\u00a0"),
    ("I", "ı"),
]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_names_that_differ_in_one_byte_are_two_people_for_ever(centre: Services, one: str, other: str) -> None:
    first, second = (centre.accounts.owner_of(as_sent(name)) for name in (one, other))
    assert first != second
    centre.accounts._known.clear()
    assert [centre.accounts.owner_of(as_sent(name)) for name in (other, one)] == [second, first]


def keep_something(services: Services, owner: str) -> str:
    made = services.creation.create(owner, "v", question_count=1, follow_up_count=0, resume_text=RESUME)
    return made.session.id


@pytest.mark.parametrize(("one", "other"), [("Carol", "CAROL"), ("Carol", "carol"), ("王内", "王冠"), ("Milà", "MilÅ")])
def test_what_an_earlier_release_kept_goes_to_the_first_who_comes_and_never_to_two(
    centre: Services, one: str, other: str
) -> None:
    mixed = earlier_owner(one.encode())
    kept = keep_something(centre, mixed)
    owners = [centre.accounts.owner_of(as_sent(name)) for name in (one, other)]
    assert owners[0] == mixed
    assert owners[1] != mixed
    assert [line.id for line in centre.candidate.sessions(owners[0])[0]] == [kept]
    assert centre.candidate.sessions(owners[1])[0] == []


def test_no_name_is_kept(centre: Services) -> None:
    centre.accounts.owner_of(as_sent("ada@example.org"))
    with centre.store.reading() as db:
        row = db.get(AccountRow, key_of(b"ada@example.org"))
    assert row is not None
    assert "ada" not in repr(row)


@pytest.mark.parametrize("values", [[], [""], ["  "], ["ada@example.org", "bob@example.org"]])
def test_without_exactly_one_name_nobody_is_served(centre: Services, values: list[str]) -> None:
    with pytest.raises(Invalid) as caught:
        centre.accounts.owner_of(values)
    assert caught.value.code is Code.SIGN_IN_NEEDED


PLACEHOLDERS = [
    "{http.auth.user.id}",
    "{http.auth.user.id}@example.org",
    "{{ .User }}",
    "${USER}",
    "$remote_user",
    "%{REMOTE_USER}e",
    "{http.request.header.X-User}",
    "%REQ(X-User)%",
    "%REQ(X-User)%@example.org",
    "%DOWNSTREAM_PEER_SUBJECT%",
    "%[var(txn.user)]",
    "(null)",
    "(null)@example.org",
    "-",
]


@pytest.mark.parametrize("sent", PLACEHOLDERS)
def test_a_proxy_that_sends_a_placeholder_for_a_name_makes_nobody_one_person(centre: Services, sent: str) -> None:
    with pytest.raises(Invalid) as caught:
        centre.accounts.owner_of([sent])
    assert caught.value.code is Code.SIGN_IN_NAME_MISSING
    with centre.store.reading() as db:
        assert db.get(AccountRow, key_of(sent.encode())) is None


@pytest.mark.parametrize(
    "name",
    [
        "ada@example.org",
        "ada$",
        "A$AP",
        "$alice",
        "o'brien+{",
        "100%",
        "J%C3%BCrgen%20M",
        "{3F2504E0-4F89-11D3-9A0C-0305E82C3301}",
        "{af2504e0-4f89-11d3-9a0c-0305e82c3301}",
        "CORP\\ada",
        "ada (QA)",
        "ada [QA]",
        "ada-lima",
        "王冠",
    ],
)
def test_names_with_such_signs_are_names(centre: Services, name: str) -> None:
    assert centre.accounts.owner_of(as_sent(name)) == owner_named(name)


def test_who_is_revoked_is_out_in_every_process_and_comes_back_to_everything(
    centre: Services, make_services: MakeServices, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(accounts, "KNOWN_FOR_S", 0)
    other_process = make_services(database_url, user_header=HEADER)
    name = as_sent("ada@example.org")
    owner = centre.accounts.owner_of(name)
    kept = keep_something(centre, owner)
    assert other_process.accounts.owner_of(name) == owner
    assert centre.accounts.revoke(b"ada@example.org")
    for process in (centre, other_process):
        with pytest.raises(Invalid) as caught:
            process.accounts.owner_of(name)
        assert caught.value.code is Code.SIGN_IN_REVOKED
    assert centre.accounts.restore(b"ada@example.org")
    assert other_process.accounts.owner_of(name) == owner
    assert [line.id for line in centre.candidate.sessions(owner)[0]] == [kept]
    assert not centre.accounts.revoke(b"nobody@example.org")


def test_only_operators_see_how_the_app_does(centre: Services) -> None:
    api.dependency_overrides[process_services] = lambda: centre
    try:
        with TestClient(api) as client:
            seen = {
                name: client.get("/health", headers=[(HEADER.encode(), name.encode())] * bool(name)).json()
                for name in ("", "ada@example.org", "opal@example.org", "王冠", "Opal@example.org")
            }
    finally:
        api.dependency_overrides.clear()
    told = {name: sorted(reply) for name, reply in seen.items()}
    assert told[""] == told["ada@example.org"] == told["Opal@example.org"] == ["status"]
    assert "queueDepth" in told["opal@example.org"]
    assert told["王冠"] == told["opal@example.org"]


def test_a_new_person_gets_an_owner_that_holds_no_name(centre: Services) -> None:
    owner = centre.accounts.owner_of(as_sent("ada@example.org" * 40))
    assert owner == owner_named("ada@example.org" * 40)
    assert "ada" not in owner
    assert len(owner) <= 64


@pytest.mark.sqlite_first
def test_an_operator_keeps_somebody_out_from_the_command_line(
    centre: Services, database_url: str, tmp_path: Path
) -> None:
    centre.accounts.owner_of(as_sent("王冠"))
    told = {"DATABASE_URL": database_url, "DATA_DIR": str(tmp_path), "USER_HEADER": HEADER}

    def manage(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "interview.command_line", *arguments]
        return subprocess.run(command, cwd=ROOT, env=os.environ | told, capture_output=True, text=True, timeout=60)

    unknown = manage("revoke", "王内")
    assert (unknown.returncode, "Nobody" in unknown.stderr) == (1, True)
    assert manage("revoke", "王冠").returncode == 0
    centre.accounts._known.clear()
    with pytest.raises(Invalid):
        centre.accounts.owner_of(as_sent("王冠"))
    assert manage("admit", "王冠").returncode == 0
    centre.accounts._known.clear()
    assert centre.accounts.owner_of(as_sent("王冠"))
