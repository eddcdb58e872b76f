"""What is counted for a monitoring system: bounded labels, and a door of its own."""

import threading
import urllib.error
import urllib.request
from types import SimpleNamespace
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families
from pydantic import ValidationError

from interview import metrics, scrape
from interview.core.model_calls import ModelCall
from interview.settings import Settings
from interview.web.measured import route_of
from tests.servers import free_port

pytestmark = pytest.mark.sqlite_first

TOKEN = "a-token-of-more-than-twenty-signs"


def value(name: str, **labels: str) -> float:
    return metrics.REGISTRY.get_sample_value(name, labels) or 0.0


@pytest.mark.parametrize(
    ("path", "template", "route"),
    [
        (
            "/api/interview/sessions/ab12/answers",
            "/interview/sessions/{session_id}/answers",
            "/api/interview/sessions/{session_id}/answers",
        ),
        ("/api/whatever/somebody/types", None, "/api"),
        ("/report?session=ab12", None, "page"),
        ("/somebody@example.org", None, "page"),
        ("/_stcore/health", None, "/_stcore"),
        ("/media/3f2a.pdf", None, "/media"),
        ("/metrics", None, "/metrics"),
    ],
)
def test_a_route_is_told_by_its_template_and_never_by_what_was_typed(path: str, template: str | None, route: str):
    scope = {"route": SimpleNamespace(path_format=template)} if template else {}
    assert route_of(scope, path) == route


def test_a_method_and_an_outcome_that_nobody_knows_make_no_labels_of_their_own():
    metrics.count_request("BREW", "page", 400, "SOMETHING_NEW")
    metrics.count_call(ModelCall("grade", "m", 1200, 0, 0, "what the server said of Ada Example"))
    assert value("mock_interview_requests_total", method="other", route="page", status="400") == 1
    assert value("mock_interview_errors_total", route="page", code="other") == 1
    assert value("mock_interview_model_calls_total", operation="grade", outcome="other") == 1


def test_tokens_and_money_are_counted_by_what_a_call_was_for():
    before = value("mock_interview_model_dollars_total", operation="follow_up")
    read, written = (
        value("mock_interview_model_tokens_total", operation="follow_up", direction=each)
        for each in ("read", "written")
    )
    metrics.count_use("follow_up", 200, 30, 1_500_000)
    metrics.count_use("follow_up", 100, 10, None)
    assert value("mock_interview_model_tokens_total", operation="follow_up", direction="read") - read == 300
    assert value("mock_interview_model_tokens_total", operation="follow_up", direction="written") - written == 40
    assert value("mock_interview_model_dollars_total", operation="follow_up") - before == 1.5


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", f"Basic {TOKEN}", f"Bearer {TOKEN}x", "Bearer \u00e9"])
def test_only_the_whole_token_opens_the_figures(header: str):
    assert not metrics.is_token(TOKEN, header)
    assert not metrics.is_token("", header)
    assert metrics.is_token(TOKEN, f"Bearer {TOKEN}")


@pytest.mark.parametrize("open_to_others", [{"user_header": "X-Person"}, {"metrics_address": "0.0.0.0"}])
def test_a_port_that_others_reach_needs_a_token(open_to_others: dict[str, Any]):
    with pytest.raises(ValidationError, match="METRICS_TOKEN"):
        Settings(_env_file=None, metrics_port=9100, **open_to_others)
    assert Settings(_env_file=None, metrics_port=9100, metrics_token=TOKEN, **open_to_others).metrics_port == 9100


def _get(port: int, path: str, **headers: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=headers)) as reply:
            return reply.status, reply.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, ""


def test_the_port_of_a_worker_tells_its_figures_to_who_brings_the_token_and_that_it_lives_to_all(
    make_services, sqlite_url
):
    built = make_services(sqlite_url, metrics_port=free_port(), metrics_token=TOKEN)
    port = built.settings.metrics_port
    before = threading.enumerate()
    scrape.serve(built.settings, lambda: built)
    assert [each.name for each in threading.enumerate() if each not in before] == ["metrics"]
    assert _get(port, "/live") == (200, "ok\n")
    assert _get(port, "/metrics")[0] == 401
    assert _get(port, "/elsewhere", Authorization=f"Bearer {TOKEN}")[0] == 404
    status, text = _get(port, "/metrics", Authorization=f"Bearer {TOKEN}")
    assert status == 200
    found = {family.name: family for family in text_string_to_metric_families(text)}
    assert found["mock_interview_database_up"].samples[0].value == 1
    assert found["mock_interview_queue_age_seconds"].samples[0].value == 0
    assert found["mock_interview_build_info"].samples[0].labels.keys() == {"version", "revision", "python"}
