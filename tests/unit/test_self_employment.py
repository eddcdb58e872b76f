"""Nobody who works for themselves is asked about a boss, a manager or a department."""

from __future__ import annotations

from datetime import date

import pytest

from interview.core.interviewer import Brief
from interview.core.plan import Slot
from interview.core.question import Difficulty, QuestionKind
from interview.practice.interviewer import PracticeInterviewer
from interview.resume.profile.reader import understand
from interview.resume.profile.resume_read import ReadResume
from interview.resume.profile.self_employment import is_self_employed

OF_EMPLOYEES = {
    "about-you-last-boss",
    "about-you-why-leave",
    "behavioural-disagreed-with-lead",
    "behavioural-helped-colleague",
    "behavioural-initiative",
    "general-workplace-process-improvement",
    "general-workplace-new-colleague",
}
RESTORER = "Marsha Bright\n{title}\n\nExperience\n{head}, 2016 - present\n- Restored the gilding of 12 frames\n"


def asked(resume: str) -> set[str]:
    slots = [
        Slot(kind, Difficulty.MEDIUM) for kind in (QuestionKind.SKILL, QuestionKind.BEHAVIOURAL) for _ in range(12)
    ]
    profile = understand(resume, today=date(2026, 11, 15))
    return {one.bank_id for one in PracticeInterviewer().ask(Brief(profile, resume, tuple(slots)))}


def test_only_who_has_an_employer_is_asked_what_their_boss_would_say() -> None:
    assert not asked(RESTORER.format(title="Frame restorer", head="Self-employed frame restorer")) & OF_EMPLOYEES
    assert asked(RESTORER.format(title="Frame restorer", head="Frame restorer, Tate")) >= OF_EMPLOYEES - {
        "general-workplace-process-improvement"
    }


@pytest.mark.parametrize(
    "resume",
    [
        "Dan\nTiler\n\nExperience\nTiler (self-employed)\nJan 2012 - Present\n- Tiled 40 bathrooms\n",
        "Jo\n\nWork\n2015 - present: Owner, Blue Door Café, Whitby\n- Serve 80 covers a day\n",
        "Bea\nExperience\nCo-founder & CTO, Lumi Ltd, 2021 - present\n- Built the first pump\n",
        "Ed\nExperience\nBlue Van Removals - Owner/Driver\n2010 - Present\n- Moved 20 homes a month\n",
        "Pat\nDog groomer\nEXPERIENCE\nPat's Paws (own business), 2017 to present\n- Groom 6 dogs a day\n",
        "Kim\nExperience\nFreelance\nIllustrator\n2016 - now\n- Drew 40 books\nDesigner, Ace, 2010 - 2016\n- Drew\n",
        "Ravi\nIndependent HR consultant\n\nExperience\nConsultant, Menon People, 2019 - present\n- Advise on pay\n",
        "Ann\n\nI have been self-employed as a gardener since 2010. I look after 30 gardens.",
        "Mo\n\nI run my own small bakery in Hull and we sell 200 loaves a day.",
        "Lu Prado\nFreelance translator EN/DE > ES\nSeville\n\nSkills\nmemoQ",
        "Lu Prado\nFreelance translator English → Spanish\nSeville\n\nSkills\nmemoQ",
        "李萌\n工作经历\n2018.3 - 至今 个体经营 早餐店\n- 每天卖200份早餐\n",
    ],
)
def test_who_says_that_they_work_for_themselves_today_has_no_employer(resume: str) -> None:
    assert is_self_employed(ReadResume(resume))


@pytest.mark.parametrize(
    "resume",
    [
        "A\nExperience\nScrum Master and Product Owner, Bank, 2020 - present\n- Owned the backlog\n",
        "A\nExperience\nProcess-Owner, Bank, 2020 - present\n- Own business processes\n",
        "A\nExperience\nGallery Owner's Assistant, 2020 - present\n- Hung 40 pictures\n",
        "A\nExperience\nAccount manager, self-employed clients, Bank, 2020 - present\n- Advise 60 owners\n",
        "A\nExperience\nIndependent living support worker, Mencap, 2020 - present\n- Support 4 people\n",
        "A\nExperience\nTax adviser, Gould, 2017 - present\n- Prepare returns of 150 self-employed people\n",
        "A\nBookkeeper\nExperience\nBookkeeper, Smiles, 2020 - present\n- Count\nSelf-employed, 2014 - 2020\n- Count\n",
        "A\nExperience\nFreelance artist, 2015 - present\n- Drew\nLecturer, Arts College, 2020 - present\n- Taught\n",
        "A\nLooking for freelance work\nExperience\nEditor, Times, 2020 - present\n- Edited 3 pages a day\n",
        "A\n\nI ran my own café until 2020 and now I work in a bank as a teller.",
        "A\nI used to be self-employed. I work for a bank.",
        "A\nCashier\n",
    ],
)
def test_who_has_an_employer_today_or_says_nothing_of_it_is_asked_as_an_employee(resume: str) -> None:
    assert not is_self_employed(ReadResume(resume))


@pytest.mark.parametrize(
    "text",
    [
        "Jo\nFull-stack developer, available for freelance roles\n\nExperience\nDeveloper, Acme, 2019 – present\n",
        "Jo\nDeveloper, ex-freelancer, now at Acme\n\nExperience\nDeveloper, Acme, 2019 – present\n",
        "Jo\nTeacher and freelance photographer\n\nExperience\nTeacher, School, 2019 – present\n",
        "Jo\n\nExperience\nExecutive assistant to the CEO and founder, Acme, 2019 – present\n",
        "Jo\n\nExperience\nKey own account manager, Acme, 2019 – present\n",
        "Jo\nI work for a firm that serves self-employed landlords.\n",
    ],
)
def test_who_may_be_so_beside_was_so_or_works_for_such_people_has_an_employer(text: str) -> None:
    assert not is_self_employed(ReadResume(text))


@pytest.mark.parametrize(
    "resume",
    [
        'Henrietta "Etta" Voss\nClock Repairer\n\nEtta Voss has mended clocks in the Fens since 2004. She works alone, '
        "in a small shop behind her house, and winds 60 church clocks.",
        "Hal Oduya\nFarrier\n\nHal shoes 220 horses in two valleys. He has worked for himself since 2011.",
        "Wren Castellanos\n\nWren makes violins in Cremona. She does her own bookkeeping, invoicing and marketing.",
        "Piet Maes\n\nPiet moves pianos in Ghent. He runs a one-man firm with a van and a stair climber.",
        "Lou Bain\nArborist\n\nThey are a self-employed climber and take down 90 trees a year.",
        "Jo\n\nI walk 14 dogs a day. I find my own customers and write my own invoices.",
    ],
)
def test_who_is_told_in_the_third_person_to_work_for_themselves_has_no_employer(resume: str) -> None:
    assert is_self_employed(ReadResume(resume))


@pytest.mark.parametrize(
    "resume",
    [
        "Ada Roe\n\nAda Roe drives a forwarder. She works alone in the cab and hands over to the night shift.",
        "Tam Lee\n\nTam ran his own garage until 2015. He works as a fitter in the depot of the city.",
        "Ines Paz\n\nInes nurses at home. She plans her own visits and keeps her own notes.",
        "Kay Dunn\n\nKay keeps the shop of a museum, in a shed behind the house of its founder.",
        "Bo Sand\n\nBo teaches maths. His wife runs her own bakery.",
        "Eve Rott\n\nEve sells seed for a wholesaler. She looks after her own customers in the north.",
        "Al Fry\n\nAl looks after the books of 40 self-employed people at an office in Hull.",
    ],
)
def test_who_works_alone_or_beside_people_of_their_own_business_may_have_an_employer(resume: str) -> None:
    assert not is_self_employed(ReadResume(resume))


OF_TODAY = "Bea\n\nExperience\n{head}, 2001 - present\n- Looked after 40 people a week\n"


@pytest.mark.parametrize(
    "head",
    [
        "Tax adviser (self-employed and small firms), HMRC",
        "Editor, freelance desk, BBC",
        "Business owner relations manager, Bank",
        "Bar manager, Founder Hall",
        "Assistant, Owner & Sons",
        "Owner & Sons, Assistant",
        "Adviser to the self-employed, Job Centre",
        "Freelance recruitment coordinator",
        "Freelance support",
        "Loan officer (shop owners), Bank",
        "Porter, Founder House",
        "Process & product owner, Bank",
        "Secretary to the director and founder",
        "Case worker, sole trader unit",
        "创始人助理",
    ],
)
def test_a_department_a_firm_and_those_whom_one_works_for_name_no_business_of_ones_own(head: str) -> None:
    assert not is_self_employed(ReadResume(OF_TODAY.format(head=head)))


@pytest.mark.parametrize(
    "head",
    [
        "Self-employed chimney sweep",
        "Roofer (freelance)",
        "Piano tuner, sole trader, Hull",
        "Owner of Blue Door Café",
        "Director and co-founder, Lumi Ltd",
        "Owner-operator, Roe Haulage",
        "Photographer, own studio",
        "Freelance writer and editor, Leeds",
        "Saddler - self employed",
        "Mo Roe t/a Roe Removals",
        "Shop owner, Whitby",
        "Owner of Roe & Sons",
    ],
)
def test_a_title_that_begins_or_ends_so_names_one(head: str) -> None:
    assert is_self_employed(ReadResume(OF_TODAY.format(head=head)))


def test_what_follows_a_title_at_the_top_does_not_hide_it() -> None:
    assert is_self_employed(ReadResume("Bea\nFreelance illustrator based in Leeds\n\nSkills\nink"))
    assert not is_self_employed(ReadResume("Bea\nTeacher and founder of a choir\n\nSkills\nsinging"))
    assert not is_self_employed(ReadResume("Bea\nTax adviser for the self-employed\n\nSkills\ntax"))
