"""A question about a line of a resume presumes no more than the line tells."""

from __future__ import annotations

from datetime import date

import pytest

from interview.core.profile import AchievementKind, LineTrait
from interview.core.question import QuestionKind
from interview.practice.own_work import fits
from interview.question_bank.bank import bank_in
from interview.resume.profile.reader import understand


def asked_of(line: str) -> set[str]:
    """The ids of the questions that may be asked of a line, without "achievements-"."""
    resume = f"EXPERIENCE\nSite Supervisor, Northwind Ltd, Jan 2020 - present\n- {line}\n"
    (found,) = understand(resume, today=date(2026, 11, 15)).achievements
    own = (question for topic in bank_in("en").of_kind(QuestionKind.PROJECT) for question in topic.questions)
    return {each.id.removeprefix("achievements-") for each in own if each.about and fits(each, found)}


OF_SOMETHING_FINISHED = {"given-up", "became-of-it", "nearly-failed", "differently-today", "other-way-of-doing"}


@pytest.mark.parametrize(
    "line",
    [
        "Do roof surveys and check the beams before each build",
        "Commission boilers and set up the control apps",
        "Inspect scaffolds and plan repairs for 12 sites",
        "I plan the deliveries and answer the phones for 40 drivers",
        "Writing and filing the site reports for 9 houses",
    ],
)
def test_what_is_done_again_and_again_is_not_asked_about_as_something_finished(line: str) -> None:
    asked = asked_of(line)
    assert asked.isdisjoint(OF_SOMETHING_FINISHED)
    assert {"when-it-failed", "well-or-only-done"} <= asked


@pytest.mark.parametrize(
    "line",
    [
        "Changed the wall from brick to timber, saved 60k and 2 months",
        "Reduced the cost of the roof by £42k without a change of the tiles",
    ],
)
def test_nobody_is_asked_whether_a_sum_saved_once_has_lasted(line: str) -> None:
    asked = asked_of(line)
    assert asked.isdisjoint({"did-it-last", "first-thing", "other-causes"})
    assert "other-way-of-doing" in asked


def test_a_figure_that_stands_elsewhere_than_before_is_asked_about_as_one() -> None:
    assert {"did-it-last", "first-thing", "other-causes"} <= asked_of("Cut the defects of a flat from 31 to 12")
    assert "did-it-last" in asked_of("Rewrote the checklists, defects down by 40%")


def test_who_tells_only_how_it_came_out_is_not_asked_for_another_way_of_doing_it() -> None:
    for line in ("Passed 97% of the inspections, up from 80%", "Customer score went from 7.1 to 8.4 in 2 years"):
        assert asked_of(line).isdisjoint({"other-way-of-doing", "nearly-failed"})
        assert "own-part" in asked_of(line)
    assert "well-or-only-done" not in asked_of("Fall rate 1.2%, call bells 94%, handovers 99%")


def test_who_found_something_is_asked_what_they_saw_and_not_what_nearly_made_it_fail() -> None:
    asked = asked_of("Found a crack in the crane before a lift and got it replaced")
    assert "saw-first" in asked
    assert "nearly-failed" not in asked


def test_one_deed_with_a_figure_is_nothing_that_somebody_new_takes_over() -> None:
    asked = asked_of("Evacuated the site in 9 minutes in the flood")
    assert asked.isdisjoint({"show-somebody-new", "well-or-only-done"})


def test_what_was_done_to_many_is_a_routine_and_what_was_made_is_none() -> None:
    assert "well-or-only-done" in asked_of("Installed 300 boilers in schools")
    assert "while-away" not in asked_of("Opened 14 new accounts with schools")


def test_a_comparison_is_no_decision() -> None:
    resume = "EXPERIENCE\nNurse, City Hospital, Jan 2020 - present\n- Caught a daily instead of weekly dose of 15 mg\n"
    (found,) = understand(resume, today=date(2026, 11, 15)).achievements
    assert found.kind is AchievementKind.WORK
    assert LineTrait.REPEATED not in found.traits


def test_rules_of_a_program_have_nobody_who_was_against_them() -> None:
    assert asked_of("Rewrote 60 rules of the scanner, false alarms down by 55%").isdisjoint({"doubts", "win-over"})


def test_people_who_were_hired_for_others_are_nobody_one_has_developed() -> None:
    assert asked_of("Recruited 130 drivers for 4 depots").isdisjoint({"one-person", "not-as-hoped"})


OF_PEOPLE = {"not-as-hoped", "one-person", "what-they-say"}


@pytest.mark.parametrize(
    "line",
    [
        "Led a redundancy consultation with 60 employees across two sites",
        "Managed the redundancy process for 45 staff and closed it in eight weeks",
        "Supervised the consultation of 120 workers about the closure of the plant",
        "Managed payroll for 400 staff",
        "Managed sickness absence of 500 employees",
        "Led interviews of 35 staff about a theft",
        "Responsible for the safety of 2,000 students",
        "Managed staff rotas for 3 sites",
        "Managed 40 servers in two halls",
        "I manage the pensions of 300 members",
    ],
)
def test_nobody_is_asked_how_people_developed_for_whom_something_was_done(line: str) -> None:
    assert asked_of(line).isdisjoint(OF_PEOPLE)


@pytest.mark.parametrize(
    "line",
    [
        "Trained 25 new drivers on the tram simulator",
        "Recruited and trained 50 volunteers for the hospice",
        "Led a choir of 45 singers",
        "Managed a gang of 20 pickers in the harvest",
        "Responsible for 18 nurses and assistants",
        "Taught the use of the crane to 12 apprentices",
        "I manage five people",
    ],
)
def test_whoever_leads_or_teaches_people_is_asked_about_them(line: str) -> None:
    assert asked_of(line) >= {"not-as-hoped", "one-person"}


OF_A_FLOOD = {"ordinary-day", "slips-through", "half-more"}


def test_what_was_closed_once_is_no_flood_of_work() -> None:
    assert asked_of("Closed 14 branches of a chain and sold the stock in nine weeks").isdisjoint(OF_A_FLOOD)
    assert asked_of("Closed 140 tickets of three kinds and sold the rest") >= OF_A_FLOOD


@pytest.mark.parametrize(
    "line",
    [
        "Designed and fired 200 blasts without flying rock",
        "Wrote off 1.1 million of debt for 210 clients",
        "Led a shearing gang through New Zealand in 90 days",
    ],
)
def test_nobody_is_asked_whose_idea_many_pieces_were(line: str) -> None:
    assert asked_of(line).isdisjoint({"how-it-began", "given-up", "learned-from"})


def test_what_is_decided_at_a_rate_is_asked_about_as_work_of_every_day() -> None:
    assert asked_of("Negotiated payment plans with 300 debtors a year").isdisjoint({"ways-open", "to-choose-otherwise"})
    assert "ways-open" in asked_of("Moved from weekly orders to 2 each day, as the bread went stale")


def test_a_measure_of_one_deed_makes_no_routine_of_it() -> None:
    assert "show-somebody-new" not in asked_of("Seized 140 kg of cocaine in a container of bananas")
    assert "while-away" not in asked_of("Trained 50 volunteers, of whom 41 stayed longer than a year")


def test_what_was_raised_in_number_is_no_figure_that_rose() -> None:
    assert "figure-measured" not in asked_of("Raised 6,000 pheasants each spring")
    assert "figure-measured" in asked_of("Raised the yield of eggs by 12 % with a better feed")
