"""The image and compose.yaml fit the code: what they copy is there, what they set are settings, and so it starts."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy.pool import QueuePool

from interview.command_line import doctor
from interview.command_line.main import _parser
from interview.settings import Settings
from interview.storage.store import Store
from interview.web.listening import refuse_open
from interview.web.routes.api import api

pytestmark = pytest.mark.sqlite_first

ROOT = Path(__file__).resolve().parents[2]
CONTAINERFILE = (ROOT / "Containerfile").read_text()
IGNORED = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if line and not line.startswith("#")]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
SERVICES: dict[str, Any] = COMPOSE["services"]
OURS = [name for name, service in SERVICES.items() if service["image"].startswith("mock-interview")]
ENV = {
    "POSTGRES_PASSWORD": "pw",
    "PROXY_SECRET": "a-secret-of-more-than-twenty-signs",
    "SITE": "interview.example.org",
    "USER_HEADER": "X-Forwarded-User",
    "METRICS_TOKEN": "a-token-of-more-than-twenty-signs",
}
CADDY = ROOT / "deploy" / "compose"
WAYS = sorted(file.stem for file in CADDY.glob("*.Caddyfile") if file.stem != "laptop")
WEB_PROCESSES = (CADDY / "web-processes.caddy").read_text()
_VARIABLE = re.compile(r"\$\{([A-Z_]+)(?::([-+?])([^}]*))?\}")


def filled(text: str, env: dict[str, str]) -> str:
    """The text as compose reads it."""

    def value(found: re.Match[str]) -> str:
        name, kind, other = found.groups()
        there = env.get(name, "")
        if kind == "+":
            return str(other) if there else ""
        return there or (str(other) if kind == "-" else "")

    return _VARIABLE.sub(value, text)


def settings_of(service: str, env: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Settings:
    for name, value in SERVICES[service]["environment"].items():
        monkeypatch.setenv(name, filled(value, env))
    return Settings(_env_file=None)


def test_everything_that_the_image_copies_is_there_and_reaches_the_builder():
    copied = [
        source
        for line in re.findall(r"^COPY (?!--from)(.+)$", CONTAINERFILE, re.MULTILINE)
        for source in line.split()[:-1]
    ]
    assert {"app.py", "worker.py", "pages", "interview", ".streamlit/config.toml", "requirements.txt"} <= set(copied)
    assert [source for source in copied if not (ROOT / source).exists()] == []
    assert [source for source in copied if f"!{source}" not in IGNORED] == []


def test_only_what_is_named_reaches_the_builder():
    assert IGNORED[0] == "*"
    named = {line[1:] for line in IGNORED if line.startswith("!")}
    assert {name.split("/")[0] for name in named} <= {
        "requirements.txt",
        "requirements-setup.txt",
        "LICENSE",
        "NOTICE",
        "app.py",
        "worker.py",
        ".streamlit",
        "pages",
        "interview",
    }


def test_the_image_has_the_libraries_of_the_setup_and_runs_without_rights():
    setup = (ROOT / "scripts" / "setup").read_text()
    wanted = re.findall(r"\|\| missing\+=\((lib\S+|fonts\S+|fontconfig)\)", setup)
    assert len(wanted) == 7
    assert [package for package in wanted if package not in CONTAINERFILE] == []
    assert re.findall(r"^USER (\S+)$", CONTAINERFILE, re.MULTILINE) == ["10001:10001"]
    variables = re.search(r"^ENV (.+)$", CONTAINERFILE, re.MULTILINE)
    assert variables is not None
    assert "DATA_DIR=/data" in variables[1]


def test_every_image_has_its_version():
    images = [*re.findall(r"^FROM (\S+)", CONTAINERFILE, re.MULTILINE), *(each["image"] for each in SERVICES.values())]
    assert [image for image in images if not re.search(r":\d+\.\d+", image)] == []


def test_the_image_has_the_version_of_the_release_everywhere():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    kustomization = yaml.safe_load((ROOT / "deploy" / "kubernetes" / "kustomization.yaml").read_text())
    assert {SERVICES[name]["image"] for name in OURS} == {f"mock-interview:{version}"}
    assert kustomization["images"][0]["newTag"] == version


def test_what_the_services_run_are_commands_that_there_are():
    known = _parser()._subparsers
    assert known is not None
    commands = set(known._group_actions[0].choices or ())
    asked = [SERVICES[name]["command"][0] for name in OURS] + re.findall(
        r'^CMD \["(\S+)"\]', CONTAINERFILE, re.MULTILINE
    )
    assert set(asked) == {"web", "worker", "migrate", "doctor"}
    assert set(asked) <= commands


@pytest.mark.parametrize("service", OURS)
def test_what_is_set_for_our_services_are_settings(service: str):
    known = {name.upper() for name in Settings.model_fields}
    assert set(SERVICES[service]["environment"]) <= known


@pytest.mark.parametrize("service", ["web-alone", "web"])
def test_the_web_process_starts_as_it_is_set_and_the_health_check_asks_what_there_is(
    service: str, monkeypatch: pytest.MonkeyPatch
):
    settings = settings_of(service, ENV, monkeypatch)
    refuse_open(settings, settings.address)
    path = re.search(
        rf"http://127\.0\.0\.1:{settings.port}/api(\S+?)\"", str(SERVICES[service]["healthcheck"]["test"][3])
    )
    assert path is not None
    assert path[1] in api.openapi()["paths"]
    file = "laptop.Caddyfile" if service == "web-alone" else "web-processes.caddy"
    proxy = (CADDY / file).read_text()
    assert re.search(rf"(reverse_proxy 127\.0\.0\.1:|port ){settings.port}\b", proxy)


def test_without_a_secret_the_many_are_not_served(monkeypatch: pytest.MonkeyPatch):
    settings = settings_of("web", {**ENV, "PROXY_SECRET": ""}, monkeypatch)
    with pytest.raises(SystemExit):
        refuse_open(settings, settings.address)


def way(name: str) -> str:
    """What one way of signing in has the proxy do, without its comments, with the part that all ways have."""
    text = (CADDY / f"{name}.Caddyfile").read_text().replace("import web-processes.caddy", WEB_PROCESSES)
    return "\n".join(line.strip() for line in text.splitlines() if not line.strip().startswith("#"))


@pytest.mark.parametrize("name", WAYS)
def test_each_way_of_signing_in_brings_the_secret_and_keeps_a_page_with_its_process(name: str):
    assert "header_up X-Interview-Proxy {$PROXY_SECRET}" in way(name)
    assert "lb_policy cookie" in way(name)


@pytest.mark.parametrize("name", WAYS)
def test_no_proxy_for_many_passes_on_what_a_browser_says_of_who_it_is(name: str):
    text = way(name)
    first = {
        "passwords": "header_up {$USER_HEADER} {http.auth.user.id}",
        "page": "request_header -{$USER_HEADER}",
        "provider": "header_up -{$USER_HEADER}",
    }[name]
    assert text.count(first) == 1
    assert ("http.auth.user" in text) is ("basic_auth" in text) is (name == "passwords")
    if name == "page":
        # Outside `route`, Caddy would take the header away only after the reply that names the person.
        steps = ["route {", first, "forward_auth ", "copy_headers X-Auth-Request-User>{$USER_HEADER}", "lb_policy"]
        places = [text.index(step) for step in steps]
        assert places == sorted(places)
        assert text.count("reverse_proxy") == 2


def test_the_proxy_of_each_way_is_started_with_its_file_and_the_header_that_the_app_reads():
    front = SERVICES["front"]
    for chosen in ({}, *({"SIGN_IN": name} for name in WAYS)):
        file = Path(filled(front["command"][-1], {**ENV, **chosen}))
        assert f"./deploy/compose:{file.parent}:ro" in front["volumes"]
        assert (CADDY / file.name).exists()
    for header in ("X-Forwarded-User", "X-Person"):
        env = {**ENV, "USER_HEADER": header}
        named = [SERVICES[name]["environment"]["USER_HEADER"] for name in ("web", "worker", "manage", "front")]
        assert {filled(text, env) for text in named} == {header}
    assert filled(front["environment"]["USER_HEADER"], {**ENV, "USER_HEADER": ""}) != ""


def test_where_people_sign_in_at_a_provider_every_command_starts(monkeypatch: pytest.MonkeyPatch):
    at_provider = {
        "OIDC_ISSUER": "https://sign-in.example.org/realms/college",
        "OIDC_CLIENT_ID": "interview",
        "PUBLIC_URL": "https://interview.example.org",
        "COOKIE_SECRET": "a-secret-of-more-than-thirty-two-signs",
    }
    for name, value in at_provider.items():
        monkeypatch.setenv(name, value)
    for service in ("web", "worker", "manage", "migrate"):
        settings = settings_of(service, {**ENV, "USER_HEADER": ""}, monkeypatch)
        assert settings.has_people
        refuse_open(settings, settings.address)
    assert list(doctor._front(settings_of("manage", {**ENV, "USER_HEADER": ""}, monkeypatch))) == []


def test_the_doctor_says_that_the_many_could_not_be_served(monkeypatch: pytest.MonkeyPatch):
    env = {**ENV, "USER_HEADER": "", "SITE": "interview.example.org"}
    (said,) = doctor._listening(settings_of("manage", env, monkeypatch))
    assert said.sign == doctor.BAD
    assert "ALLOWED_HOSTS" in said.what


def test_the_guide_names_every_way_of_signing_in():
    guide = (ROOT / "docs" / "deploy.md").read_text()
    assert set(re.findall(r"`SIGN_IN=(\w+)`", guide)) == set(WAYS) - {"passwords"}
    assert [name for name in WAYS if f"compose/{name}.Caddyfile" not in guide] == []


def test_the_proxy_alone_is_believed_about_addresses(monkeypatch: pytest.MonkeyPatch):
    network = filled(COMPOSE["networks"]["front"]["ipam"]["config"][0]["subnet"], ENV)
    assert settings_of("web", ENV, monkeypatch).trusted_proxies == network
    assert [name for name, each in SERVICES.items() if "front" in each.get("networks", ())] == ["front", "web"]


def test_a_worker_tells_figures_only_where_there_is_a_token(monkeypatch: pytest.MonkeyPatch):
    assert settings_of("worker", {**ENV, "METRICS_TOKEN": ""}, monkeypatch).metrics_port is None
    assert settings_of("worker", ENV, monkeypatch).metrics_port == 9108


def test_for_one_person_nothing_is_published_beyond_this_computer():
    for service in (each for each in SERVICES.values() if "laptop" in each["profiles"]):
        assert [port for port in service.get("ports", ()) if not port.startswith("127.0.0.1:")] == []
    assert SERVICES["web-alone"]["network_mode"] == "service:proxy"
    assert COMPOSE["networks"]["data"] == {"internal": True}


@pytest.mark.parametrize("service", OURS)
def test_our_services_write_nowhere_but_in_their_volume_and_have_no_rights(service: str):
    made = SERVICES[service]
    assert made["read_only"] is True
    assert made["cap_drop"] == ["ALL"]
    assert made["volumes"] == (["data:/data", "./copies:/copies"] if service == "manage" else ["data:/data"])
    if made["command"] == ["worker"]:
        assert made["stop_grace_period"] == "30s"
    if service not in ("migrate", "manage"):
        assert made["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}


def test_what_is_mounted_from_here_is_here():
    mounted = [
        volume.split(":")[0]
        for service in SERVICES.values()
        for volume in service.get("volumes", ())
        if volume.startswith("./")
    ]
    assert [place for place in mounted if not (ROOT / place).exists() and place not in ("./users", "./copies")] == []


def test_what_the_archive_of_a_release_tells_its_reader_to_read_is_in_it():
    made = re.search(r"^IMAGE_FILES := (.+)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert made is not None
    archived = set(made[1].split())
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", CONTAINERFILE, re.MULTILINE)
    assert {source.split("/")[0] for line in copied for source in line.split()} <= archived
    told = [ROOT / "compose.yaml", *(path for path in (ROOT / "deploy").rglob("*") if path.is_file())]
    named = {name for path in told for name in re.findall(r"\.env\.example|\bdocs/\S+\.md", path.read_text())}
    assert {".env.example", "docs/deploy.md", "docs/settings.md"} <= named
    assert {name for name in named if not (ROOT / name).exists() or name.split("/")[0] not in archived} == set()


@pytest.mark.slow
def test_the_python_of_the_health_check_can_be_read():
    code = SERVICES["web"]["healthcheck"]["test"][3]
    done = subprocess.run([sys.executable, "-c", f"compile({json.dumps(code)}, 'check', 'exec')"], capture_output=True)
    assert done.returncode == 0, done.stderr


def test_whatever_a_service_waits_for_is_there_wherever_the_service_is():
    lacking = [
        (name, needed, profile)
        for name, service in SERVICES.items()
        for needed in service.get("depends_on", {})
        for profile in service["profiles"]
        if profile not in SERVICES[needed]["profiles"]
    ]
    assert lacking == []


@pytest.mark.parametrize("header", ["X-Forwarded-User", ""])
def test_other_commands_know_people_by_name_where_they_sign_in_and_reach_what_the_app_reaches(
    header: str, monkeypatch: pytest.MonkeyPatch
):
    settings = settings_of("manage", {**ENV, "USER_HEADER": header}, monkeypatch)
    assert settings.has_people is bool(header)
    app = settings_of("web", {**ENV, "USER_HEADER": header}, monkeypatch)
    assert (settings.database, settings.redis_url, settings.data_dir) == (app.database, app.redis_url, app.data_dir)
    assert settings.user_header == app.user_header


def test_the_database_takes_the_connections_of_every_process_that_starts():
    most = re.search(r"max_connections=(\d+)", " ".join(SERVICES["db"]["command"]))
    assert most is not None
    pool = Store("postgresql+psycopg://nobody@127.0.0.1:1/none").engine.pool
    assert isinstance(pool, QueuePool)
    each = pool.size() + pool._max_overflow
    processes = sum(SERVICES[name].get("deploy", {}).get("replicas", 0) for name in OURS)
    assert processes == 4
    assert each * processes < int(most[1])
    guide = (ROOT / "docs" / "deploy.md").read_text()
    scaled = [int(number) for number in re.findall(r"--scale \w+=(\d+)", guide)]
    assert len(scaled) == 2
    assert each * sum(scaled) < int(most[1])
