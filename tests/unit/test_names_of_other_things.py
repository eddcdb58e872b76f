"""A name of the lexicon that means something else where it stands shows no skill, and no posting asks for it."""

from __future__ import annotations

import pytest

from interview.core.profile import Profile
from interview.resume.profile.job_requirements import read_job
from interview.resume.profile.reader import understand


def shown_by(*lines: str, title: str = "Welder") -> set[str]:
    told = "\n".join(f"- {line}" for line in lines)
    resume = f"Mia Moss, RN, CNN\n\nExperience\n{title}, Hill Ltd, Jan 2020 - now\n{told}\n"
    return {skill.name for skill in understand(resume).skills}


def test_letters_behind_a_name_are_no_software() -> None:
    assert not any("CNN" in name for name in shown_by("Cared for 24 patients"))


@pytest.mark.parametrize(
    "line", ["Tests under AWS D1.1 and ASME IX", "Contracts under GCC 2015", "AWS B2.1, 3G and 4G"]
)
def test_a_short_form_with_a_number_behind_it_is_a_standard(line: str) -> None:
    assert shown_by(line).isdisjoint({"AWS", "GCC"})


def test_who_works_with_software_has_it_all_the_same() -> None:
    found = shown_by("Moved PostgreSQL and Node.js services to AWS", title="Backend Developer")
    assert "AWS" in found


def test_a_picture_taken_of_a_weld_or_a_tooth_is_no_radiology() -> None:
    assert "Radiology" not in shown_by("x-ray reject rate 0.8% over 640 welds", "Digital x-rays, fluoride")


def test_care_for_one_person_is_no_meeting_with_staff() -> None:
    assert "One-to-Ones" not in shown_by("One to one care in labour, 90 births a year")
    assert "One-to-Ones" in shown_by("Held one-to-ones with 8 nurses every month")


def test_somewhat_of_a_skill_is_the_skill() -> None:
    text = "Mia Moss\nRack technician\n\nSkills: linux basics, bash, some python, a bit of SQL\n"
    assert {"Linux", "Bash", "Python", "SQL"} == {skill.name for skill in understand(text).skills}


@pytest.mark.parametrize(
    "line", ["Budget monitoring, payroll", "Transaction monitoring and reports to the bank", "Patient monitoring"]
)
def test_what_else_is_monitored_asks_for_no_monitoring_of_servers(line: str) -> None:
    asked = read_job(f"Office Manager\n\nRequirements\n- {line}\n", Profile()).requirements
    assert "Monitoring" not in {each.skill for each in asked}


@pytest.mark.parametrize("line", ["Linux, Zabbix, server monitoring", "Knowledge of monitoring", "Monitoring, logging"])
def test_monitoring_as_such_or_beside_software_is_asked_for(line: str) -> None:
    asked = read_job(f"Engineer\n\nRequirements\n- {line}\n", Profile()).requirements
    assert "Monitoring" in {each.skill for each in asked}


@pytest.mark.parametrize(
    "line",
    [
        "Roll-out of 340 small cells, CAD 18M",
        "Held a budget of 120,000 CAD",
        "Cleaned operating rooms between surgeries",
    ],
)
def test_a_currency_beside_an_amount_and_a_room_that_was_cleaned_are_no_skills(line: str) -> None:
    assert shown_by(line).isdisjoint({"CAD", "Surgical Assistance"})


@pytest.mark.parametrize("line", ["Parts in CAD 3D", "Made 500 CAD drawings", "Drew frames in CAD"])
def test_a_short_form_of_a_currency_is_a_skill_where_no_money_is_told(line: str) -> None:
    assert "CAD" in shown_by(line)


def test_a_ledger_in_software_is_no_bookkeeping() -> None:
    told = shown_by("Designed the double-entry ledger in PostgreSQL and Go", title="Backend Developer")
    assert "Bookkeeping" not in told


def in_resume_of(title: str, text: str) -> set[str]:
    return {skill.name for skill in understand(f"Mia Moss\n{title}\n\n{text}\n").skills}


def test_a_count_of_grades_is_no_method_of_order() -> None:
    assert "5S" not in shown_by("Left school with 5 Nat 5s and 5 GCSEs")
    assert "5S" in shown_by("Ran 5S on two lines")


@pytest.mark.parametrize("degrees", ["4 °C", "4°C", "4 degrees C"])
def test_degrees_are_no_programming_language(degrees: str) -> None:
    told = f"- Found by HPLC and Python that a column oven was {degrees} too cold"
    found = in_resume_of("Laboratory Technician", f"Experience\nTechnician, Hill Ltd, 2020 - now\n{told}")
    assert "HPLC" in found
    assert "C" not in found


def test_the_town_in_a_headline_is_no_skill_and_the_craft_is() -> None:
    found = {skill.name for skill in understand("AISHA RAHMAN\nParalegal | Conveyancing | Manchester\n").skills}
    assert "Manchester" not in found
    assert "Conveyancing" in found


def test_a_sentence_among_skills_lists_none_but_those_that_are_known() -> None:
    told = "- 5 wordpress sites for local clubs and shops (freelance)\n- an app that reminds you to drink, 230 users"
    found = in_resume_of("web developer", f"Skills\nHTML, CSS, Frobnicator\n{told}")
    assert found == {"HTML", "CSS", "Frobnicator", "WordPress"}


def test_a_list_with_one_long_item_still_lists_what_no_list_knows() -> None:
    listed = "Skills: Frobnicator, Quuxing, Fronius TPS, reading drawings and working to tolerance on stainless"
    assert {"Frobnicator", "Quuxing", "Fronius TPS"} <= in_resume_of("Welder", listed)


def test_what_rose_and_who_was_worked_with_are_no_skills() -> None:
    found = shown_by("Led a rebrand; retail sales up 23%", "Set goals with logistics")
    assert found.isdisjoint({"Retail Sales", "Logistics"})
    assert "Retail Sales" in shown_by("Eight years of retail sales")


@pytest.mark.parametrize(
    ("told", "skill"),
    [
        ("Scaffolding up to 30 m", "Scaffolding"),
        ("Plumbing up to 54 mm copper", "Plumbing"),
        ("Welding up to 6G", "Welding"),
        ("Fundraising up to £2m", "Fundraising"),
        ("Bookkeeping down to trial balance", "Bookkeeping"),
    ],
)
def test_how_far_somebody_goes_in_a_trade_is_no_figure_of_it(told: str, skill: str) -> None:
    assert skill in shown_by(told)
    assert skill in {each.skill for each in read_job(f"Requirements\n- {told}\n", Profile()).requirements}


def test_a_short_form_alone_is_no_software_of_somebody_who_works_with_none() -> None:
    assert "ECS" not in in_resume_of("Apprentice electrician", "Cards: ECS apprentice, IPAF")
    assert "ECS" in in_resume_of("Backend Developer", "Experience\nDeveloper, Hill, 2020 - now\n- Moved Node.js to ECS")


@pytest.mark.parametrize("line", ["Pass & line management", "Pass and line management", "Production line management"])
def test_a_line_of_stoves_or_machines_is_no_team(line: str) -> None:
    assert "Team Management" not in in_resume_of("Sous Chef", f"Skills\n{line}")
    assert "Team Management" in in_resume_of("Sous Chef", "Skills\nLine management")
