"""The page Progress over time: empty states that explain, boxes drawn when they are opened, filters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from interview.core.grading import Settled, Verdict
from interview.core.identity import PRACTICE, InterviewerId, model_interviewer
from interview.services import services
from interview.storage import store
from interview.storage.migrate import upgrade
from interview.web import ui
from tests.app_test import AppTest
from tests.builders import NOON
from tests.report_builders import GOOD, graded, report, session, turn
from tests.unit.test_analytics import keep

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'interview.db'}")
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1/0")
    services.cache_clear()
    upgrade(f"sqlite:///{tmp_path / 'interview.db'}")
    yield AppTest.from_file(str(ROOT / "pages" / "progress.py"), default_timeout=30)
    services().store.engine.dispose()
    services.cache_clear()


def hold(day: int, verdict: Verdict = Verdict.COVERED, by: InterviewerId = PRACTICE, **changes: object) -> None:
    turns = [turn(0), turn(1, question=replace(GOOD, category="Design", text="Design a queue."))]
    given = [graded(one, [verdict] * 3, by=by) for one in turns]
    keep(services(), report(session(turns, id=f"s{day}", day=day, **changes), given))


def headers(page: AppTest) -> list[str]:
    return [header.value for header in page.subheader]


def boxes(page: AppTest) -> list[str]:
    """What there is to open below the score."""
    return [box.label for box in page.expander if box.label not in ("Filters", "Change this job, or add another")]


def open_box(page: AppTest, name: str) -> AppTest:
    """The page with one of these boxes open from its next run on."""
    page.session_state[f"over-time-{name}"] = True
    return page


def test_without_an_interview_the_page_says_what_will_be_here_and_where_to_start(page: AppTest) -> None:
    page.run()
    assert not page.exception
    assert any("no graded interview yet" in each.value for each in page.markdown)
    assert [button.label for button in page.button] == ["Start an interview"]
    assert not page.get("plotly_chart")


def test_one_interview_shows_its_categories_and_announces_the_lines(page: AppTest) -> None:
    hold(0)
    page.run()
    assert not page.exception
    assert "One whole interview has a score so far" in page.info[0].value
    assert headers(page) == ["Today's practice", "Your topics"]
    assert boxes(page) == ["By category", "Show the numbers"]
    assert not page.selectbox


def test_from_two_interviews_on_there_are_lines_and_the_numbers_beside_them(page: AppTest) -> None:
    hold(0, Verdict.TOUCHED)
    hold(9)
    page.run()
    assert not page.exception
    assert headers(page) == [
        "Today's practice",
        "Your topics",
        "Your best so far",
        "Overall score",
    ]
    assert boxes(page) == [
        "What makes up the score",
        "By category",
        "Categories over time",
        "Interviews per week",
        "Show the numbers",
    ]
    open_box(page, "numbers").run()
    shown = page.dataframe[0].value
    assert list(shown["Score of 100"]) == [round(p.overall) for p in services().analytics.points("local")]
    assert any("too few to tell a change from chance" in each.value for each in page.markdown)


@pytest.mark.parametrize("count", [12, 60])
def test_many_interviews_are_drawn_with_the_band_of_ordinary_variation(page: AppTest, count: int) -> None:
    for day in range(count):
        hold(day, [Verdict.TOUCHED, Verdict.COVERED, Verdict.MISSED][day % 3])
    page.run()
    assert not page.exception
    assert any("are your ordinary ups and downs" in each.value for each in page.markdown)
    assert "Key points to practise most" in boxes(page)


def test_what_is_in_a_closed_box_is_drawn_when_it_is_opened(page: AppTest) -> None:
    hold(0, Verdict.TOUCHED)
    hold(9)
    page.run()
    assert len(page.get("plotly_chart")) == 1
    assert not page.dataframe
    for name in ("parts", "categories", "lines", "weeks"):
        open_box(page, name)
    page.run()
    assert not page.exception
    assert len(page.get("plotly_chart")) == 5
    open_box(page, "numbers").run()
    assert len(page.dataframe) == 1


def own_words(page: AppTest) -> list[str]:
    """The labels of links to files."""
    bodies = " ".join(found.proto.body for found in page.get("html"))
    return re.findall(r'<a href="/api/interview/verdicts" download>([^<]+)</a>', bodies)


def test_what_was_settled_is_a_file_only_while_something_is(page: AppTest) -> None:
    label, told = "Download as a file", "gave your own word on"
    hold(0, language="zh")
    page.run()
    assert own_words(page) == []
    point = GOOD.key_points[0].id
    services().evaluator.settle("local", "s0", 0, point, Settled.WRONG)
    page.run()
    assert own_words(page) == [label]
    assert any(told in part.proto.body for part in page.get("html"))
    services().evaluator.settle("local", "s0", 0, point, None)
    page.run()
    assert own_words(page) == []


def test_a_list_that_goes_on_with_an_earlier_practice_says_so_as_long_as_it_is_open(page: AppTest) -> None:
    hold(0, Verdict.TOUCHED)
    earlier = services().todays_practice.start("local", "somewhere", UTC).session
    page.run()
    next(button for button in page.button if button.label == "Practise these").click().run()
    assert not page.exception
    assert "not finished yet, so it goes on where you stopped" in page.info[0].value
    assert [button.label for button in page.button][-1] == "Go to the questions"
    services().candidate.complete("local", earlier.id)
    page.run()
    assert [button.label for button in page.button][-1] == "Practise these"


def test_a_chosen_job_is_the_one_that_the_page_is_about_and_that_is_practised(page: AppTest) -> None:
    hold(0, Verdict.TOUCHED)
    asks_for = "Requirements\n- Kafka\n- Docker"
    chosen = services().targets.add("local", title="Backend engineer", text=asks_for)
    next_day = datetime.now(UTC).date() + timedelta(days=9)
    services().targets.add("local", title="Registered nurse", interview_on=next_day)
    page.run()
    assert page.selectbox[0].value != chosen.id
    page.selectbox[0].set_value(chosen.id).run()
    page.run()
    assert page.selectbox[0].value == chosen.id
    shown = " ".join(part.proto.body for part in page.get("html"))
    assert "A new question from the field of Kafka" in shown
    assert "Nursing" not in shown
    next(button for button in page.button if button.label == "Practise these").click().run()
    made = services().candidate.sessions("local")[0][0]
    assert services().candidate.view("local", made.id).target_id == chosen.id


def test_what_was_missed_can_be_practised_from_here(page: AppTest) -> None:
    hold(0, Verdict.MISSED)
    open_box(page, "missed").run()
    (first, *_) = [button for button in page.button if button.label == "Practise this question"]
    first.click().run()
    with services().store.reading() as db:
        assert store.find_slot(db, "local", "again:s0:0") is not None


def test_another_interviewer_can_be_chosen_and_is_never_mixed_in(page: AppTest) -> None:
    hold(0, Verdict.TOUCHED)
    hold(1, by=model_interviewer("m"))
    page.session_state["filters-over-time"] = True
    open_box(page, "numbers").run()
    (choice,) = [each for each in page.selectbox if each.label == "Interviewer and scoring rules"]
    practice = "Practice interviewer"
    assert choice.options == ["All", "Model m", practice]
    assert "What makes up the score" not in boxes(page)
    assert any("each has its own line" in each.value for each in page.caption)
    choice.select(practice).run()
    assert not page.exception
    assert list(page.dataframe[0].value["Interview"]) == ["24 Nov 2026, 12:00"]


def test_filters_act_and_say_what_to_do_when_nothing_is_left(page: AppTest) -> None:
    hold(0, Verdict.TOUCHED, resume_name="old.pdf")
    hold(1, resume_name="new.pdf")
    open_box(page, "numbers").run()
    assert not page.selectbox
    page.session_state["filters-over-time"] = True
    page.run()
    by_label = {each.label: each for each in page.selectbox}
    assert set(by_label) == {"Resume", "Category"}
    by_label["Resume"].select("old.pdf").run()
    assert list(page.dataframe[0].value["Resume"]) == ["old.pdf"]
    page.date_input(key="since").set_value(date(2030, 1, 1)).run()
    assert "No interview with a score fits" in page.info[0].value
    (button,) = [each for each in page.button if each.label == "Show all interviews"]
    button.click().run()
    assert not page.exception
    assert list(page.dataframe[0].value["Resume"]) == ["old.pdf", "new.pdf"]


def test_a_category_filter_puts_its_score_in_the_place_of_the_whole(page: AppTest) -> None:
    for day in range(2):
        turns = [turn(0), turn(1, question=replace(GOOD, category="Design"))]
        given = [graded(turns[0], [Verdict.COVERED] * 3), graded(turns[1], [Verdict.TOUCHED] * 3)]
        keep(services(), report(session(turns, id=f"s{day}", day=day), given))
    page.query_params["category"] = "Design"
    open_box(page, "numbers").run()
    assert not page.exception
    expected = graded(turn(1), [Verdict.TOUCHED] * 3).scores
    assert expected is not None
    assert list(page.dataframe[0].value["Score of 100"]) == [expected.number] * 2


@pytest.mark.parametrize("tab", ["Interviews", "Category scores", "Time per answer"])
def test_every_tab_of_the_numbers_tells_a_moment_as_the_page_does(page: AppTest, tab: str) -> None:
    seen = replace(turn(0), first_shown_at=NOON)
    keep(services(), report(session([seen], day=0), [graded(seen)]))
    page.session_state["numbers"] = tab
    open_box(page, "numbers").run()
    assert not page.exception
    (shown,) = page.dataframe
    assert set(shown.value["Interview"]) == {"24 Nov 2026, 12:00"}


def test_weeks_and_their_file_are_those_of_the_browsers_time_zone(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ui, "zone", lambda: ZoneInfo("Pacific/Auckland"))
    sunday = datetime(2026, 1, 11, 22, 0, tzinfo=UTC)
    keep(services(), report(session([turn(0)], created_at=sunday), [graded(turn(0))]))
    page.session_state["numbers"] = "Weeks"
    open_box(page, "numbers").run()
    assert not page.exception
    assert list(page.dataframe[0].value["Week from"]) == ["2026-01-12"]
    shown = " ".join(found.proto.body for found in page.get("html"))
    assert "/api/interview/trends/weeks?timeZone=Pacific%2FAuckland" in shown
