"""What pages call pasted resumes by: read once, and never as it was before a change."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interview.i18n.translate import ENGLISH
from interview.use_cases.pasted_resumes import PastedResumes
from interview.web.resume_names import name_of, pasted
from tests.builders import RESUME
from tests.integration.test_candidate import ME


@pytest.fixture
def read() -> list[str]:
    return []


@pytest.fixture
def known(services, read) -> PastedResumes:
    def own_name(text: str) -> str:
        read.append(text)
        return text.splitlines()[0]

    return PastedResumes(services.store, own_name)


def add(services, name: str, file_name: str = ""):
    text = RESUME.replace(RESUME.splitlines()[0], name, 1)
    return services.resumes.add(ME, file_name, text, f"hash {name}", ())


def test_each_text_is_read_once_however_often_a_page_asks(services, known, read):
    add(services, "Dana Whitfield")
    add(services, "Femi Adeyemi", "cv.pdf")
    for _ in range(3):
        assert [each.person for each in known.of(ME)] == ["Dana Whitfield"]
        assert known.of("somebody else") == ()
    assert len(read) == 1


def test_a_resume_that_is_added_deleted_or_understood_otherwise_is_called_so_at_the_next_look(services, known):
    dana = add(services, "Dana Whitfield")
    known.of(ME)
    femi = add(services, "Femi Adeyemi")
    assert {each.person for each in known.of(ME)} == {"Dana Whitfield", "Femi Adeyemi"}
    services.resumes.correct(ME, femi.id, replace(femi.profile, occupation="accountant"))
    called = pasted(known.of(ME), ENGLISH, str)
    assert called == {each.id: name_of(each, ENGLISH) for each in services.resumes.all(ME)}
    assert called[femi.id] == "Femi Adeyemi, Accountant"
    services.resumes.delete(ME, dana.id)
    assert [each.person for each in known.of(ME)] == ["Femi Adeyemi"]


def test_nothing_of_a_deleted_resume_stays_in_memory(services):
    dana = add(services, "Dana Whitfield")
    services.pasted_resumes.of(ME)
    assert services.pasted_resumes._persons.last(ME)
    services.resumes.delete(ME, dana.id)
    assert services.pasted_resumes._persons.last(ME) is None
