"""Every rule wakes somebody when it should, and lets them sleep otherwise: Prometheus' own promtool says so."""

import json
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

pytestmark = [pytest.mark.slow, pytest.mark.sqlite_first]

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
RULES = DEPLOY / "prometheus" / "alerts.yaml"
NAMED = {rule["alert"]: rule for group in yaml.safe_load(RULES.read_text())["groups"] for rule in group["rules"]}

REQUESTS = "mock_interview_requests_total"
CALLS = "mock_interview_model_calls_total"
DRAFTS = "mock_interview_draft_save_seconds_bucket"
POOL = 'mock_interview_database_connections{state="in_use"}'
FAILED = 'mock_interview_evaluations{state="failed"}'


@dataclass(frozen=True)
class Story:
    """What is measured each minute, as promtool writes it, and whether the rule has fired after so many minutes."""

    alert: str
    series: dict[str, str]
    fires: bool
    minutes: int = 60
    labels: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return f"{self.alert}-{'fires' if self.fires else 'sleeps'}-{len(self.series)}-{self.minutes}"


STORIES = (
    Story(
        "MockInterviewDatabaseAway",
        {'mock_interview_database_up{instance="a"}': "1x90", 'mock_interview_database_up{instance="b"}': "0x90"},
        True,
    ),
    Story("MockInterviewDatabaseAway", {'mock_interview_database_up{instance="a"}': "1x90"}, False),
    Story("MockInterviewDatabaseAway", {"mock_interview_database_up": "1x9 0x90"}, False, minutes=10),
    Story("MockInterviewGone", {"something_else": "1x90"}, True),
    Story("MockInterviewGone", {"mock_interview_build_info": "1x90"}, False),
    Story("MockInterviewRedisAway", {"mock_interview_redis_up": "0x90"}, True),
    Story("MockInterviewRedisAway", {"mock_interview_redis_up": "1x90"}, False),
    Story("MockInterviewNoWorker", {"mock_interview_redis_up": "1x90"}, True),
    Story(
        "MockInterviewNoWorker",
        {"mock_interview_redis_up": "1x90", "mock_interview_worker_seen_seconds": "1000x90"},
        True,
    ),
    Story(
        "MockInterviewNoWorker",
        {"mock_interview_redis_up": "1x90", "mock_interview_worker_seen_seconds": "20x90"},
        False,
    ),
    # Without Redis nobody knows of workers; there is a rule of its own for that.
    Story("MockInterviewNoWorker", {"mock_interview_redis_up": "0x90"}, False),
    Story("MockInterviewQueueOld", {"mock_interview_queue_age_seconds": "0+60x90"}, True),
    Story("MockInterviewQueueOld", {"mock_interview_queue_age_seconds": "300x90"}, False),
    Story(
        "MockInterviewErrors", {f'{REQUESTS}{{status="200"}}': "0+96x90", f'{REQUESTS}{{status="503"}}': "0+4x90"}, True
    ),
    Story(
        "MockInterviewErrors",
        {f'{REQUESTS}{{status="200"}}': "0+99x90", f'{REQUESTS}{{status="503"}}': "0+1x90"},
        False,
    ),
    Story("MockInterviewErrors", {f'{REQUESTS}{{status="404"}}': "0+99x90"}, False),
    Story(
        "MockInterviewDraftsSlow",
        {
            f'{DRAFTS}{{le="0.25"}}': "0+90x90",
            f'{DRAFTS}{{le="0.5"}}': "0+100x90",
            f'{DRAFTS}{{le="+Inf"}}': "0+100x90",
        },
        True,
    ),
    Story(
        "MockInterviewDraftsSlow",
        {
            f'{DRAFTS}{{le="0.25"}}': "0+99x90",
            f'{DRAFTS}{{le="0.5"}}': "0+100x90",
            f'{DRAFTS}{{le="+Inf"}}': "0+100x90",
        },
        False,
    ),
    Story("MockInterviewPoolFull", {POOL: "38x90"}, True),
    Story("MockInterviewPoolFull", {POOL: "20x90"}, False),
    Story(
        "MockInterviewModelFails",
        {f'{CALLS}{{outcome="ok"}}': "0+7x90", f'{CALLS}{{outcome="AI_SERVICE_TIMEOUT"}}': "0+3x90"},
        True,
    ),
    Story(
        "MockInterviewModelFails",
        {f'{CALLS}{{outcome="ok"}}': "0+9x90", f'{CALLS}{{outcome="salvaged"}}': "0+5x90"},
        False,
    ),
    # The first refusal since a process began: its figure was 0 before.
    Story(
        "MockInterviewBudget",
        {'mock_interview_budget_refusals_total{code="AI_BUDGET_REACHED"}': "0x50 1x40"},
        True,
        labels={"code": "AI_BUDGET_REACHED"},
    ),
    Story(
        "MockInterviewBudget",
        {'mock_interview_budget_refusals_total{code="AI_BUDGET_REACHED"}': "5x200"},
        False,
        minutes=150,
    ),
    Story("MockInterviewGradingsFail", {FAILED: "2x90 3x90"}, True, minutes=120),
    Story("MockInterviewGradingsFail", {FAILED: "3x200"}, False, minutes=120),
)


def promtool(*arguments: str) -> subprocess.CompletedProcess[str]:
    program = shutil.which("promtool")
    assert program, "promtool is not installed; run `make setup`"
    return subprocess.run([program, *arguments], capture_output=True, text=True)


def as_test(story: Story) -> dict[str, Any]:
    rule = NAMED[story.alert]
    expected = {"exp_labels": rule["labels"] | story.labels, "exp_annotations": rule["annotations"]}
    return {
        "name": story.name,
        "interval": "1m",
        "input_series": [{"series": name, "values": values} for name, values in story.series.items()],
        "alert_rule_test": [
            {
                "eval_time": f"{story.minutes}m",
                "alertname": story.alert,
                "exp_alerts": [expected] if story.fires else [],
            }
        ],
    }


def test_every_rule_fires_in_its_story_and_sleeps_in_the_other(tmp_path: Path):
    file = tmp_path / "alerts.test.yaml"
    tests = [as_test(story) for story in STORIES]
    file.write_text(yaml.safe_dump({"rule_files": [str(RULES)], "evaluation_interval": "1m", "tests": tests}))
    done = promtool("test", "rules", str(file))
    assert done.returncode == 0, done.stdout + done.stderr
    told = {fires: {story.alert for story in STORIES if story.fires is fires} for fires in (True, False)}
    assert told == {True: set(NAMED), False: set(NAMED)}


def test_prometheus_reads_every_rule_and_every_expression_of_the_board(tmp_path: Path):
    board = json.loads((DEPLOY / "grafana" / "mock-interview.json").read_text())
    asked = [target["expr"] for panel in board["panels"] for target in panel.get("targets", ())]
    assert len(asked) > 15
    # Grafana puts a length of time there before it asks.
    told = [expression.replace("$__rate_interval", "5m") for expression in asked]
    rules = [{"record": f"board:{number}", "expr": expression} for number, expression in enumerate(told)]
    file = tmp_path / "board.yaml"
    file.write_text(yaml.safe_dump({"groups": [{"name": "board", "rules": rules}]}))
    for checked in (RULES, file):
        done = promtool("check", "rules", str(checked))
        assert done.returncode == 0, done.stdout + done.stderr
