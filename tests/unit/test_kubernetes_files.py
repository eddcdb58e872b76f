"""The manifests fit the code and each other: names, ports, probes, settings, and no rights."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from interview.metrics import PATH
from interview.scrape import LIVE
from interview.settings import Settings
from interview.web.listening import refuse_open
from interview.web.routes.api import api

FOLDER = Path(__file__).resolve().parents[2] / "deploy" / "kubernetes"
KUSTOMIZATION: dict[str, Any] = yaml.safe_load((FOLDER / "kustomization.yaml").read_text())
SECRET = "a-secret-of-more-than-twenty-signs"


def _file(name: str) -> Path:
    return FOLDER / name.replace("secret.yaml", "secret.template.yaml")


MANIFESTS: list[dict[str, Any]] = [
    manifest for name in KUSTOMIZATION["resources"] for manifest in yaml.safe_load_all(_file(name).read_text())
]


def of_kind(kind: str) -> dict[str, dict[str, Any]]:
    return {each["metadata"]["name"]: each for each in MANIFESTS if each["kind"] == kind}


PODS: dict[str, dict[str, Any]] = {
    name: made["spec"]["template"] for kind in ("Deployment", "Job") for name, made in of_kind(kind).items()
}
CONTAINERS = {name: pod["spec"]["containers"][0] for name, pod in PODS.items()}


def test_every_file_is_applied_or_named_in_the_guide():
    guide = (FOLDER.parents[1] / "docs" / "deploy.md").read_text()
    known = {_file(name).name for name in KUSTOMIZATION["resources"]}
    assert all(_file(name).exists() for name in KUSTOMIZATION["resources"])
    others = {file.name for file in FOLDER.glob("*.yaml")} - known - {"kustomization.yaml", "secret.yaml"}
    assert [name for name in others if name not in guide] == []


@pytest.mark.parametrize("name", sorted(PODS))
def test_no_pod_has_rights_or_writes_to_its_image(name: str):
    account, rights = PODS[name]["spec"]["securityContext"], CONTAINERS[name]["securityContext"]
    assert account["runAsNonRoot"] is True
    assert f"USER {account['runAsUser']}:{account['runAsGroup']}" in (FOLDER.parents[1] / "Containerfile").read_text()
    assert rights["readOnlyRootFilesystem"] is True
    assert rights["allowPrivilegeEscalation"] is False
    assert rights["capabilities"] == {"drop": ["ALL"]}
    assert PODS[name]["spec"]["automountServiceAccountToken"] is False
    assert CONTAINERS[name]["resources"]["limits"]["memory"]


def test_what_is_set_are_settings_and_the_web_process_starts_with_them(monkeypatch: pytest.MonkeyPatch):
    values = {**of_kind("ConfigMap")["settings"]["data"], **of_kind("Secret")["secrets"]["stringData"]}
    assert set(values) <= {name.upper() for name in Settings.model_fields}
    for name, value in {**values, "PROXY_SECRET": SECRET, "METRICS_TOKEN": SECRET}.items():
        monkeypatch.setenv(name, value)
    settings = Settings(_env_file=None)
    refuse_open(settings, settings.address)
    assert settings.port == CONTAINERS["web"]["ports"][0]["containerPort"]
    assert settings.metrics_port == CONTAINERS["worker"]["ports"][0]["containerPort"]
    monkeypatch.setenv("METRICS_TOKEN", "")
    with pytest.raises(ValueError, match="METRICS_TOKEN"):
        Settings(_env_file=None)


def test_the_template_of_the_secret_holds_none():
    values = of_kind("Secret")["secrets"]["stringData"]
    assert [value for value in values.values() if value and "CHANGE-ME" not in value] == []


def test_probes_ask_what_there_is_under_a_name_that_is_answered():
    paths = api.openapi()["paths"]
    for probe, path in (("startupProbe", "live"), ("livenessProbe", "live"), ("readinessProbe", "ready")):
        asked = CONTAINERS["web"][probe]["httpGet"]
        assert asked["path"] == f"/api/health/{path}"
        assert asked["path"].removeprefix("/api") in paths
        assert asked["httpHeaders"] == [{"name": "Host", "value": "localhost"}]
    assert CONTAINERS["worker"]["livenessProbe"]["httpGet"]["path"] == LIVE


def test_monitoring_finds_every_process():
    for name in ("web", "worker"):
        told = PODS[name]["metadata"]["annotations"]
        assert told["prometheus.io/path"] == PATH
        assert int(told["prometheus.io/port"]) == CONTAINERS[name]["ports"][0]["containerPort"]


@pytest.mark.parametrize("name", ["web", "worker"])
def test_there_are_two_of_each_and_one_always_stays(name: str):
    deployment = of_kind("Deployment")[name]
    labels = deployment["spec"]["selector"]["matchLabels"]
    assert deployment["spec"]["replicas"] == 2
    assert labels.items() <= deployment["spec"]["template"]["metadata"]["labels"].items()
    budget = of_kind("PodDisruptionBudget")[name]["spec"]
    assert (budget["minAvailable"], budget["selector"]["matchLabels"]) == (1, labels)
    assert of_kind("NetworkPolicy")[name]["spec"]["podSelector"]["matchLabels"] == labels


def test_a_page_stays_with_its_process_and_keeps_its_websocket():
    service, ingress = of_kind("Service")["web"]["spec"], of_kind("Ingress")["web"]
    assert service["sessionAffinity"] == "ClientIP"
    told = {name.rpartition("/")[2]: value for name, value in ingress["metadata"]["annotations"].items()}
    assert told["affinity"] == "cookie"
    assert int(told["proxy-read-timeout"]) >= 3600
    assert told["auth-response-headers"] == of_kind("ConfigMap")["settings"]["data"]["USER_HEADER"]
    backend = ingress["spec"]["rules"][0]["http"]["paths"][0]["backend"]["service"]
    assert backend["name"] == "web"
    assert backend["port"]["name"] in {port["name"] for port in service["ports"]}
    assert ingress["spec"]["rules"][0]["host"] == of_kind("ConfigMap")["settings"]["data"]["ALLOWED_HOSTS"]


def test_more_workers_come_by_a_figure_that_is_told():
    metric = of_kind("HorizontalPodAutoscaler")["worker"]["spec"]["metrics"][0]["external"]["metric"]["name"]
    rule = yaml.safe_load((FOLDER / "adapter-rule.yaml").read_text())[0]
    assert metric == rule["name"]["as"] == rule["seriesQuery"]
    assert re.search(rf'"{metric.removeprefix("mock_interview_")}"', Path("interview/scrape.py").read_text())


def test_the_migration_is_named_for_the_release_whose_image_it_runs():
    tag = KUSTOMIZATION["images"][0]["newTag"]
    assert f"migrate-{tag.replace('.', '-')}" in PODS
    assert {container["image"] for container in CONTAINERS.values()} == {KUSTOMIZATION["images"][0]["name"]}
