"""What a person may wish for before an interview: a job description, topics, a language; and what is said in return."""

from dataclasses import replace

import pytest

from interview.core.identity import PRACTICE
from interview.core.options import InterviewOptions
from interview.core.question import QuestionKind
from interview.core.resume import is_version_of
from interview.core.rounds import Round
from interview.errors import Code, Invalid
from interview.i18n.translate import ENGLISH
from interview.messages import Message
from interview.storage import store
from interview.use_cases.interview_setup import REPEATED
from tests.builders import RESUME

pytestmark = pytest.mark.sqlite_first

ME = "local"
JOB = "Requirements\n- Experience with Python and Kafka\n- Redis is a plus"
CHINESE = (
    "张三\n专业技能：熟悉 Python 语言和常用的数据库\n工作经历\n负责公司支付系统的后端开发工作，完成了订单模块的重构"
)


def create(services, mains=2, text=RESUME, **options):
    return services.creation.create(
        ME,
        "1.2.3.4",
        question_count=mains,
        follow_up_count=1,
        resume_text=text,
        force=True,
        options=InterviewOptions(**options),
    )


def texts(created):
    return [turn.question.text for turn in created.session.turns]


def test_the_job_is_stored_with_the_session_and_compared_with_the_resume(services):
    session = create(services, job_text=JOB).session
    services.cache.drop(ME, session.id)
    stored = services.candidate.view(ME, session.id).job
    assert stored == session.job
    assert stored.text == JOB
    found = {one.skill: (one.is_required, one.is_shown) for one in stored.requirements}
    assert found == {"Python": (True, True), "Kafka": (True, False), "Redis": (False, False)}


def test_the_interviewer_is_told_job_topics_and_language(services, interviewer):
    create(services, job_text=JOB, leave_out=("Python",), more_of=("testing",), language="zh")
    brief = interviewer.briefs[-1]
    assert [requirement.skill for requirement in brief.job.requirements] == ["Python", "Kafka", "Redis"]
    assert (brief.leave_out, brief.more_of, brief.language) == (("python",), ("testing",), "zh")


def test_a_requirement_counts_as_asked_once_its_question_was_answered(practice):
    session = create(practice, mains=1, job_text="You know Kafka").session
    assert session.probed == frozenset()
    after = practice.candidate.submit_answer(ME, session.id, 0, "")
    assert after.probed == {"Kafka"}


def test_what_there_is_no_question_on_is_kept_with_the_interview_and_only_where_the_bank_asks(services, practice):
    wanted = "Data engineer\nRequirements\n- Python\n- Kafka\n- dbt"
    session = create(practice, mains=1, job_text=wanted).session
    practice.cache.drop(ME, session.id)
    kept = {one.skill: one.has_question for one in practice.candidate.view(ME, session.id).job.requirements}
    assert kept == {"Python": True, "Kafka": True, "dbt": False}
    of_a_model = create(services, mains=1, job_text=wanted).session.job
    assert {one.has_question for one in of_a_model.requirements} == {None}


def test_an_unknown_topic_is_refused_by_its_name(services, interviewer):
    with pytest.raises(Invalid) as refused:
        create(services, leave_out=("Basket\nweaving" + "x" * 200,))
    assert refused.value.code is Code.INPUT_INVALID
    assert refused.value.message.code == "error.no_such_topic"
    assert "“Basket weavingxxx" in ENGLISH.message(refused.value.message)
    assert len(ENGLISH.message(refused.value.message)) < 150
    assert interviewer.count("ask") == 0


def test_a_topic_cannot_be_left_out_and_wanted_at_once(services):
    with pytest.raises(Invalid):
        create(services, leave_out=("python",), more_of=("Python",))


def test_the_language_is_the_wish_or_the_setting_or_the_resumes(make_services, database_url):
    services = make_services(database_url)
    assert create(services).session.language == "en"
    assert create(services, text=CHINESE).session.language == "zh"
    assert create(services, text=CHINESE, language="en").session.language == "en"
    set_to_chinese = make_services(database_url, interview_language="zh")
    assert create(set_to_chinese).session.language == "zh"


def test_a_language_the_interviewer_does_not_speak_is_refused(services, practice):
    with pytest.raises(Invalid):
        create(services, language="fr")
    with pytest.raises(Invalid) as refused:
        create(practice, language="fr")
    assert refused.value.message == Message.of("error.practice_speaks")


def test_practice_with_an_english_bank_alone_speaks_english_whatever_the_resume(practice):
    assert create(practice, text=CHINESE).session.language == "en"
    assert practice.creation.preview(ME, resume_text=CHINESE).languages == ("en",)


def test_fewer_questions_than_wished_for_are_said_plainly(practice):
    first = create(practice, mains=24)
    count = len(first.session.turns)
    assert count < 24
    assert first.notes == (Message.of("setup.fewer", count=count, wanted=24),)
    assert f"Only {count} of the questions that this app has fit what is known of you" in ENGLISH.message(
        first.notes[0]
    )


def test_of_too_few_questions_on_one_topic_nothing_is_said_of_the_person(practice):
    found = create(practice, mains=24, round=Round.TOPIC, topic="Python")
    count = len(found.session.turns)
    assert found.notes == (Message.of("setup.fewer_of_topic", count=count, wanted=24),)
    assert f"On this topic there are only {count} questions to ask you now" in ENGLISH.message(found.notes[0])


def test_when_no_new_question_is_left_those_asked_longest_ago_come_again_and_that_is_said(practice):
    asked: list[str] = []
    for _ in range(12):
        made = create(practice, mains=6)
        again = [turn.question.text for turn in made.session.turns if turn.question.reason == REPEATED]
        assert len(set(texts(made))) == 6
        assert set(again) == set(texts(made)) & set(asked)
        if again:
            code = "setup.repeated_one" if len(again) == 1 else "setup.repeated"
            assert made.notes == (Message.of(code, repeated=len(again), count=6),)
            latest = asked[-6:]
            assert not set(again) & set(latest)
        asked += texts(made)
    assert len(set(asked)) < len(asked)


def test_enough_questions_need_no_note(services, practice):
    assert create(services).notes == ()
    assert create(practice).notes == ()


def test_where_questions_on_knowledge_run_out_it_is_said_how_many_others_stand_in(practice):
    made = create(practice, mains=12, round=Round.TECHNICAL)
    asked = [turn.question for turn in made.session.turns]
    others = [
        each for each in asked if each.kind is not QuestionKind.SKILL or each.reason == Message.of("reason.general")
    ]
    assert 1 < len(others) < len(asked)
    assert made.notes == (Message.of("setup.beside_knowledge", beside=len(others), count=len(asked)),)
    assert f"{len(others)} of the {len(asked)} questions are about your own work" in ENGLISH.message(made.notes[0])


def test_questions_that_another_interviewer_filled_in_are_said(services, interviewer):
    interviewer.on_ask = lambda questions: (*questions[:-1], replace(questions[-1], asked_by=PRACTICE))
    (note,) = create(services, mains=3).notes
    assert note == Message.of("setup.filled_one", filled=1, count=3)
    assert ENGLISH.message(note).startswith("1 of the 3 questions comes from the built-in question bank")


def test_another_version_of_the_resume_does_not_get_the_same_questions(services, interviewer):
    interviewer.on_ask = lambda questions: tuple(replace(each, bank_id=f"go-{n}") for n, each in enumerate(questions))
    first = create(services, mains=3)
    version = RESUME.replace("\n", "\n\n").replace("PostgreSQL", "PostgreSQL, Docker")
    create(services, text=version)
    assert set(interviewer.briefs[-1].asked_before) == set(texts(first))
    assert interviewer.briefs[-1].asked_ids == {"go-0", "go-1", "go-2"}


def test_questions_of_another_persons_resume_are_only_told_as_asked_elsewhere(services, interviewer):
    first = create(services, mains=3)
    create(services, text=CHINESE)
    assert interviewer.briefs[-1].asked_before == ()
    assert set(interviewer.briefs[-1].asked_elsewhere) == set(texts(first))


def test_questions_of_another_owner_are_not_known_at_all(services):
    create(services)
    with services.store.reading() as db:
        assert store.asked_questions(db, "somebody else") == []
        assert store.texts_by_key(db, "somebody else") == {}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (RESUME, RESUME.upper().replace("\n", "  "), True),
        (RESUME, RESUME + "\nTen more years at Another Firm, where a team of five was led. " * 4, True),
        (RESUME, "Bob Other\nSkills: Python, PostgreSQL\nExperience\nRan the kitchen of a small hotel.", False),
        (CHINESE, CHINESE.replace("张三", "李四"), True),
        (CHINESE, "王五\n专业技能：平面设计\n工作经历\n参与广告公司的品牌策划与插画绘制", False),
        (RESUME, "", False),
        ("", "", False),
    ],
)
def test_versions_of_a_resume_are_told_from_other_resumes(one, other, same):
    assert is_version_of(one, other) is same
    assert is_version_of(other, one) is same


def test_the_outlook_names_topics_of_job_and_resume_with_their_lines(services):
    preview = services.creation.preview(ME, resume_text=RESUME, job_text=JOB)
    lines = {topic.name: (topic.line, topic.is_from_job) for topic in preview.topics}
    assert lines["Messaging and Kafka"] == ("Experience with Python and Kafka", True)
    assert lines["SQL databases"] == ("Skills: Python, PostgreSQL", False)
    assert [one.skill for one in preview.job.requirements if not one.is_shown] == ["Kafka", "Redis"]
    assert (preview.languages, preview.language) == (("en", "zh"), "en")


def test_an_interview_is_planned_for_the_level_that_the_posting_names(services, interviewer):
    def planned(title):
        create(services, mains=6, job_text=f"{title}\n\n{JOB}")
        return [slot.difficulty for slot in interviewer.briefs[-1].slots]

    junior, unsaid, senior = map(planned, ("Junior Backend Developer", "Backend Developer", "Senior Backend Developer"))
    assert len({tuple(junior), tuple(unsaid), tuple(senior)}) == 3
    assert junior.count("easy") > unsaid.count("easy") > senior.count("easy")
