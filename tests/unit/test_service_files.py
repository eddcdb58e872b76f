"""Units of systemd and the file for nginx start and reach what there is."""

import re
from pathlib import Path

import pytest

from interview.command_line.main import _parser
from interview.settings import Settings
from interview.storage.migrate import LEAVING_S, PATIENCE_S
from interview.web.guard import UPLOAD_BYTES
from interview.web.listening import PROXY_HEADER

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
NGINX = (DEPLOY / "proxy" / "nginx.conf").read_text()
GUIDE = (DEPLOY.parent / "docs" / "many-people.md").read_text()


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_runs_commands_that_there_are_with_settings_that_there_are_and_no_rights(unit: Path):
    text = unit.read_text()
    known = _parser()._subparsers
    assert known is not None
    asked = re.findall(r"^Exec\w+=/opt/mock-interview/bin/mock-interview (\S+)$", text, re.MULTILINE)
    assert asked
    assert set(asked) <= set(known._group_actions[0].choices or ())
    given = [pair for line in re.findall(r"^Environment=(.+)$", text, re.MULTILINE) for pair in line.split()]
    names = {pair.partition("=")[0] for pair in given}
    assert names - {name.upper() for name in Settings.model_fields} == {"HOME"}
    assert "DATA_DIR=/var/lib/mock-interview/data" in given
    for line in ("StateDirectoryMode=0700", "UMask=0077", "NoNewPrivileges=yes", "ProtectSystem=strict"):
        assert line in text


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_waits_longer_than_two_migrations_one_after_the_other_do(unit: Path):
    waits = re.search(r"^TimeoutStartSec=(\d+)$", unit.read_text(), re.MULTILINE)
    assert waits is not None
    assert int(waits[1]) > 2 * (LEAVING_S + PATIENCE_S)


def test_a_command_by_hand_has_the_account_and_the_settings_of_the_units():
    guide = (DEPLOY.parent / "docs" / "deploy.md").read_text()
    by_hand = re.search(r"^as_app\(\).+?\}$", guide, re.MULTILINE | re.DOTALL)
    assert by_hand is not None
    for unit in UNITS:
        text = unit.read_text()
        account = re.search(r"^User=(.+)$", text, re.MULTILINE)
        settings = re.search(r"^(EnvironmentFile=.+)$", text, re.MULTILINE)
        given = re.search(r"^Environment=(HOME=\S+) (DATA_DIR=\S+)", text, re.MULTILINE)
        assert account
        assert settings
        assert given
        assert f"--uid={account[1]} " in by_hand[0]
        assert f"-p {settings[1]} " in by_hand[0]
        assert f"-E {given[1]} -E {given[2]} " in by_hand[0]


def test_nginx_keeps_the_name_brings_the_secret_and_the_person_and_takes_a_resume():
    assert f"proxy_set_header {PROXY_HEADER} " in NGINX
    assert "proxy_set_header Host $http_host;" in NGINX
    assert "proxy_set_header X-Forwarded-User $remote_user;" in NGINX
    assert "proxy_set_header Upgrade $http_upgrade;" in NGINX
    assert NGINX.count("proxy_set_header X-Forwarded-For $remote_addr;") == 1
    most = re.search(r"client_max_body_size (\d+)m;", NGINX)
    assert most is not None
    assert int(most[1]) * 1024 * 1024 > UPLOAD_BYTES


def test_the_nginx_of_the_guide_tells_the_app_the_same_as_the_file():
    (block,) = re.findall(r"```nginx\n(.+?)```", GUIDE, re.DOTALL)
    told = [dict(re.findall(r"proxy_set_header (\S+) (\S+);", text)) for text in (NGINX, block)]
    names = {"Host", "Upgrade", "Connection", "X-Forwarded-For", "X-Forwarded-User", PROXY_HEADER}
    assert names <= set(told[0])
    assert names <= set(told[1])
    assert {name: told[1][name] for name in names - {PROXY_HEADER}} == {
        name: told[0][name] for name in names - {PROXY_HEADER}
    }


def test_who_signs_in_at_a_provider_is_told_to_name_what_stands_in_front():
    block = re.search(r"```sh\n(DATABASE_URL=.+?)```", GUIDE, re.DOTALL)
    assert block is not None
    assert {"OIDC_ISSUER", "TRUSTED_PROXIES"} <= set(re.findall(r"^([A-Z_]+)=", block[1], re.MULTILINE))


def test_each_web_process_of_a_machine_has_the_port_that_nginx_knows():
    unit = (DEPLOY / "systemd" / "mock-interview-web@.service").read_text()
    assert re.search(r"^Environment=.*\bPORT=%i$", unit, re.MULTILINE)
    ports = set(re.findall(r"server 127\.0\.0\.1:(\d+)", NGINX))
    guide = (DEPLOY.parent / "docs" / "deploy.md").read_text()
    assert ports == set(re.findall(r"mock-interview-web@(\d+)", re.findall(r"systemctl enable .+", guide)[0]))
    assert len(ports) > 1
