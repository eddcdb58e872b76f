"""Which lines of a resume tell of the work of today."""

from __future__ import annotations

from interview.resume.profile.resume_read import ReadResume
from interview.resume.profile.told_work import told_in_resume

SADDLER = """\
Ida Moss
Saddler

Experience
Saddler, Moss Leather, 2023 - present
- Cut panels of bridle leather and stitch them by hand

Dental technician, Bright Labs, 2016 - 2022
- Made full dentures of acrylic and matched their shade

Senior saddler, Horse and Hide, 2012 - 2016
- Fitted saddles of riders on their own horses
"""


def told(title: str) -> str:
    return "\n".join(told_in_resume(ReadResume(SADDLER), title))


def test_jobs_of_another_trade_that_are_over_tell_nothing_of_the_work_of_today() -> None:
    assert "dentures" not in told("Saddler")


def test_older_jobs_of_the_same_trade_tell_of_it() -> None:
    assert "bridle leather" in told("Saddler")
    assert "Fitted saddles" in told("Saddler")


def test_where_work_of_today_has_no_title_every_job_tells() -> None:
    assert "dentures" in told("")


WARDER = """\
Rudi Planck
Lift supervisor

Experience
2019 - present    Hill Railway
Lift supervisor
- Take the first lift up at seven and check every chair, brake and rope with the log in hand
2009 - 2018    The Royal Oak, Hill
Chef de partie, then Head Chef from 2012
- Cooked for a full restaurant and wrote the menus with the owner every month
"""


def test_the_title_of_an_older_job_may_stand_below_its_dates() -> None:
    told = "\n".join(told_in_resume(ReadResume(WARDER), "Lift supervisor"))
    assert "every chair" in told
    assert "restaurant" not in told
