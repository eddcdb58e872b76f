"""The lines of a resume that are worth asking about: as they stand there, whole, and of one's own work first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from interview.core.profile import AchievementKind, LineTrait
from interview.resume.profile.reader import understand
from tests.growth import grows_with_length_alone

TODAY = date(2026, 11, 15)


def lines(text: str) -> list[str]:
    return [found.line for found in understand(text, today=TODAY).achievements]


def job(*bullets: str, title: str = "Staff Nurse, City Hospital, 2021 - now") -> str:
    told = "\n".join(f"- {bullet}" for bullet in bullets)
    return f"Ana Lima, RN\nStaff Nurse\n\nExperience\n{title}\n{told}\n"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("New pressure ulcers from 11 to 3 in a year", AchievementKind.CHANGE),
        ("Stopped the roll-out of a new record after a pilot on two wards", AchievementKind.DECISION),
        ("Mentor of two student nurses and one colleague from overseas", AchievementKind.PEOPLE),
        ("Wrote the guide for the handover at night", AchievementKind.WORK),
        ("About 45 telephone calls with families each week", AchievementKind.SCALE),
    ],
)
def test_each_kind_of_line_is_found_as_it_stands(line: str, kind: AchievementKind) -> None:
    (found,) = understand(job(line), today=TODAY).achievements
    assert (found.line, found.kind, found.place) == (line, kind, "City Hospital")


def test_what_stands_below_a_heading_of_its_own_is_no_part_of_the_job_above_it() -> None:
    text = job("New pressure ulcers from 11 to 3 in a year") + "\nFURTHER EXAMPLES\n- Wrote the guide for the night\n"
    found = understand(text, today=TODAY).achievements
    assert [each.place for each in found] == ["City Hospital", ""]


def test_what_stands_below_a_line_in_capitals_is_no_part_of_the_job_above_it() -> None:
    text = job("New pressure ulcers from 11 to 3 in a year") + "\nHOW I WORK\n- Cut handovers to 15 minutes\n"
    found = understand(text, today=TODAY).achievements
    assert [each.place for each in found] == ["City Hospital", ""]


def test_who_worked_for_several_has_no_employer_of_that_name() -> None:
    text = job("New pressure ulcers from 11 to 3 in a year").replace("City Hospital", "various")
    assert [each.place for each in understand(text, today=TODAY).achievements] == [""]


def test_a_line_is_taken_with_what_it_is_wrapped_into_and_no_more() -> None:
    text = (
        "Dora A\nEngineering Manager\n\nExperience\nEngineering Manager, Tulip, 2021 - now\n"
        "~ Grew the department of the four plants in the north, and the attrition from\n  22% to 5% a year\n"
        "~ Introduced a career ladder with six levels\n\nEducation\nBSc, 2010\n"
    )
    assert lines(text) == [
        "Grew the department of the four plants in the north, and the attrition from 22% to 5% a year",
        "Introduced a career ladder with six levels",
    ]


@pytest.mark.parametrize("label", ["Skills: wound care, medication rounds, triage", "Tools: MEWS chart, bed board"])
def test_a_line_with_a_label_is_no_part_of_the_achievement_above_it(label: str) -> None:
    text = f"Mia L\nNurse\n\nExperience\nNurse, City Hospital, 2019 - 2024\n- Introduced a falls list\n{label}\n"
    assert lines(text) == ["Introduced a falls list"]


def test_study_languages_and_plain_duties_are_no_achievements() -> None:
    text = job("Night shifts and weekends") + (
        "\nEducation\nBSc Nursing, City University, 2017 - 2020\n\nLanguages\nEnglish C1\n\nSkills\nECG, IV\n"
    )
    assert not lines(text)


def test_work_of_another_profession_comes_behind_that_of_ones_own() -> None:
    text = (
        "Lea Vas\nFront-end developer\n\nExperience\nReceptionist, Hotel Blue, 2020 - 2024\n"
        "- Raised upselling of rooms with a view from 10% to 20%\nFrontend Developer, Web Ltd, 2024 - now\n"
        "- Built the search of the site\n"
    )
    assert lines(text) == ["Built the search of the site", "Raised upselling of rooms with a view from 10% to 20%"]


@pytest.mark.parametrize(("years", "goes_on"), [("2021 - now", True), ("2019 - 2023", False)])
def test_a_duty_goes_on_only_while_the_job_does(years: str, goes_on: bool) -> None:
    told = job("Weekly stock report for 120 stores", title=f"Data Analyst, Lotus Mart, {years}")
    (found,) = understand(told.replace("Staff Nurse\n", "Data Analyst\n"), today=TODAY).achievements
    assert (LineTrait.ONGOING in found.traits) is goes_on


@pytest.mark.parametrize(
    ("line", "thing"),
    [
        (
            "Wrote the rota of the night shift; managed a letter to 900 families (read by 29%)",
            "managed a letter to 900 families (read by 29%)",
        ),
        (
            "Grew the clinic from 9 to 20 rooms; waiting time down from 40 to 12 minutes",
            "Grew the clinic from 9 to 20 rooms",
        ),
        ("Looked after a budget of 4,200 pounds, kept the book of the ward", "Looked after a budget of 4,200 pounds"),
    ],
)
def test_of_two_things_that_a_line_tells_one_is_quoted(line: str, thing: str) -> None:
    assert lines(job(line)) == [thing]


@pytest.mark.parametrize(
    "line",
    [
        "Rebuilt the nightly price import for the shops, run time from 4 h down to 40 min",
        "Talked a family out of a seventh round; visits rose from 50% to 85%",
        "Built the board of the ward (with two nurses; managed by the matron)",
        "Wrote the guide for new nurses, built by hand, 40 pages",
        "Triaged about 11,000 calls; closed 92% within the agreed time",
    ],
)
def test_what_came_of_a_thing_stays_with_it(line: str) -> None:
    assert lines(job(line)) == [line]


@pytest.mark.parametrize(
    ("head", "place"),
    [
        ("Staff Nurse, Ward 9 Acute Medicine, 28 beds - Oak Vale Hospital, Derby. 2021 - now", "Oak Vale Hospital"),
        ("Treasurer, Derby Chess Society, 2021 - now", "Derby Chess Society"),
        ("Staff Nurse, The Elms Care Home (nursing, 46 residents), Derby, 2021 - now", "The Elms Care Home"),
        ("Staff Nurse, Light for Girls (NGO (small)), Abuja, 2021 - now", "Light for Girls"),
        ("Staff Nurse, Medical Ward, 2021 - now", "Medical Ward"),
        ("Staff Nurse, Acute Medicine, University Hospital of Derby, 2021 - now", "University Hospital of Derby"),
        ("Consultant, Norvane, College Park, MD, 2021 - now", "Norvane"),
        ("Consultant, Norvane, Church Square, Derby, 2021 - now", "Norvane"),
        ("Consultant, Norvane, Bank Street, Derby, 2021 - now", "Norvane"),
        ("Consultant, Norvane, Museum of Coal Station, 2021 - now", "Norvane"),
        ("Consultant, Party City, Derby, 2021 - now", "Party City"),
        ("Consultant, Pale Pixel, a logistics startup, 2021 - now", "Pale Pixel"),
        ("Consultant, a design agency, Pale Pixel, 2021 - now", "Pale Pixel"),
        ("Consultant, A Plus Tutors, Derby, 2021 - now", "A Plus Tutors"),
        ("Norvane - Trust & Safety, Consultant, 2021 - now", "Norvane"),
        ("Norvane - Union Relations, Consultant, 2021 - now", "Norvane"),
    ],
)
def test_a_line_is_quoted_with_its_employer_and_without_brackets(head: str, place: str) -> None:
    (found,) = understand(job("Wrote the guide for the night", title=head), today=TODAY).achievements
    assert found.place == place


def test_work_of_long_ago_comes_behind_later_work_that_tells_less() -> None:
    text = (
        "Ana Lima, RN\nStaff Nurse\n\nExperience\nStaff Nurse, Oak Hospital, 2016 - now\n"
        "- Wrote the guide for the night\n\nStaff Nurse, Bay Hospital, Jan 2000 - Oct 2003\n- Cut falls from 11 to 3\n"
    )
    found = understand(text, today=TODAY).achievements
    assert [(each.place, each.years_ago) for each in found] == [("Oak Hospital", 0), ("Bay Hospital", 23)]


def test_dates_of_what_was_done_in_a_job_begin_no_other() -> None:
    told = job("Acting manager for 7 months (2021 - 2022)", "Responsible for the weekly roster of 14 nurses")
    found = understand(told, today=TODAY).achievements
    assert {each.line for each in found} >= {"Acting manager for 7 months (2021 - 2022)"}
    assert all(each.place == "City Hospital" for each in found)
    assert any(LineTrait.ONGOING in each.traits for each in found)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Balance read 480 → 35 ms", AchievementKind.CHANGE),
        ("Failed visits 41/mo -> 0", AchievementKind.CHANGE),
        ("Moved the ward list 11 → 15", AchievementKind.WORK),
        ("Rooms with 3 to 50 beds, split systems of air", AchievementKind.SCALE),
        ("Train the apprentices of the ward, 9 so far", AchievementKind.PEOPLE),
    ],
)
def test_an_arrow_between_figures_is_a_change_and_a_split_system_no_decision(line: str, kind: AchievementKind) -> None:
    (found,) = understand(job(line), today=TODAY).achievements
    assert found.kind is kind


def test_one_thing_of_a_sentence_is_quoted_where_no_list_is() -> None:
    text = (
        "Ana Lima\nBookkeeper\n\nExperience\nBookkeeper, Chess Society, 2021 - now\n"
        "I was responsible for the budget of a club, chased fees (from 19 open down to 3) and wrote the last report.\n"
    )
    assert lines(text) == ["chased fees (from 19 open down to 3)"]


@pytest.mark.parametrize(
    "line",
    [
        lambda size: "w b c d " + "1" * size + " " + ";y" * (size * 3 // 4),
        lambda size: "w b c d " + "1," * (size // 2) + " " + ";y" * (size * 3 // 4),
        lambda size: "Cut a b c 9 " + "1" * size + "; was 9 b c d" * (size // 8),
    ],
)
def test_a_line_of_figures_and_semicolons_takes_time_that_grows_with_its_length_alone(
    line: Callable[[int], str],
) -> None:
    assert grows_with_length_alone(lambda text: lines(job(text)), line, 400)


@pytest.mark.parametrize("change", ["Waits on the ward,480 → 35 ms", "Waits of 1,480.5 -> 35 ms", "Waits (7.5% -> 3%)"])
def test_a_change_is_found_behind_a_comma_and_with_all_its_digits(change: str) -> None:
    (found,) = understand(job(f"{change} a b c"), today=TODAY).achievements
    assert found.kind is AchievementKind.CHANGE


@pytest.mark.parametrize(
    ("bullet", "told"),
    [
        (
            "Project: moved 40 wards to one list and cut costs by 30 %",
            "moved 40 wards to one list and cut costs by 30 %",
        ),
        ("Project: Preparation of the rota for 14 nurses", "Preparation of the rota for 14 nurses"),
        ("Project: Dale Road Clinic, Package 4, 18 km from town", None),
        ("Client: Dale Road Trust, 18 rooms in town", None),
    ],
)
def test_of_a_bullet_called_a_project_what_was_done_is_quoted_and_a_mere_name_is_not(
    bullet: str, told: str | None
) -> None:
    assert lines(job(bullet)) == ([] if told is None else [told])


def test_in_prose_the_head_of_a_job_is_no_line_of_work() -> None:
    told = (
        "I repair clocks for a museum and keep the winding rota. I rebuilt 14 turret clocks in two winters. "
        "I also cast 30 bells for schools. I write a report on each clock that comes in."
    )
    text = f"Ned Quill\n\n{told}\n\nAlso\n\nBallet teacher, Lido, since 2019 (4 hours a week). I intend to keep it.\n"
    found = lines(text)
    assert any("turret clocks" in each for each in found)
    assert not any("Ballet" in each for each in found)


@pytest.mark.parametrize("firm", ["Meyer & Partner", "Kanzlei Brandt & Partner", "Meyer & Partner GmbH"])
def test_a_firm_called_by_names_of_people_is_the_employer_and_no_title(firm: str) -> None:
    told = understand(
        job("Cut late filings from 12% to 3%", title=f"Tax clerk, {firm}, Hamburg, 2019 - now"), today=TODAY
    )
    assert [(each.name, each.role) for each in told.projects] == [(firm, "Tax clerk")]
    assert [each.place for each in told.achievements] == [firm]


@pytest.mark.parametrize(
    "title",
    ["Founder & Partner", "Chef & Owner", "Waiter & Barista", "Sales & Marketing Manager", "Dishwasher & Cook"],
)
def test_a_title_of_two_words_with_a_sign_between_is_no_firm(title: str) -> None:
    told = understand(job("Cut late filings from 12% to 3%", title=f"{title}, Hamburg Ltd, 2019 - now"), today=TODAY)
    assert [(each.name, each.role) for each in told.projects] == [("Hamburg Ltd", title)]
