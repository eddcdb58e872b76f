"""A resume that was laid out with blanks, bars or tabs is read as its owner sees it: columns apart, items whole."""

from __future__ import annotations

from datetime import date

import pytest

from interview.core.profile import Profile
from interview.resume.files.child import reply_for
from interview.resume.profile.reader import understand
from interview.resume.profile.skill_names import names
from interview.resume.read import read_pasted

TODAY = date(2026, 11, 15)
LEFT = (
    "SKILLS",
    "Lang: Kotlin, SQL",
    "Data: PostgreSQL, Redis,",
    "      Cassandra",
    "",
    "EDUCATION",
    "MSc CS, Delft, 2012",
    "Thesis: cache warming",
)
RIGHT = (
    "EXPERIENCE",
    "Backend Developer, Fjordpay AS  03/2020 - now",
    " - Cut the nightly import from 4 hours to 20 minutes",
    " - Led a team of four engineers through the move",
    "",
    "Developer, Quayside Labs        08/2015 - 02/2020",
    " - Wrote the retry rules of the payment client",
    " - Built the label printing service in Kotlin",
)


def beside(between: str, *, width: int = 26) -> str:
    rows = (
        f"{left.ljust(width) if width else left}{between}{right}".rstrip()
        for left, right in zip(LEFT, RIGHT, strict=True)
    )
    return "Ida Moen\nBackend Developer | ida@example.com\n\n" + "\n".join(rows) + "\n"


def read(text: str) -> Profile:
    return understand(read_pasted(text).text, today=TODAY)


@pytest.mark.parametrize(
    "text",
    [beside("| "), beside(" | ", width=0), beside("   "), beside("\t", width=0), beside("\t\t", width=0)],
    ids=["bars in line", "bars anywhere", "blanks", "tabs", "several tabs"],
)
def test_columns_side_by_side_are_read_one_after_the_other(text):
    known = read(text)
    assert {found.line for found in known.achievements} == {
        "Cut the nightly import from 4 hours to 20 minutes",
        "Led a team of four engineers through the move",
        "Wrote the retry rules of the payment client",
        "Built the label printing service in Kotlin",
    }
    assert {found.place for found in known.achievements} == {"Fjordpay AS", "Quayside Labs"}
    (redis,) = [skill for skill in known.skills if skill.name == "Redis"]
    assert redis.line == "Data: PostgreSQL, Redis, Cassandra"


def test_a_file_with_columns_is_read_as_the_same_words_pasted():
    text = beside("| ")
    assert reply_for("txt", text.encode())["text"] == read_pasted(text).text


@pytest.mark.parametrize(
    "rows",
    [
        "Experience\n\nNurse | City Hospital | 2019 - 2022\n- Trained six starters\n\nNurse | Bay Clinic | 2015 - 2019",
        "Skills\n\nLanguages    Python, Go\nDatabases    PostgreSQL\nTools        Docker",
        "Skill | Experience\nGo | 2015 - now\nSQL | 4 years\nBash | 9 years",
        "Experience\n\nIntern, Tax Office, Leeds             June 2023 - Aug 2023\n- Prepared forty returns",
        "Summary | Experience | Education\n\nI mend pumps and I like it.",
    ],
    ids=["a job in one row", "labels", "a table", "dates at the right", "names of parts"],
)
def test_what_belongs_together_in_a_row_stays_so(rows):
    kept = [" ".join(line.split()) for line in rows.splitlines()]
    assert read_pasted(f"Ana Silva, ana@example.com\n\n{rows}\n").text.splitlines()[2:] == kept


@pytest.mark.parametrize("mark", [">", ".", "=", "»", "o", "§"])
def test_an_item_is_quoted_without_its_mark_and_with_all_its_lines(mark):
    known = read(
        "Ana Lima\nMaths Teacher\n\nTEACHING\nHill Academy, York - Maths Teacher (Sept 2018 - July 2025)\n"
        f"  {mark} Built a sheet for the marks of 240 pupils that the six teachers of the\n"
        "    department filled in every term. Both heads took it over\n"
        f"  {mark} Wrote the guide for the exam week\n"
    )
    assert {found.line for found in known.achievements} == {
        "Built a sheet for the marks of 240 pupils that the six teachers of the department filled in every term. "
        "Both heads took it over",
        "Wrote the guide for the exam week",
    }


def test_an_item_too_long_for_a_question_is_quoted_to_the_end_of_a_sentence():
    begins = "Built a map of the parking places of the whole town from four years of tickets, 3 million rows in all"
    ends = (
        "The council used it for its plan and later asked for another one with the bicycles and the lorries in it too"
    )
    (found,) = read(
        "Ana Lima\nData Analyst\n\nPROJECTS\nCity School of Data, 2025\n"
        f"- {begins}.\n  {ends}.\n  It is online today and anybody can look at it, most of all in the summer months.\n"
    ).achievements
    assert found.line == f"{begins}. {ends}"


def test_what_stands_below_the_head_of_a_job_is_no_part_of_it():
    text = "Experience\n\n* Oak Ltd, Clerk, 2019 - 2022\n  built the archive\n  Tools: Excel\n"
    assert read_pasted(text).text == "Experience\n\n* Oak Ltd, Clerk, 2019 - 2022\nbuilt the archive\nTools: Excel"


def test_a_line_of_a_list_that_goes_on_below_is_one_list():
    known = read("Ana Lima\n\nSkills\n\nTools: Terraform, Helm, Argo\n       CD, Istio\n")
    assert any(names(skill.name, "Argo CD") for skill in known.skills)


def test_years_behind_a_skill_are_no_skill():
    known = read("Ana Lima\n\nSkills\n\nLang: Kotlin (9y), SQL (3 yrs)\n")
    assert {skill.name for skill in known.skills} == {"Kotlin", "SQL"}
