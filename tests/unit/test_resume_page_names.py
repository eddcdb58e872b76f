"""What a resume is called where one is chosen or deleted."""

from interview.core.profile import Profile
from interview.core.resume import Resume
from interview.i18n.translate import ENGLISH
from interview.web.resume_names import name_of
from tests.builders import NOON

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
