"""What kind of thing a line of a resume tells: on it hangs which questions make sense of it."""

from __future__ import annotations

from datetime import date

import pytest

from interview.core.profile import Achievement, AchievementKind, LineTrait
from interview.resume.profile.reader import understand

CHANGE, DECISION, PEOPLE = AchievementKind.CHANGE, AchievementKind.DECISION, AchievementKind.PEOPLE
WORK, SCALE = AchievementKind.WORK, AchievementKind.SCALE


def line_of(text: str) -> Achievement | None:
    resume = f"EXPERIENCE\nSecurity Analyst, Northwind Ltd, Jan 2020 - present\n- {text}\n"
    found = understand(resume, today=date(2026, 11, 15)).achievements
    return found[0] if found else None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Contract assistant with retrieval, used by 310 lawyers every week", WORK),
        ("Reduced the noise of the alerts by 40%", CHANGE),
        ("Noticed a pattern in 40 complaints about double invoices and got a bug fixed", WORK),
        ("Led the response to a business e-mail compromise, 47 mailboxes checked", WORK),
        ("Led five engineers through the move to the new office", PEOPLE),
        ("Wrote the exit plan that the supervisory board had asked for", WORK),
        ("Stopped the roll-out after a pilot of six weeks", DECISION),
        ("Triaged about 11,000 alerts; closed 92% within the agreed time", SCALE),
        ("App with 4,000 users led by the sales department", WORK),
        ("Teach the monthly cutting class for our 3 assistants", PEOPLE),
        ("Guide 3 candidate engineers to their licence", PEOPLE),
        ("Preceptor to 8 new grads", PEOPLE),
        ("Wrote the style guide for 12 editors", WORK),
        ("Bill for power went from 6,100 a month to 4,900", CHANGE),
        ("Teach six classes, 140 pupils; 40% free/reduced lunch", SCALE),
        ("Rust repair: grade 1 to 3, grinding, primer, outer shell", SCALE),
        ("Mentor two junior analysts", PEOPLE),
    ],
)
def test_a_line_is_what_it_tells(text: str, kind: AchievementKind) -> None:
    found = line_of(text)
    assert found is not None
    assert found.kind is kind


def test_so_many_that_were_handled_are_a_volume() -> None:
    found = line_of("Triaged about 11,000 alerts; closed 92% within the agreed time")
    assert found is not None
    assert LineTrait.VOLUME in found.traits


@pytest.mark.parametrize(
    "text",
    [
        "I am on the floor from 11 to 3 and in the office when customers are not there",
        "Sorted, tidied, swept",
    ],
)
def test_where_somebody_is_and_a_few_words_are_nothing_to_ask_about(text: str) -> None:
    assert line_of(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Help with log-in problems, bank feeds and API keys that stopped working",
        "Visual merchandising, stocktake lead, cash office",
    ],
)
def test_a_plain_duty_is_asked_about_as_work_of_every_day(text: str) -> None:
    found = line_of(text)
    assert found is not None
    assert found.kind is AchievementKind.SCALE
    assert LineTrait.REPEATED in found.traits


def test_who_only_gets_something_need_not_have_gone_along_with_it() -> None:
    saved = line_of("Script that compares logs, saved the team 3 hours a week")
    moved = line_of("Moved the team to shifts, overtime down by 30%")
    assert saved is not None
    assert moved is not None
    assert LineTrait.OTHERS not in saved.traits
    assert LineTrait.OTHERS in moved.traits


def test_pieces_of_daily_work_are_nothing_new() -> None:
    found = line_of("Interviewed witnesses and wrote 30 reports for the court")
    assert found is not None
    assert LineTrait.NEW not in found.traits


def test_what_belongs_to_a_kind_of_work_is_no_new_thing_and_what_was_built_is() -> None:
    routine = line_of("Rust repair: grade 1 to 3, grinding, primer, outer shell")
    made = line_of("New dashboard: revenue, churn, cost per order, 40 users")
    assert routine is not None
    assert made is not None
    assert LineTrait.NEW not in routine.traits
    assert (made.kind, LineTrait.NEW in made.traits) == (WORK, True)


def test_whom_somebody_mentors_today_they_mentor_again_and_again() -> None:
    found = line_of("Mentor two junior analysts")
    assert found is not None
    assert LineTrait.REPEATED in found.traits


def test_on_which_terms_somebody_works_is_nothing_they_did() -> None:
    assert line_of("60% of my work is from three studios; I invoice monthly and do my own taxes") is None
