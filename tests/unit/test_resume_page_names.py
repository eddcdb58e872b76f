"""What a resume is called where one is chosen or deleted, in the history and in a report."""

from dataclasses import replace
from datetime import timedelta

from interview.core.profile import Profile
from interview.core.resume import PastedResume, Resume
from interview.i18n.translate import ENGLISH
from interview.web.resume_names import name_of, pasted, with_name
from tests.builders import NOON
from tests.report_builders import report, session, turn

TEXT = "Dana Whitfield\nReceptionist\nExperience\nReceptionist, Harbour Dental Practice, 2019 - 2024\n"


def resume(text: str, file_name: str = "", occupation: str = "") -> Resume:
    return Resume("r1", "me", file_name, text, Profile(occupation=occupation), NOON, "hash")


def test_a_pasted_resume_is_called_by_the_person_and_their_work():
    assert name_of(resume(TEXT, occupation="accountant"), ENGLISH) == "Dana Whitfield, Accountant"
    assert name_of(resume(TEXT), ENGLISH) == "Dana Whitfield"


def test_a_file_keeps_its_name_and_a_text_that_names_nobody_is_a_pasted_text():
    assert name_of(resume(TEXT, "cv.pdf"), ENGLISH) == "cv.pdf"
    assert name_of(resume("skills: excel"), ENGLISH) == "Pasted text"


def test_a_name_is_short_and_on_one_line():
    assert "\n" not in name_of(resume("Name: Dana\tMaria  Whitfield\n"), ENGLISH)


def test_two_pasted_resumes_that_would_be_called_alike_are_told_apart_by_when_they_were_added():
    one = PastedResume("r1", "Dana Whitfield", "", NOON)
    again, other = (
        replace(one, id="r2", created_at=NOON + timedelta(days=1)),
        PastedResume("r3", "Femi Adeyemi", "", NOON),
    )
    found = pasted([one, again, other], ENGLISH, lambda at: f"{at:%d %b}")
    assert found["r3"] == "Femi Adeyemi"
    assert (found["r1"], found["r2"]) == (
        f"Dana Whitfield, added {NOON:%d %b}",
        f"Dana Whitfield, added {NOON + timedelta(days=1):%d %b}",
    )


def test_a_report_on_a_pasted_resume_is_called_by_the_person_in_it_and_every_other_as_before():
    made = report(session([turn(0)], resume_name="", resume_text=TEXT))
    assert with_name(made).session.resume_name == "Dana Whitfield"
    deleted = report(session([turn(0)], resume_name="", resume_text="", resume_key="k"))
    assert with_name(deleted).session.resume_name == ""
    for named in (report(session([turn(0)])), report(session([turn(0)], resume_name="Nurse", resume_text="Nurse"))):
        assert with_name(named) is named
