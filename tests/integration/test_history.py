"""What the history finds, names and deletes, on both databases."""

from datetime import timedelta

import pytest

from interview.core.grading import Settled, Verdict
from interview.core.history import HistoryFilter, LineState
from interview.core.identity import PRACTICE, model_interviewer
from interview.core.options import InterviewOptions
from interview.documents.report_view import report_view
from interview.errors import Code, Failed, Invalid, NotFound
from interview.i18n.translate import ENGLISH, words
from interview.messages import written
from interview.services import Services
from interview.web import history_lines
from interview.web.resume_names import pasted
from interview.web.schemas import history as schemas
from tests.builders import RESUME
from tests.fakes import judgement, question
from tests.integration.test_candidate import ME, create


def found(services: Services, **wanted) -> list[str]:
    lines, total = services.history.search(ME, HistoryFilter(**wanted))
    assert total == len(lines)
    return [line.id for line in lines]


def finished(services: Services, text: str = "an answer", **source):
    session = create(services, mains=1, follow_ups=0, force=True, **source)
    return services.candidate.submit_answer(ME, session.id, 0, text)


def test_a_word_is_found_in_title_tags_resume_name_and_questions_in_any_script(services, interviewer):
    interviewer.on_ask = lambda _questions: (question(7, "Ångström"),)
    resume = services.resumes.add(ME, "Lebenslauf Ågren.pdf", RESUME, "hash", ())
    session = finished(services, resume_id=resume.id)
    services.history.label(ME, session.id, title="Второе Собеседование", tags=["Бэкенд", "后端"])
    other = finished(services, resume_id=resume.id)
    for text in ("собеседование", "БЭКЕНД", "后端", "второе бэкенд", "NUMBER 7 второе"):
        assert found(services, text=text) == [session.id], text
    assert found(services, text="lebenslauf ÅGREN") == [other.id, session.id]
    assert found(services, text="второе missing") == []


def test_a_line_counts_main_questions_and_the_follow_ups_apart(services):
    session = create(services, mains=2, follow_ups=1)
    for _ in range(3):
        session = services.candidate.submit_answer(ME, session.id, session.current_index, "an answer")
    ((line,), _) = services.history.search(ME, HistoryFilter())
    assert (line.questions, line.follow_ups, line.answered) == (2, 2, 3)
    assert history_lines.asked(line, words("en")) == "2 questions and 2 follow-ups"
    assert history_lines.asked(line, words("zh")) == "2 道题，2 个追问"
    shown = schemas.line(line).model_dump(by_alias=True)
    assert (shown["questions"], shown["followUps"], shown["answered"]) == (2, 2, 3)


def test_a_question_that_was_skipped_or_has_an_answer_of_blanks_alone_is_no_answer_so_far(services):
    blank = ("", "  ", "\n\n", " \t\r\n", "\u3000\u00a0\n")
    session = create(services, mains=1 + len(blank), follow_ups=0)
    for index, said in enumerate(("\n Some words.\t", *blank)):
        services.candidate.submit_answer(ME, session.id, index, said)
    ((line,), _) = services.history.search(ME, HistoryFilter())
    assert line.answered == 1


@pytest.mark.parametrize(("identity", "is_unread"), [(PRACTICE, True), (model_interviewer("scripted"), False)])
def test_a_line_says_that_nothing_is_decided_exactly_where_its_report_does(services, interviewer, identity, is_unread):
    interviewer.identity = identity
    interviewer.on_grade = lambda turns: tuple(judgement(turn, Verdict.UNSURE) for turn in turns)
    session = create(services, mains=2, follow_ups=0)
    for index in range(2):
        session = services.candidate.submit_answer(ME, session.id, index, "an answer")
    services.evaluator.run(ME, session.id, "w")
    for point in session.turns[0].question.key_points:
        services.evaluator.settle(ME, session.id, 0, point.id, Settled.SAID)
    band = report_view(services.evaluator.report(ME, session.id), ENGLISH).band
    ((line,), _) = services.history.search(ME, HistoryFilter())
    told = history_lines.told(line, ENGLISH, {})
    assert ["Not decided yet" in said for said in (band, told)] == [is_unread, is_unread]
    assert (f"{line.low} to {line.high} of 100" in told) is not is_unread


def test_an_interview_for_a_job_is_called_by_it_and_found_by_its_words(services):
    for_target, posted, without = (
        services.targets.add(ME, title="Analytics Lead", company="Nordwind", text="Data Engineer\nKnow SQL"),
        InterviewOptions("\n  Platform  Engineer \nKnow Go"),
        finished(services),
    )
    kept = finished(services, options=InterviewOptions(target_id=for_target.id))
    pasted = finished(services, options=posted)
    lines, _ = services.history.search(ME, HistoryFilter())
    assert {line.id: line.job for line in lines} == {
        kept.id: "Analytics Lead, Nordwind",
        pasted.id: "Platform Engineer",
        without.id: "",
    }
    assert found(services, text="nordwind") == [kept.id]
    assert found(services, text="lead analytics") == [kept.id]
    assert found(services, text="platform") == [pasted.id]
    services.targets.delete(ME, for_target.id)
    lines, _ = services.history.search(ME, HistoryFilter())
    assert next(line.job for line in lines if line.id == kept.id) == "Data Engineer"


@pytest.mark.parametrize("text", ["%", "_", "/", "\\", "'", '"; DROP TABLE session; --'])
def test_a_search_is_text_and_never_a_pattern(services, text):
    session = finished(services)
    assert found(services, text=text) == []
    services.history.label(ME, session.id, title=f"about {text} it")
    assert found(services, text=text) == [session.id]


def test_each_word_may_stand_somewhere_else_and_there_may_be_as_many_as_fit(services):
    session = finished(services)
    services.history.label(ME, session.id, title="Second try", tags=["Go"])
    words = ["SECOND", "go", "number"] * 9
    assert found(services, text=" ".join(words)) == [session.id]
    assert found(services, text=" ".join([*words, "elsewhere"])) == []


def test_a_pasted_resume_is_found_by_what_it_is_called_there(services):
    session = finished(services)
    named = finished(services, resume_id=services.resumes.add(ME, "cv.pdf", RESUME, "hash", ()).id)
    assert found(services, text="pasted number", pasted_name="A Pasted resume") == [session.id]
    assert found(services, text="cv.pdf", pasted_name="A Pasted resume") == [named.id]


def test_a_pasted_resume_is_found_by_the_name_it_is_shown_with_and_by_no_other(services):
    texts = {name: RESUME.replace(RESUME.splitlines()[0], name, 1) for name in ("Dana Whitfield", "Femi Adeyemi")}
    kept = {name: services.resumes.add(ME, "", text, f"hash {name}", ()) for name, text in texts.items()}
    made = {name: finished(services, resume_id=resume.id).id for name, resume in kept.items()}
    unkept = finished(services)

    def called(text: str) -> list[str]:
        names = pasted(services.pasted_resumes.of(ME), words("en"), str)
        return found(services, text=text, pasted_name="Pasted text", pasted_names=names)

    for name, id in made.items():
        assert called(name.casefold()) == [id]
        assert called(f"{name.split()[0]} number") == [id]
    assert called("pasted") == [unkept.id]
    services.resumes.delete(ME, kept["Dana Whitfield"].id)
    assert called("Dana") == []
    assert set(called("pasted")) == {unkept.id, made["Dana Whitfield"]}
    assert called("Femi") == [made["Femi Adeyemi"]]


def test_a_question_still_to_come_is_not_found(services):
    session = create(services, mains=2, follow_ups=0)
    assert found(services, text="number 1?") == []
    services.candidate.complete(ME, session.id)
    assert found(services, text="number 1?") == [session.id]


def test_the_history_is_filtered_by_state_interviewer_and_time(services, interviewer):
    graded, failed = finished(services), finished(services)
    services.evaluator.run(ME, graded.id, "w")
    interviewer.fail_with["grade"] = Failed(Code.AI_API_KEY_INVALID, written("no"))
    services.evaluator.run(ME, failed.id, "w")
    waiting = finished(services)
    interviewer.identity = model_interviewer("other")
    under_way = create(services, force=True)
    by_state = {state: found(services, state=state) for state in LineState}
    assert by_state == {
        LineState.UNFINISHED: [under_way.id],
        LineState.GRADING: [waiting.id],
        LineState.GRADED: [graded.id],
        LineState.FAILED: [failed.id],
    }
    assert found(services, interviewer=model_interviewer("other")) == [under_way.id]
    assert services.history.interviewers(ME) == [model_interviewer("other"), model_interviewer("scripted")]
    begun = failed.created_at
    assert found(services, since=begun, until=begun + timedelta(microseconds=1)) == [failed.id]
    assert found(services, until=begun) == [graded.id]


def test_a_title_is_seen_at_once_and_an_empty_one_gives_the_resumes_name_back(services):
    session = finished(services)
    services.candidate.view(ME, session.id)
    services.history.label(ME, session.id, title="  Second\n try ", tags=["Go", " go ", "", "b\n c"])
    seen = services.candidate.view(ME, session.id)
    assert (seen.name, seen.tags) == ("Second try", ("Go", "b c"))
    services.history.label(ME, session.id, title="")
    seen = services.candidate.view(ME, session.id)
    assert (seen.name, seen.tags) == (session.resume_name, ("Go", "b c"))


def test_a_title_does_not_disturb_the_answer_being_written(services):
    session = create(services, mains=1, follow_ups=0)
    services.candidate.save_draft(ME, session.id, 0, "half", 1)
    services.history.label(ME, session.id, title="Mine")
    services.candidate.save_draft(ME, session.id, 0, "half an answer", 2)
    after = services.candidate.submit_answer(ME, session.id, 0, "a whole answer")
    assert (after.name, after.turns[0].answer.text, after.is_complete) == ("Mine", "a whole answer", True)


@pytest.mark.parametrize("labels", [{"title": "x" * 121}, {"tags": ["x" * 31]}, {"tags": [str(n) for n in range(11)]}])
def test_labels_over_their_limits_are_refused_and_change_nothing(services, labels):
    session = finished(services)
    with pytest.raises(Invalid):
        services.history.label(ME, session.id, **labels)
    seen = services.candidate.view(ME, session.id)
    assert (seen.title, seen.tags) == ("", ())


def test_nobody_labels_another_owners_interview(services):
    session = finished(services)
    with pytest.raises(NotFound):
        services.history.label("somebody", session.id, title="mine")


def test_of_several_deleted_at_once_those_already_gone_are_passed_over(services):
    sessions = [finished(services) for _ in range(3)]
    ids = [session.id for session in sessions]
    services.candidate.delete(ME, ids[0])
    assert services.history.delete(ME, [*ids[:2], ids[1], "nowhere"]).of("session") == 1
    assert found(services) == [ids[2]]


def test_pages_beyond_the_first_hold_the_rest(services):
    ids = [finished(services).id for _ in range(5)]
    pages = [services.history.search(ME, HistoryFilter(), limit=2, offset=offset) for offset in (0, 2, 4)]
    assert [line.id for lines, _ in pages for line in lines] == ids[::-1]
    assert {total for _, total in pages} == {5}
