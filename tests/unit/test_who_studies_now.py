"""Who is at a school may work there: only a course, a year of it or studying says that somebody learns."""

from __future__ import annotations

import pytest

from interview.resume.profile.levels import is_learner, studies_now


@pytest.mark.parametrize(
    "sentence",
    [
        "I am at Oak School as a teacher since 2004.",
        "I am in charge of the kitchen of a university, where I have cooked since 2009.",
        "I am on the staff of a college.",
        "I am in my third year at Oak School as a teacher.",
        "I am at York College helping students doing a diploma.",
        "I am on the governing board of the school.",
        "I am in charge of the diploma course.",
        "I am in the diploma office.",
        "I am taking care of the boilers of a college.",
        "I am doing the floors of a school at night.",
    ],
)
def test_being_at_a_school_is_no_study(sentence: str) -> None:
    assert not studies_now(sentence)
    assert not is_learner(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "I am at college doing a diploma in catering.",
        "I am at York College, studying plumbing.",
        "I am on a bricklaying course at York College.",
        "I'm doing my nursing degree.",
        "I am currently enrolled at a university.",
        "I am in my second year at college.",
        "I am in the second year of a joinery apprenticeship.",
        "I am taking my A-levels.",
    ],
)
def test_a_course_a_year_of_it_and_studying_are(sentence: str) -> None:
    assert studies_now(sentence) or is_learner(sentence)
