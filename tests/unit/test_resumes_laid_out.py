"""A resume that was laid out with blanks, bars or tabs is read as its owner sees it: columns apart, items whole."""

from __future__ import annotations

import itertools
from datetime import date

import pytest

from interview.core.profile import Profile
from interview.resume.files.child import reply_for
from interview.resume.files.laid_out import in_reading_order
from interview.resume.profile.reader import understand
from interview.resume.profile.skill_names import names
from interview.resume.read import read_pasted
from tests.growth import grows_with_length_alone

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


HEAD = """Oda Lind
Stage Electrician                 Bergen, Norway
                                  oda.lind@example.com
"""
SIDE = ("TOOLS", "Grand MA3, Hog 4", "Vectorworks", "", "LANGUAGES", "Norwegian", "German (basic)")
JOBS = (
    "WORK EXPERIENCE",
    "",
    "Lighting Electrician, Harbour Stage",
    "03/2020 - present",
    "- Rewired the flying rig in nine nights",
    "- Wrote the checks for touring companies",
    "- Cut the power bill by a fifth with LED washes",
)
MORE_JOBS = (
    "",
    "Rigger, Fell Festival",
    "06/2016 - 02/2020",
    "- Hung 140 lamps a day",
    "",
    "EDUCATION",
    "Trade school, 2016",
)


def rows_of(left: tuple[str, ...], right: tuple[str, ...], *, width: int) -> str:
    """Both columns with nothing but blanks between them."""
    rows = itertools.zip_longest(left, right, fillvalue="")
    return "\n".join(f"{one.ljust(width)}{other}".rstrip() for one, other in rows) + "\n"


def lines_of(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize(
    ("left", "right", "width"),
    [
        (SIDE, ("", *JOBS[:1], *JOBS[2:]), 34),
        (SIDE, ("", "", "", *JOBS, *MORE_JOBS), 34),
        ((*SIDE, "", "CERTIFICATES", "Work at height (2021)"), ("", *JOBS, *MORE_JOBS, "", "Evening class, 2018"), 34),
        (("PROFILE", "Calm in the dark", *JOBS, *MORE_JOBS[:4]), ("", "", *SIDE), 58),
    ],
    ids=["both as long", "the right begins later", "the left ends earlier", "the right ends earlier"],
)
def test_columns_whose_headings_are_not_side_by_side_are_read_one_after_the_other(left, right, width):
    shown = read_pasted(HEAD + rows_of(left, right, width=width)).text
    assert lines_of(shown) == [*lines_of(HEAD), *filter(None, left), *filter(None, right)]


def test_columns_are_told_apart_where_no_row_of_the_left_is_empty():
    left = (
        "Oda Lind",
        "Stage electrician",
        *JOBS[:1],
        *(line.removeprefix("- ") for line in JOBS[2:]),
        "Read drawings",
    )
    right = ("Tools", *SIDE[1:3], "Languages", *SIDE[5:], "Education", "Trade school")
    assert lines_of(read_pasted(rows_of(left, right, width=58)).text) == [*left, *right]


def test_columns_are_told_apart_where_a_row_begins_a_little_before_the_others():
    rows = rows_of(SIDE, ("", *JOBS), width=34).replace("  03/2020", "03/2020")
    assert lines_of(read_pasted(HEAD + rows).text)[3:] == [*filter(None, SIDE), *filter(None, JOBS)]


def test_what_is_as_wide_as_the_page_stays_below_the_columns():
    below = (
        "VOLUNTEERING\nFire brigade of the town, every second week since 2015, most of it at night and in the cold\n"
    )
    shown = read_pasted(HEAD + rows_of(SIDE, ("", *JOBS), width=34) + f"\n{below}").text
    assert lines_of(shown) == [*lines_of(HEAD), *filter(None, SIDE), *filter(None, JOBS), *lines_of(below)]


def test_an_address_at_the_right_of_the_first_heading_stays_in_front():
    right = ("Bergen, Norway", "oda.lind@example.com", "", *JOBS)
    shown = read_pasted("Oda Lind\n\n" + rows_of(SIDE, right, width=34)).text
    assert lines_of(shown) == ["Oda Lind", *right[:2], *filter(None, SIDE), *filter(None, JOBS)]


@pytest.mark.parametrize(
    "text",
    [
        "EXPERIENCE\n\n"
        "Title               Company             2019 - 2022\nStage hand          Old Mill            2019 - 2022\n"
        "Rigger              Fell Festival       2016 - 2019\nDriver              Fell Festival       2015 - 2016\n"
        "Usher               Town Cinema         2014 - 2015\nCook                Education           2013 - 2014\n"
        "Baker               Town Mill           2012 - 2013\n",
        "SKILLS\n\n"
        "Languages:          English, Norwegian\nConsoles:           Grand MA3, Hog 4\n"
        "Drawing:            Vectorworks\n"
        "Education:          Trade school\nTraining:           Work at height\n\n"
        "Experience:         Harbour Stage, 2020 - now\n                    - Rewired the flying rig\n"
        "                    - Wrote the checks\n                    - Cut the power bill\n",
        "Oda Lind                                    Quay 4, Bergen\n"
        "Stage Electrician                           oda.lind@example.com\n\nEXPERIENCE\n\n"
        "Electrician, Harbour Stage                  2020 - now\n- Rewired the flying rig in nine nights\n\n"
        "Rigger, Fell Festival                       2016 - 2020\n- Hung 140 lamps a day\n\n"
        "Driver, Fell Festival                       2015 - 2016\n- Drove the lamps\n\n"
        "EDUCATION\n\nTrade school, Bergen                        2012 - 2015\n"
        "School, Voss                                2009 - 2012\n",
        "EXPERIENCE\n\n"
        "2020 - now          Electrician, Harbour Stage\nBergen              - Rewired the flying rig\n"
        "                    - Wrote the checks\n\n"
        "Mar 2016            Rigger, Fell Festival\nVoss                - Hung 140 lamps\n\n"
        "                    PROJECTS\n                    - Built a lamp post\n\n"
        "EDUCATION\n\n2012 - 2015         Trade school\nBergen              - Best of the year\n",
        "EXPERIENCE\n\n"
        "Electrician, Harbour Stage        Theatre\nRigger, Fell Festival             Music\n\n"
        "Teacher, Fell School              Education\nCoach, Voss School                Sport\n"
        "Usher, Town Cinema                Film\nCook, Town Mill                   Food\n",
        "SKILLS\n"
        "Consoles            Grand MA3, Hog 4\nDrawing             Vectorworks\nRigging             Chain hoists\n\n"
        "EXPERIENCE          Electrician, Harbour Stage\n                    - Rewired the flying rig\n"
        "                    - Wrote the checks\n                    - Cut the power bill\n\n"
        "                    PROJECTS\n                    - Built a lamp post\n\n"
        "EDUCATION           Trade school\n\nLANGUAGES           Norwegian\n\nINTERESTS           Sailing\n",
        "EXPERIENCE\n\n"
        "Harbour Stage       Lights for theatre\n                    - Rewired the flying rig\n"
        "Fell School         Lights for schools\n                    Education\n                    and sport\n"
        "Town Cinema         - Sound\nTown Mill           - Power\n",
    ],
    ids=[
        "a table",
        "labels",
        "dates and addresses at the right",
        "dates at the left",
        "fields of work",
        "headings at the left",
        "a list",
    ],
)
def test_what_a_gap_keeps_in_line_but_belongs_together_stays_in_rows(text):
    assert lines_of(read_pasted(f"Ana Silva\n\n{text}").text) == ["Ana Silva", *lines_of(text)]


@pytest.mark.parametrize(
    "row",
    [
        " |",
        "SKILLS" + " " * 20 + "EXPERIENCE\n",
        "SKILLS\nGo" + " " * 20 + "- a\n" * 5 + " " * 22 + "EDUCATION\n" + "z" * 60 + "\n",
        " " * 40 + "b\n",
        "\t" * 299 + "|\n",
    ],
)
def test_a_text_of_blanks_and_bars_takes_time_that_grows_with_its_length_alone(row):
    assert grows_with_length_alone(in_reading_order, lambda size: row * size, 100_000 // len(row))


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


@pytest.mark.parametrize("further", ["  a", "  a 2019", "  a,"])
def test_an_item_of_many_short_lines_takes_time_that_grows_with_their_number_alone(further: str) -> None:
    assert grows_with_length_alone(in_reading_order, lambda lines: "- word\n" + f"{further}\n" * lines, 6000)


def test_a_narrow_gap_in_one_row_ends_no_columns_and_the_left_one_goes_on_below_the_right():
    rows = (
        "MARCO ROSSI                                   CORE SKILLS\n"
        "Sous Chef                                      Butchery, whole fish\n"
        "                                               Menu costing\n"
        "EXPERIENCE                                     Pastry (basic)\n"
        "Sous Chef, The Salt Room, Brighton\n"
        "June 2020 - Present\n"
        "Brought food cost from 34% to 29% by buying    LANGUAGES\n"
        "whole turbot and using trims for the bar menu  Italian, English\n"
        "Train 3 commis; two made chef de partie\n"
        "\n"
        "Chef de Partie, Etch, Hove\n"
        "2017 - 2020\n"
        "Sauce and meat section, tasting menu of 9 courses\n"
    )
    found = lines_of(read_pasted(rows).text)
    assert "Brought food cost from 34% to 29% by buying whole turbot and using trims for the bar menu" in found
    assert found.index("Sauce and meat section, tasting menu of 9 courses") < found.index("CORE SKILLS")
    assert found[-2:] == ["LANGUAGES", "Italian, English"]
