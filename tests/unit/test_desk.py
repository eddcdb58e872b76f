"""Who works at a desk, by what they tell of their work and by what it is called."""

from __future__ import annotations

import pytest

from interview.resume.profile.desk import works_at_a_desk
from interview.resume.profile.resume_read import ReadResume
from tests.growth import grows_with_length_alone

HEAD = (
    "Ada Brook\n\nExperience\n{title}, {place}, 2019 - present\n{lines}\n\nSkills\nMS Office, Outlook, presentations\n"
)


def at_a_desk(title: str, *lines: str, place: str = "Ward & Co") -> bool:
    resume = HEAD.format(title=title, place=place, lines="\n".join(f"- {line}" for line in lines))
    return works_at_a_desk(ReadResume(resume), title, "", "")


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Heritage officer", ("Wrote the conservation plan and 12 bids, and presented them to the committee",)),
        ("Land agent", ("Draft leases and statements for 40 farms", "Answer some 60 e-mails a day from tenants")),
        ("Festival programmer", ("Prepare the agenda of the jury and lead its meetings", "Hold a budget of 90,000")),
        ("Policy officer", ("Followed three laws through parliament",)),
        ("Archivist", ("Catalogued 300 boxes",)),
    ],
)
def test_who_writes_presents_or_calculates_works_at_a_desk(title: str, lines: tuple[str, ...]) -> None:
    assert at_a_desk(title, *lines)


@pytest.mark.parametrize(
    ("title", "lines", "place"),
    [
        ("Harvester driver", ("Cut 28,000 cubic metres a year", "No reportable accident since 2004"), "Forest Office"),
        ("Prison officer", ("Write up each incident by the end of the shift", "Unlock 92 men at eight"), "HMP Dale"),
        ("Dairy analyst", ("Test each tanker for antibiotics", "Maintain the records of each batch"), "Hill Milk"),
        ("Lock keeper", ("Report floods to the river office by radio", "Meet 40 boats a day"), "River Board"),
        ("Bakery clerk", ("Order flour by e-mail", "Count the drawer"), "Crust"),
    ],
)
def test_a_program_in_a_list_the_name_of_an_employer_and_a_report_of_a_shift_are_no_desk(
    title: str, lines: tuple[str, ...], place: str
) -> None:
    assert not at_a_desk(title, *lines, place=place)


def test_what_somebody_applies_for_tells_of_a_desk_too() -> None:
    resume = HEAD.format(title="Shepherd", place="Hill", lines="- Keep 400 ewes")
    assert not works_at_a_desk(ReadResume(resume), "Shepherd", "Shepherd\nYou keep 900 ewes on the hill", "Shepherd")
    assert works_at_a_desk(ReadResume(resume), "Shepherd", "Grants Officer\nYou visit farms", "Grants Officer")
    posting = "Hill Adviser\nYou write reports on grazing for the ministry\nYou lead the meetings of the commoners"
    assert works_at_a_desk(ReadResume(resume), "Shepherd", posting, "Hill Adviser")


@pytest.mark.parametrize("text", ["prepare-", "hold-", "write -", "present ", "draft a-"])
def test_a_long_line_without_sentences_takes_time_that_grows_with_its_length_alone(text: str) -> None:
    def read(posting: str) -> bool:
        return works_at_a_desk(ReadResume(""), "", posting, "")

    assert grows_with_length_alone(read, lambda times: f"You are a cook here {text * times}", 100_000 // len(text))
