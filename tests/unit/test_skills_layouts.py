"""Skills are found in resumes of many trades and layouts, and little else is taken for one."""

from __future__ import annotations

import pytest

from interview.resume.profile.reader import understand
from tests.usual_names import usual_name

BARS = """Runa Falk
Web developer
What I work with
Vue 3 ●●●●○
TypeScript ●●●○○
Where I have worked
Web developer, Meta Fisk AB, 2021 to present
→ Rebuilt the shop with Pinia and GitHub Actions.
→ Stack: Laravel, Frobnicator, MySQL
Free time
Go (the board game), chess, Python the snake
"""
BULLETS_ONLY = """Ilse Brandt, Senior Engineer

Experience

Oracle, Engineer
2019 – present
- Moved reports from Excel to Kafka and Spring Boot; VPCs and EKS with Terraform.
- Built a customer service platform and an inventory management system for clients.
Apache Leasing GmbH, Engineer
2016 – 2019
- Wrote Python tools; swift answers to 30 branches.
"""
NURSE = """GRACE ADE
Staff nurse
My skills at a glance
Triage | Wound care | Infection control | First aid
Career history
Staff Nurse, St. Ruby Hospice, 2016 – present
- Trained colleagues in phlebotomy and palliative care.
Languages spoken: English C1, French (basic)
Passions: photography, baking
"""
BOOKKEEPER = """Omar Sage
Accountant
Areas of expertise
Month-end close · VAT returns · Variance analysis
Systems: Xero, SAP S/4HANA, Excel (pivot tables, macros)
Employment
Accountant, Chef & Sons Ltd, 2019 to date
• Reconciled ledgers; automated accruals in Excel VBA.
Other
Driving licence, German B2. Power BI.
"""
CHINESE = """李然
Java后端开发工程师
核心技能
- 精通 Java，熟悉 SpringBoot、MySQL，了解 Elasticsearch
工作经历
2020.07 - 至今  苹果园科技有限公司  后端开发工程师
- 用 Redis 与 RocketMQ 支撑大促
项目经历
智能客服平台
技术栈：Netty、MongoDB、弗罗比框架
负责消息推送，在线用户 50 万
语言能力
英语 CET-6
兴趣爱好
围棋、摄影
"""
CHINESE_ACCOUNTS = """王芳
会计主管
掌握技能
成本核算、预算管理、用友U8；Excel（VLOOKUP）
任职经历
2018年3月—至今 天启机械制造有限公司 会计主管
负责总账与年度审计
"""
GOLD = [
    (BARS, "Vue.js, TypeScript, Pinia, GitHub Actions, Laravel, Frobnicator, MySQL"),
    (BULLETS_ONLY, "Excel, Kafka, Spring Boot, VPC, EKS, Terraform, Python"),
    (NURSE, "Triage, Wound Care, Infection Control, First Aid, Phlebotomy, Palliative Care"),
    (
        BOOKKEEPER,
        "Month-End Close, VAT, Variance Analysis, Xero, SAP S/4HANA, Excel, Pivot Tables, Macros, Accruals, VBA,"
        " Power BI",
    ),
    (CHINESE, "Java, Spring Boot, MySQL, Elasticsearch, Redis, RocketMQ, Netty, MongoDB, 弗罗比框架"),
    (CHINESE_ACCOUNTS, "成本核算, 预算管理, 用友U8, Excel, VLOOKUP, 总账"),
]


def found_in(text: str) -> list[str]:
    return [usual_name(skill.name) for skill in understand(text).skills]


@pytest.mark.parametrize(("text", "expected"), GOLD)
def test_what_a_resume_names_is_found_and_little_else(text: str, expected: str) -> None:
    found, wanted = set(found_in(text)), {usual_name(name.strip()) for name in expected.split(",")}
    assert wanted - found == set()
    assert len(found - wanted) <= 1, found - wanted


@pytest.mark.parametrize(
    "heading",
    [
        "Toolbox",
        "TECHNICAL KNOW-HOW",
        "Tech I use",
        "Things I'm good at",
        "Skills matrix",
        "Computer literacy",
        "Working knowledge",
        "掌握技能",
    ],
)
def test_a_skills_section_is_known_by_any_usual_heading(heading: str) -> None:
    text = f"Education\nBA History, 2012\n{heading}\nFrobnicator, Wiggler\n"
    assert found_in(text) == ["Frobnicator", "Wiggler"]


@pytest.mark.parametrize("heading", ["Language skills", "Outside work", "Speaking engagements", "语言能力"])
def test_a_section_of_something_else_names_no_skills(heading: str) -> None:
    assert found_in(f"Education\nBA History, 2012\n{heading}\nFrobnicator, English B2\n") == []


def test_a_list_of_tools_inside_a_job_ends_with_its_line() -> None:
    text = "Experience\nCook, Acme, 2019 - 2022\nTools: Frobnicator,\nWiggler\nServed 90 guests a night, daily\n"
    assert found_in(text) == ["Frobnicator", "Wiggler"]


def test_a_sentence_with_commas_is_no_list_of_tools() -> None:
    text = "Summary\nEngineer for Python, Docker, Kubernetes. Passionate about tea\n"
    assert found_in(text) == ["Python", "Docker", "Kubernetes"]


@pytest.mark.parametrize(
    "line",
    [
        "Built a customer service platform.",
        "Sold to the retail industry.",
        "开发智能客服系统",
        "负责供应链管理平台的开发",
    ],
)
def test_what_a_system_is_for_is_no_skill_of_its_maker(line: str) -> None:
    assert found_in(f"Experience\nDeveloper, Acme, 2019 - 2022\n- {line}\n") == []


@pytest.mark.parametrize("firm", ["Unity Robotics GmbH", "Swift & Sons", "Python Bakery Ltd", "Oracle Dental S.r.l"])
def test_a_firm_named_like_a_technology_is_no_skill(firm: str) -> None:
    assert found_in(f"Summary\nBookkeeping and Excel for {firm} since 2019.\n") == ["Bookkeeping", "Excel"]


@pytest.mark.parametrize(
    "line", ["Interests: poker, rowing, Photography", "兴趣爱好：围棋、摄影", "Awards: Golden Frobnicator"]
)
def test_a_line_about_something_else_inside_the_skills_section_names_no_skills(line: str) -> None:
    assert found_in(f"Skills & Interests\nTechnical: Excel, Wiggler\n{line}\n") == ["Excel", "Wiggler"]


def test_a_chinese_section_is_known_by_its_last_word() -> None:
    text = "擅长领域\n弗罗比法\n教学经历\n2019年1月-2022年3月 青岛中学 教师\n- 用 Python 出题\n其他\n会 MySQL\n"
    assert sorted(found_in(text)) == ["MySQL", "Python", "弗罗比法"]


def test_a_standard_keeps_its_number() -> None:
    assert found_in("Skills\nISO 27001, ISO 45001, June 2021") == ["ISO 27001", "ISO 45001"]


def test_an_ampersand_reads_like_the_word() -> None:
    assert found_in("Skills\nhealth & safety, Excel") == [usual_name("Health and Safety"), "Excel"]


def test_acronyms_in_the_plural_and_names_written_together_are_known() -> None:
    text = "Experience\nDeveloper, Acme, 2019 - 2022\n- VPCs, SpringBoot and GithubActions for the shop.\n"
    assert found_in(text) == ["VPC", "Spring Boot", "GitHub Actions"]


def test_a_group_of_skills_called_languages_is_no_section_of_its_own_and_its_name_no_skill() -> None:
    text = "SKILLS\nLanguages\nSQL, Scala (basic)\nOrchestration\nAirflow, dbt\nLANGUAGES\nCzech (native)\n"
    work = "EXPERIENCE\nDeveloper, Acme, 2019 - 2022\n- Tuned Snowflake and Airflow.\n"
    assert found_in(text + work) == ["Airflow", "SQL", "Scala", "dbt", "Snowflake"]


def test_reports_to_a_regulator_are_not_called_compliance() -> None:
    assert found_in("Experience\nDeveloper, Acme, 2019 - 2022\n- Built regulatory reporting in SQL.\n") == [
        "Regulatory Reporting",
        "SQL",
    ]


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("Education\nDiploma in nursing, 2014\nSystems: Excel, SAP\nBorn in Lund", {"Excel", "SAP"}),
        ("Education\nDiploma in nursing, 2014\nlab software: Excel, SAP", {"Excel", "SAP"}),
        ("Education\nDiploma in nursing, 2014\n\nIT\nExcel, SAP", {"Excel", "SAP"}),
        ("Education\nDiploma in nursing, 2014\n\nskills\nExcel, SAP (some)\nhobbies: chess", {"Excel", "SAP"}),
    ],
)
def test_tools_are_skills_however_their_place_is_called(part: str, expected: set[str]) -> None:
    text = f"Ana Lima\nExperience\nClerk, Lind Ltd, 2015 - 2021\n- Kept the books\n{part}\n"
    assert {skill.name for skill in understand(text).skills} == expected


def test_a_name_with_letters_behind_it_is_no_skill() -> None:
    names = {skill.name for skill in understand("Ada Moss-Lind, RN, BSN\n\nStaff nurse in Lund\n").skills}
    assert not any("Moss" in name for name in names)


@pytest.mark.parametrize(
    "part",
    [
        "Education\nB.Tech: Computer Science and Economics, VIT Vellore, 2011 - 2015",
        "Education\nDiploma in IT: Networking, Anna University, 2010",
        "Interests\nMusic programs: choir, jazz band\nWater systems: sailing, rowing",
        "Customers\nLoyalty programs: Nectar, Clubcard, Avios",
    ],
)
def test_what_was_studied_or_is_done_for_pleasure_is_no_list_of_tools(part: str) -> None:
    text = f"Ana Lima\nExperience\nClerk, Lind Ltd, 2015 - 2021\n- Kept the books in Excel\n{part}\n"
    assert {skill.name for skill in understand(text).skills} == {"Excel"}


@pytest.mark.parametrize(
    ("line", "skill"),
    [
        ("Introduced Workday in 14 months", "Workday"),
        ("GCSS-Army (SAP) super user", "SAP"),
        ("Migrated the accounts to Salesforce", "Salesforce"),
    ],
)
def test_what_somebody_introduced_or_uses_is_no_firm(line: str, skill: str) -> None:
    profile = understand(f"Mia Moss\nHR Manager\n\nExperience\nHR Manager, Hill Ltd, 2019 - now\n- {line}\n")
    assert skill in {each.name for each in profile.skills}


def test_a_firm_that_somebody_worked_for_is_no_skill() -> None:
    profile = understand("Mia Moss\n\nExperience\nHR Manager, Workday, 2019 - now\n- Hired 40 people for Workday\n")
    assert "Workday" not in {each.name for each in profile.skills}


def test_names_behind_a_label_of_tools_are_skills_also_where_none_is_known() -> None:
    profile = understand("Lucía Prado\nTranslator\n\nDTP tools: Frobnicator, Wobble Studio\nDriving: car, van\n")
    assert {"Frobnicator", "Wobble Studio"} <= {each.name for each in profile.skills}
    assert "van" not in {each.name for each in profile.skills}


@pytest.mark.parametrize(
    ("title", "line", "skill"),
    [
        ("Translator", "Translated 40 manuals with memoQ and Trados", "memoQ"),
        ("Electrician", "2nd fix at a school (trunking, tray)", "Cable Containment"),
        ("HR Manager", "Closed a plant with works council and social plan", "Employee Relations"),
    ],
)
def test_what_these_trades_work_with_is_found(title: str, line: str, skill: str) -> None:
    profile = understand(f"Mia Moss\n{title}\n\nExperience\n{title}, Hill Ltd, 2019 - now\n- {line}\n")
    assert skill in {each.name for each in profile.skills}


def test_a_summary_of_qualifications_is_no_study() -> None:
    text = "Mia Moss\n\nSUMMARY OF QUALIFICATIONS\nWelder who has used SAP and Excel for stock lists\n"
    assert {"SAP", "Excel"} <= {each.name for each in understand(text).skills}
