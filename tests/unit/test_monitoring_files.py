"""The board and the rules ask for figures that the app really tells, with labels that these really have."""

import json
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from prometheus_client import Metric

from interview import metrics, scrape

pytestmark = pytest.mark.sqlite_first

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
_NAME = re.compile(r"\b(?:mock_interview|process)_[a-z_]+")
_USE = re.compile(r"((?:mock_interview|process)_[a-z_]+)\{([^}]*)\}")
_LABEL = re.compile(r"([a-z_]+)\s*(?:=~|!~|!=|=)")
_BY = re.compile(r"by \(([^)]*)\)\s*\((?:rate|increase)?\(?((?:mock_interview|process)_[a-z_]+)")
# What Prometheus itself puts on every figure.
_OF_PROMETHEUS = {"instance", "job"}
_ENDS = {"counter": ("_total",), "histogram": ("_bucket", "_count", "_sum"), "info": ("_info",), "gauge": ("",)}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, redis_server, migrated) -> dict[str, set[str]]:
    """Every name that a scrape can have, with its labels."""
    from interview.services import build
    from interview.settings import Settings

    settings = Settings(_env_file=None, database_url=f"sqlite:///{migrated}", redis_url=redis_server.url)
    built = build(settings)
    found: dict[str, set[str]] = {"mock_interview_worker_seen_seconds": set()}
    families: list[Metric] = list(scrape._Everything(built).collect())
    for family in families:
        own = set(getattr(metrics_of(family.name), "_labelnames", ()))
        for end in _ENDS[family.type]:
            labels = own | {name for sample in family.samples for name in sample.labels}
            found[family.name + end] = labels | ({"le"} if end == "_bucket" else set())
    built.store.engine.dispose()
    return found


def metrics_of(name: str) -> object:
    """The counter of this name, whose labels are known before it was ever counted."""
    named = (each for each in vars(metrics).values() if getattr(each, "_name", None) == name)
    return next(named, SimpleNamespace())


def expressions() -> list[str]:
    board = json.loads((DEPLOY / "grafana" / "mock-interview.json").read_text())
    rules = yaml.safe_load((DEPLOY / "prometheus" / "alerts.yaml").read_text())
    of_board = [target["expr"] for panel in board["panels"] for target in panel.get("targets", ())]
    return [*of_board, *(rule["expr"] for group in rules["groups"] for rule in group["rules"])]


@pytest.mark.parametrize("file", ["grafana/mock-interview.json", "prometheus/alerts.yaml"])
def test_no_text_says_that_gradings_wait_for_redis(file: str):
    """Workers grade without it: tests/integration/test_what_is_missing.py."""
    assert not re.search(r"gradings\s+wait", (DEPLOY / file).read_text())


def test_every_figure_that_is_asked_for_is_told(told: dict[str, set[str]]):
    asked = {name for expression in expressions() for name in _NAME.findall(expression)}
    assert len(asked) > 15
    assert asked - told.keys() == set()


def test_every_label_that_is_asked_for_is_one_of_its_figure(told: dict[str, set[str]]):
    wrong = []
    for expression in expressions():
        for name, labels in _USE.findall(expression):
            wrong += [(name, label) for label in set(_LABEL.findall(labels)) - told[name] - _OF_PROMETHEUS]
        for labels, name in _BY.findall(expression):
            wrong += [(name, label) for label in set(labels.replace(" ", "").split(",")) - told[name] - _OF_PROMETHEUS]
    assert wrong == []


def test_every_figure_of_ours_is_on_the_board_or_in_a_rule(told: dict[str, set[str]]):
    asked = " ".join(expressions())
    ours = {name.removesuffix("_count").removesuffix("_sum").removesuffix("_bucket") for name in told}
    assert {name for name in ours if name.startswith("mock_interview_") and name not in asked} == set()


def test_parentheses_and_quotes_of_every_expression_close():
    for expression in expressions():
        assert [expression.count(sign) for sign in "([{"] == [expression.count(sign) for sign in ")]}"], expression
        assert expression.count('"') % 2 == 0, expression


def test_every_rule_says_what_happened_and_how_much_it_matters_and_stands_in_the_docs():
    rules = yaml.safe_load((DEPLOY / "prometheus" / "alerts.yaml").read_text())
    guide = (DEPLOY.parent / "docs" / "deploy.md").read_text()
    for rule in (rule for group in rules["groups"] for rule in group["rules"]):
        assert rule["labels"]["severity"] in {"page", "warn", "info"}
        assert rule["annotations"]["summary"].endswith(".") or rule["annotations"]["summary"].endswith("?")
        assert rule["alert"] in guide


def test_panels_of_the_board_do_not_overlap_and_have_numbers_of_their_own():
    panels = json.loads((DEPLOY / "grafana" / "mock-interview.json").read_text())["panels"]
    assert len({panel["id"] for panel in panels}) == len(panels)
    taken: set[tuple[int, int]] = set()
    for panel in panels:
        at = panel["gridPos"]
        cells = {(x, y) for x in range(at["x"], at["x"] + at["w"]) for y in range(at["y"], at["y"] + at["h"])}
        assert not cells & taken, panel["title"]
        assert at["x"] + at["w"] <= 24
        taken |= cells
