"""Which work a posting is for, where its title is a word of many crafts."""

from __future__ import annotations

from datetime import date

import pytest

from interview.core.interviewer import Brief
from interview.core.profile import Profile
from interview.occupations.occupation import Occupation
from interview.practice.prepared_work import prepared_as
from interview.practice.spoken_of import SpokenOf
from interview.question_bank.bank import load_bank
from interview.question_bank.catalogue import TopicCatalogue
from interview.resume.profile.job_requirements import read_job
from interview.resume.profile.reader import understand
from interview.resume.profile.resume_read import ReadResume


def prepared(person: Brief) -> Occupation | None:
    return prepared_as(person, load_bank(), SpokenOf(person, ReadResume(person.resume_text), load_bank()))


@pytest.mark.parametrize(
    ("posting", "occupation"),
    [
        ("Game Developer\n\nRequirements\n- Team spirit", "software-engineer"),
        ("Salesforce Developer\n\nRequirements\n- Team spirit", "software-engineer"),
        ("COBOL Developer\n\nRequirements\n- Team spirit", "software-engineer"),
        ("Unity Developer\n\nRequirements\n- Team spirit", "software-engineer"),
        ("SAP ABAP Developer\n\nRequirements\n- Team spirit", "software-engineer"),
        ("Payments Developer\n\nRequirements\n- Kotlin\n- PostgreSQL", "software-engineer"),
        ("Property Developer\n\nRequirements\n- Excel\n- Negotiation", None),
        ("Curriculum Developer\n\nRequirements\n- Python", None),
        ("Business Developer\n\nRequirements\n- Excel\n- Salesforce", None),
    ],
)
def test_a_developer_of_software_is_prepared_as_one_and_no_other_developer_is(
    posting: str, occupation: str | None
) -> None:
    found = prepared(Brief(Profile(), "", (), job=read_job(posting, Profile())))
    assert (found.occupation if found else None) == occupation


def test_what_a_game_developer_is_usually_asked_is_known() -> None:
    assert TopicCatalogue().usual_topics("Game Developer", "en")
    assert not TopicCatalogue().usual_topics("Property Developer", "en")


def test_a_job_as_developer_of_something_is_own_work_of_who_names_software() -> None:
    text = (
        "Ann Lee\nSoftware engineer\n\nExperience\nDriver, Hill Foods\n2021 - 2023\n"
        "- Delivered 60 orders a day in the old town and cut late ones by 30%\n"
        "\nPayments Developer, Northfield\n2018 - 2021\n"
        "- Rewrote the Kotlin ledger service and cut late payments by 30%\n\nSkills\nKotlin, PostgreSQL, Docker\n"
    )
    told = understand(text, today=date(2024, 1, 1)).achievements
    assert told[0].line.startswith("Rewrote the Kotlin")


def test_topics_of_other_work_are_not_offered_for_a_word_that_they_share_with_the_posting() -> None:
    posting = "Senior Physiotherapist\n\nYou have\n- experience of discharge planning and safeguarding\n- SQL\n"
    offers = TopicCatalogue().topics(Profile(), read_job(posting, Profile()), "en")
    from_job = [offer.id for offer in offers if offer.is_from_job]
    assert "nursing" in from_job
    assert "teaching-care" not in from_job


def test_a_topic_is_offered_with_the_line_that_names_it() -> None:
    posting = "Data Engineer\n\nYou will\n- run pipelines in Spark\n- write very good SQL\n"
    offers = {offer.id: offer for offer in TopicCatalogue().topics(Profile(), read_job(posting, Profile()), "en")}
    assert offers["sql-writing"].line == "write very good SQL"
