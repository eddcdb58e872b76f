"""A resume that lost its lines is read by the headings in capitals that stand in it."""

from __future__ import annotations

from interview.resume.files.laid_out import in_reading_order
from interview.resume.profile.reader import understand
from tests.growth import grows_with_length_alone

PARAGRAPH = (
    "SUMMARY Site Reliability Engineer with 7 years running production at scale. WORK EXPERIENCE Site Reliability "
    "Engineer, Stripe, Dublin, Jan 2021 - Present: Own the SLOs for the payouts. Incident commander for 19 SEV1s. "
    "Wrote the rules now used by six teams. DevOps Engineer, Workday, Dublin, Aug 2018 - Dec 2020: Jenkins to GitLab "
    "CI migration, Kafka cluster upgrades with no downtime. SKILLS Kubernetes, Terraform, Prometheus, Bash. "
    "CERTIFICATIONS CKA, AWS Solutions Architect Associate."
)


def test_headings_sentences_and_heads_of_jobs_stand_in_lines_of_their_own() -> None:
    lines = in_reading_order(f"Emeka Obi\n{PARAGRAPH}\n").splitlines()
    assert {"SUMMARY", "WORK EXPERIENCE", "SKILLS", "CERTIFICATIONS"} <= set(lines)
    assert {"Own the SLOs for the payouts.", "Incident commander for 19 SEV1s."} <= set(lines)
    assert "".join(" ".join(lines).split()) == "".join(f"Emeka Obi {PARAGRAPH}".split())


def test_the_first_and_the_last_skill_are_read_and_an_employer_is_none() -> None:
    profile = understand(in_reading_order(f"Emeka Obi\n{PARAGRAPH}\n"))
    skills = {skill.name for skill in profile.skills}
    assert {"Kubernetes", "Bash"} <= skills
    assert "Workday" not in skills
    assert [project.name for project in profile.projects] == ["Stripe", "Workday"]


def test_a_long_sentence_with_a_word_in_capitals_stays_a_line() -> None:
    told = f"- We call it EXPERIENCE {'and write it down so that others may read it ' * 5}in our PROJECTX wiki."
    assert in_reading_order(told) == told


def test_words_in_capitals_amid_a_sentence_are_no_headings() -> None:
    told = (
        "- I rebuilt the PROJECTS page and wrote a SUMMARY for each of the teams, so that everybody in the house could "
        "see what was done, which SKILLS are needed and where the EXPERIENCE of others helps."
    )
    assert in_reading_order(told) == told


def test_the_first_colon_behind_dates_ends_the_head_of_a_job() -> None:
    head = "Tasks: Engineer, Jan 2021 - Dec 2022 (part-time, 2023 - 2024):"
    told = "Ran it: all of it, on 2020 - 2021: models."
    lines = in_reading_order(f"EXPERIENCE {head} {told} {'It was a good time. ' * 8}SKILLS Go").splitlines()
    assert {head, told} <= set(lines)


def test_a_line_full_of_colons_takes_time_that_grows_with_its_length_alone() -> None:
    assert grows_with_length_alone(in_reading_order, lambda times: f"EXPERIENCE {'2010 : ' * times}SKILLS Go", 1600)
