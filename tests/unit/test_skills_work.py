"""What is understood from a resume: jobs, projects, years and level."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview.core.profile import Level, Profile
from interview.practice.project_names import called
from interview.resume.profile.reader import understand
from interview.web.schemas.resumes import ProfileSchema, ProjectSchema, corrected

pytestmark = pytest.mark.slow

TODAY = date(2026, 3, 15)


def jobs(*lines: str, head: str = "") -> Profile:
    return understand(f"{head}\n\nExperience\n" + "\n".join(lines), today=TODAY)


@pytest.mark.parametrize(
    "layout",
    [
        "Data Engineer, Northwind (Jan 2020 - Mar 2022)\n- Built pipelines in Spark.",
        "Northwind | Data Engineer | Jan 2020 – Mar 2022\n• Built pipelines in Spark.",
        "Data Engineer Jan 2020 - Mar 2022\nNorthwind • Oslo\n• Built pipelines in Spark.",
        "Northwind, Oslo 01/2020 - 03/2022\nData Engineer\n- Built pipelines in Spark.",
        "Jan 2020 –\nMar 2022\nData Engineer, Northwind, Oslo\nBuilt pipelines in Spark.",
        "Northwind, Data Engineer\n• Built pipelines in Spark.\nOslo, NO\nJan 2020 – Mar 2022",
        "Northwind, Data Engineer New Oslo, NO Jan 2020 – Mar 2022\n- Built pipelines in Spark.",
        "### Data Engineer, Northwind (2020.01 - 2022.03)\n- Built pipelines in Spark.",
    ],
)
def test_a_job_is_read_from_any_usual_layout(layout: str) -> None:
    profile = jobs(layout)
    assert [(job.name, job.role, job.technologies) for job in profile.projects] == [
        ("Northwind", "Data Engineer", ("Spark",))
    ]
    assert profile.years == pytest.approx(2.25, abs=0.06)


@pytest.mark.parametrize(
    "line",
    [
        "iOS Developer, Fabrikam, 2019 - 2024",
        "macOS Engineer, Fabrikam, 2019 - 2024",
        "IT Support, Fabrikam, 2019 - 2024",
    ],
)
def test_a_title_may_begin_in_lower_case_or_name_no_person(line: str) -> None:
    profile = understand(f"Experience\n{line}\nSolved 25 tickets a day.\n")
    assert [(project.name, project.role) for project in profile.projects] == [("Fabrikam", line.partition(",")[0])]


def test_a_chinese_job_and_project_are_read() -> None:
    text = """工作经历
高级后端工程师, 云帆科技有限公司 (2021年6月 - 至今)
- 使用Redis与Lua实现库存扣减。
项目经历
- 调度平台: 基于Netty实现任务分片。"""
    job, project = understand(text, today=TODAY).projects
    assert (job.name, job.role, job.technologies) == ("云帆科技有限公司", "高级后端工程师", ("Redis", "Lua"))
    assert (job.is_job, project.is_job) == (True, False)
    assert (project.name, project.technologies) == ("调度平台", ("Netty",))


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Experience: 2019-2026 Example Ltd. Built a billing service in Go and moved it.", "Example Ltd"),
        ("工作经历:2019-2026 示例科技有限公司。负责订单系统,用 Java 开发。", "示例科技有限公司"),
        ("Experience: 2019-2026 St. Mary Hospital of the Holy Ghost", "St. Mary Hospital of the Holy Ghost"),
    ],
)
def test_what_was_done_at_a_job_is_no_part_of_its_name(line: str, name: str) -> None:
    (job,) = understand(f"Mara Example\nSkills: Go\n{line}", today=TODAY).projects
    assert job.name == name


def test_a_job_whose_role_nobody_reads_is_asked_about_as_a_job_also_when_it_was_corrected() -> None:
    text = "Mara Example\nSkills: Go\nExperience: 2019-2026 Harbour Kitchen"
    profile = understand(text, today=TODAY)
    (job,) = profile.projects
    assert called(job, "en") == "your work (Harbour Kitchen)"
    wanted = ProfileSchema(projects=[ProjectSchema(name="Harbour Kitchen"), ProjectSchema(name="Tide Clock")])
    assert [called(each, "en") for each in corrected(profile, wanted).projects] == [called(job, "en"), "Tide Clock"]


def test_projects_have_names_technologies_and_the_line_that_names_them() -> None:
    text = """Projects
DevFlow
Maintainer
• A tool for pull requests in TypeScript.
Tide Clock 2023
• Predicts tides with SQLite and Flask.
"""
    first, second = understand(text).projects
    assert (first.name, first.role, first.technologies) == ("DevFlow", "Maintainer", ("TypeScript",))
    assert (second.name, second.line, second.technologies) == ("Tide Clock", "Tide Clock 2023", ("SQLite", "Flask"))


def test_the_name_of_an_employer_is_kept_whole_and_without_leaders() -> None:
    (nurse,) = jobs("Staff Nurse, Leeds General Infirmary          2018 – 2020").projects
    (cook,) = jobs("Sous Chef, Hôtel Atlas ........ 2017 - 2019").projects
    assert (nurse.name, cook.name) == ("Leeds General Infirmary", "Hôtel Atlas")


def test_a_page_footer_is_no_project() -> None:
    profile = understand(
        "Projects\nDevFlow\n- A tool in TypeScript.\n\nDana Fields – 1/2\n\nTide Clock\n- Predicts tides.\n"
    )
    assert [project.name for project in profile.projects] == ["DevFlow", "Tide Clock"]


def test_a_job_named_after_its_technology_still_shows_the_technology() -> None:
    profile = jobs(
        "LaTeX templates 2019 – 2022", "- Published a LaTeX class.", "", "Oracle Ltd, Clerk 2015 - 2018", "- Filing."
    )
    assert [skill.name for skill in profile.skills] == ["LaTeX"]


def test_what_a_trade_does_is_no_technology_of_a_job() -> None:
    (job,) = jobs(
        "Nurse, Northwind (2019 - 2022)", "- Phlebotomy and payroll, planned with scripts in Python."
    ).projects
    assert job.technologies == ("Python",)


def test_wrapped_sentences_do_not_become_jobs() -> None:
    profile = jobs(
        "Analyst, Acme (2020 - 2023)",
        "- Worked with the designers and the product manager on",
        "Tableau dashboards that every Sales Manager",
        "reads on Monday.",
    )
    assert [job.name for job in profile.projects] == ["Acme"]


def test_overlapping_jobs_count_once() -> None:
    assert jobs("Cook, A (Jan 2020 - Dec 2021)", "Cook, B (Jan 2021 - Dec 2022)").years == 3.0


def test_a_present_job_lasts_until_today() -> None:
    assert jobs("Cook, A (Apr 2025 - Present)").years == 1.0
    assert jobs("厨师, 甲 (2025年4月 - 至今)").years == 1.0


@pytest.mark.parametrize(
    "dates", ["2022 - 2019", "1890 - 1950", "1930 - 1950", "2031 - 2040", "2019 - 2099", "13/2020 - 45/2021"]
)
def test_impossible_dates_count_for_nothing(dates: str) -> None:
    assert jobs(f"Cook, Acme ({dates})").years is None


def test_years_of_study_are_no_years_of_work() -> None:
    assert understand("Education\nBSc Biology, 2015 - 2019\n", today=TODAY).years is None


def test_stated_years_count_where_no_dates_are_given() -> None:
    assert understand("Summary\nNurse with 8+ years of experience in triage.").years == 8
    assert understand("个人简介\n5年Java后端开发经验").years == 5


def test_years_are_capped_at_50() -> None:
    lines = [f"Cook, Kitchen {year} ({year} - {year + 1})" for year in range(1960, 2026)]
    assert jobs(*lines * 8).years == 50
    assert understand("Summary\nCook with 80 years of experience.").years is None


def test_500_jobs_give_the_first_40() -> None:
    profile = jobs(*(f"Cook, Kitchen {number} (2019 - 2020)\n- Cooked soup {number}." for number in range(500)))
    assert len(profile.projects) == 40
    assert profile.years == 1.0


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Developer, A (Jan 2025 - Present)", Level.JUNIOR),
        ("Developer, A (Jan 2022 - Present)", Level.MID),
        ("Developer, A (Jan 2018 - Present)", Level.SENIOR),
        ("Senior Developer, A (Jan 2022 - Present)", Level.SENIOR),
        ("Senior Developer, A (Jan 2026 - Present)", Level.JUNIOR),
        ("Staff Nurse, A (Jan 2022 - Present)", Level.MID),
        ("Research Intern, A (Jan 2022 - Present)", Level.JUNIOR),
        ("后端实习生, 甲公司 (2022年1月 - 至今)", Level.JUNIOR),
    ],
)
def test_level_follows_years_and_titles(text: str, level: Level) -> None:
    assert jobs(text).level is level


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Computer science student\n\nExperience\nBarista, A (Jan 2022 - Present)", Level.JUNIOR),
        ("Skills: " + "Python, Senior, Lead, Principal, " * 50, Level.MID),
        ("Education\nBSc Physics, Sept 2024 - Present", Level.JUNIOR),
        (
            "Education\nMSc, 2024 - Present\n\nExperience\n"
            "Intern, A (Jan 2025 - Present)\nMaintainer, B (Jan 2012 - Present)",
            Level.JUNIOR,
        ),
        ("Hello, I am looking for a job.", Level.MID),
    ],
)
def test_level_follows_study_and_no_list_of_words(text: str, level: Level) -> None:
    assert understand(text, today=TODAY).level is level


@settings(max_examples=60)
@given(st.text(alphabet=st.sampled_from("aZ9 .,-–:•#\n\t()@/年月至今技能0123456789"), max_size=400))
def test_any_text_gives_a_sane_profile(text: str) -> None:
    profile = understand(f"Experience\n{text}\nSkills\n{text}", today=TODAY)
    assert profile.years is None or 0 < profile.years <= 50
    assert all(skill.name and len(skill.line) <= 300 for skill in profile.skills)
    assert all(project.name and len(project.line) <= 300 for project in profile.projects)
