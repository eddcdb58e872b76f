"""Stories: kept by a click alone, found where they fit, seen by their owner only, and left when an interview goes."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pypdfium2
import pytest
from starlette.testclient import TestClient

from interview.core.flags import ELSEWHERE
from interview.core.grading import Judgement, PointJudgement, Settled, Verdict
from interview.core.key_point import StoryPart, story
from interview.core.mode import Mode
from interview.core.options import InterviewOptions
from interview.core.profile import Achievement, AchievementKind, Profile
from interview.core.question import Position, Question, QuestionKind
from interview.core.story import MAX_STORY_CHARS, Competency, KeptStory, Origin
from interview.documents import exports
from interview.errors import Code, Conflict, Invalid, NotFound
from interview.i18n.translate import words
from interview.use_cases.stories import MOST_STORIES
from interview.web import stories as page
from interview.web.schemas import reports
from tests.fakes import ScriptedInterviewer
from tests.integration.test_candidate import ME, create

pytestmark = pytest.mark.sqlite_first

PARTS = (StoryPart.SITUATION, StoryPart.OWN_ACTION, StoryPart.RESULT)
TOLD = "Last year our exports broke. I rewrote the Kafka consumer in Python and it has run since."
OTHER = "somebody else"
TAGS = tuple(Competency)


def asks_for_a_story(questions: tuple[Question, ...]) -> tuple[Question, ...]:
    return tuple(
        replace(
            each,
            kind=QuestionKind.BEHAVIOURAL,
            key_points=tuple(map(story, PARTS)),
            bank_id="behavioural-learned-quickly",
        )
        for each in questions
    )


def own_action(verdict: Verdict):
    """Judges the own action so, and everything else as recognised."""

    def judged(turns):
        return tuple(
            Judgement(
                str(turn.position),
                tuple(
                    PointJudgement(point, verdict if point.part is StoryPart.OWN_ACTION else Verdict.COVERED)
                    for point in turn.question.key_points
                ),
                3,
            )
            for turn in turns
        )

    return judged


def graded(services, interviewer: ScriptedInterviewer, *, verdict=Verdict.COVERED, text=TOLD, told=True) -> str:
    """The id of a graded interview with one answer."""
    interviewer.on_ask = asks_for_a_story if told else lambda questions: questions
    interviewer.on_grade = own_action(verdict) if told else None
    session = create(services, mains=1, follow_ups=0, force=True)
    services.candidate.submit_answer(ME, session.id, 0, text)
    services.evaluator.run(ME, session.id, "w")
    return str(session.id)


def test_an_answer_told_as_a_story_is_offered_and_becomes_one_by_a_wish_alone(services, interviewer):
    session_id = graded(services, interviewer)
    bank = services.stories.bank(ME)
    assert bank.stories == ()
    [offer] = bank.offers
    assert (offer.session_id, offer.main, offer.text) == (session_id, 0, TOLD)
    kept = services.stories.keep_answer(ME, session_id, 0)
    assert (kept.text, kept.tags, kept.source.origin) == (TOLD, (Competency.LEARNING,), Origin.ANSWER)
    assert services.stories.keep_answer(ME, session_id, 0) == kept
    after = services.stories.bank(ME)
    assert after.offers == ()
    [one] = after.stories
    assert one.story == kept
    assert one.is_as_judged
    assert one.parts == tuple((part, Verdict.COVERED) for part in PARTS)


@pytest.mark.parametrize(
    ("again", "offered"),
    [
        (TOLD.replace(". ", ".\n\n"), 0),
        (TOLD.upper(), 0),
        (f"{TOLD} That is all.", 0),
        (TOLD.split(". ")[1], 0),
        (f"{TOLD} {'Then I moved the reports to another team and taught them all of it. ' * 2}", 1),
        ("Another year I led the move to a new office, and nobody lost a day.", 1),
    ],
    ids=["lines", "case", "a little more", "a part", "much more", "another"],
)
def test_a_kept_story_told_again_is_not_offered_once_more(services, interviewer, again, offered):
    services.stories.keep_answer(ME, graded(services, interviewer), 0)
    graded(services, interviewer, text=again)
    assert len(services.stories.bank(ME).offers) == offered


@pytest.mark.parametrize("verdict", [Verdict.UNSURE, Verdict.MISSED, Verdict.TOUCHED])
def test_an_answer_whose_own_action_nobody_is_sure_of_is_not_offered_until_it_is_settled(
    services, interviewer, verdict
):
    session_id = graded(services, interviewer, verdict=verdict)
    assert services.stories.bank(ME).offers == ()
    services.evaluator.settle(ME, session_id, 0, StoryPart.OWN_ACTION.value, Settled.SAID)
    assert [offer.session_id for offer in services.stories.bank(ME).offers] == [session_id]


def test_an_answer_on_knowledge_is_no_story(services, interviewer):
    session_id = graded(services, interviewer, told=False)
    assert services.stories.bank(ME).offers == ()
    with pytest.raises(Invalid):
        services.stories.keep_answer(ME, session_id, 0)


@pytest.mark.parametrize("mode", Mode)
def test_before_the_report_no_verdict_is_told_and_no_answer_is_kept(services, interviewer, mode):
    interviewer.on_ask = asks_for_a_story
    interviewer.on_grade = own_action(Verdict.COVERED)
    session = create(services, mains=2, follow_ups=0, force=True, options=InterviewOptions(mode=mode))
    services.candidate.submit_answer(ME, session.id, 0, TOLD)
    assert services.early_grader.look("early") == 1
    assert services.stories.bank(ME).offers == ()
    with pytest.raises(Conflict) as refused:
        services.stories.keep_answer(ME, session.id, 0)
    assert (refused.value.code, refused.value.message.code) == (
        Code.INTERVIEW_REPORT_NOT_READY,
        "error.story_too_early",
    )
    services.candidate.submit_answer(ME, session.id, 1, "Another one.")
    services.candidate.complete(ME, session.id)
    assert services.stories.bank(ME).offers == ()
    services.evaluator.run(ME, session.id, "w")
    assert TOLD in [offer.text for offer in services.stories.bank(ME).offers]
    assert services.stories.keep_answer(ME, session.id, 0).text == TOLD


def test_a_line_of_the_resume_is_offered_until_its_story_is_told(services):
    line = "Cut the nightly export from 6 hours to 40 minutes"
    resume = services.resumes.add(ME, "cv.txt", "A resume with a line", "hash", ())
    profile = Profile(achievements=(Achievement(line, AchievementKind.CHANGE, "Example Ltd"),))
    services.resumes.correct(ME, resume.id, profile)
    [seed] = services.stories.bank(ME).seeds
    assert (seed.line, seed.place) == (line, "Example Ltd")
    made = services.stories.add(ME, text="I found that it read every row twice.", line=line)
    assert (made.source.origin, made.source.line) == (Origin.RESUME, line)
    assert services.stories.bank(ME).seeds == ()
    [kept] = services.stories.bank(ME).stories
    assert kept.parts == ()


def test_the_line_behind_a_story_goes_with_the_last_resume_that_has_it_and_its_words_stay(services):
    line, other = "Cut the nightly export from 6 hours to 40 minutes", "Led a team of four"
    one, two = (
        services.resumes.add(ME, "cv.txt", text, "hash", ())
        for text in (f"A resume\n{line}", f"A newer resume\n{line}\n{other}")
    )
    told = services.stories.add(ME, text="It read every row twice.", line=line)
    led = services.stories.add(ME, text="I asked each of them.", line=other)
    theirs = services.stories.add(OTHER, text="Not mine.", line=line)
    services.resumes.delete(ME, two.id)
    assert services.stories.get(ME, told.id) == told
    assert services.stories.get(ME, led.id) == replace(led, source=replace(led.source, line=""))
    services.resumes.delete(ME, one.id)
    assert services.stories.get(ME, told.id) == replace(told, source=replace(told.source, line=""))
    assert services.stories.get(OTHER, theirs.id) == theirs


def test_what_was_found_is_of_the_answer_and_said_so_once_the_words_are_others(services, interviewer):
    kept = services.stories.keep_answer(ME, graded(services, interviewer), 0)
    services.stories.edit(ME, kept.id, title="Exports", text="Other words.", tags=())
    [one] = services.stories.bank(ME).stories
    assert (one.story.title, one.story.text, one.story.tags) == ("Exports", "Other words.", ())
    assert not one.is_as_judged
    assert one.parts


def test_beside_a_part_of_a_story_stands_what_stands_beside_it_in_the_report(services, interviewer):
    session_id = graded(services, interviewer, verdict=Verdict.MISSED)
    services.stories.keep_answer(ME, session_id, 0)

    def told(change=lambda grade: grade) -> str:
        [one] = services.stories.bank(ME).stories
        answer = replace(one.answer, grade=change(one.answer.grade))
        return page._parts(KeptStory(one.story, answer), words("en"))

    assert "Not recognised" in told()
    elsewhere = told(lambda grade: replace(grade, flags=(ELSEWHERE,)))
    assert "Not counted" in elsewhere
    assert "recognised" not in elsewhere
    services.evaluator.settle(ME, session_id, 0, StoryPart.OWN_ACTION.value, Settled.SAID)
    assert "You: said it" in told()


def test_a_story_stays_when_its_interview_is_deleted_and_leads_nowhere(services, interviewer):
    session_id = graded(services, interviewer)
    kept = services.stories.keep_answer(ME, session_id, 0)
    services.candidate.delete(ME, session_id)
    left = services.stories.get(ME, kept.id)
    assert (left.text, left.source.origin, left.source.session_id, left.source.main) == (
        TOLD,
        Origin.ANSWER,
        None,
        None,
    )
    [one] = services.stories.bank(ME).stories
    assert one.parts == ()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_interview_is_said_to_stay_only_while_it_is_there_and_no_story_to_be_unchecked_that_was_checked(
    services, interviewer, language
):
    say = words(language)
    stays = say("You cannot get it back. The interview it came from stays.")
    session_id = graded(services, interviewer)
    kept = services.stories.keep_answer(ME, session_id, 0)
    assert page.before_deleting(kept, say) == stays
    assert page.source_told(KeptStory(kept, None), say) == say("From an answer of yours.")
    services.candidate.delete(ME, session_id)
    [one] = services.stories.bank(ME).stories
    assert page.before_deleting(one.story, say) == say("You cannot get it back.")
    assert page.source_told(one, say) == say("From an answer of yours in an interview that was deleted.")


def test_a_deleted_story_leaves_its_interview_and_is_offered_again(services, interviewer):
    session_id = graded(services, interviewer)
    services.stories.delete(ME, services.stories.keep_answer(ME, session_id, 0).id)
    assert services.candidate.view(ME, session_id).id == session_id
    assert services.stories.bank(ME).stories == ()
    assert len(services.stories.bank(ME).offers) == 1


def test_nobody_sees_keeps_or_changes_the_story_of_another(services, interviewer):
    session_id = graded(services, interviewer)
    kept = services.stories.keep_answer(ME, session_id, 0)
    bank = services.stories.bank(OTHER)
    assert (bank.stories, bank.offers, bank.seeds) == ((), (), ())
    for act in (
        lambda: services.stories.get(OTHER, kept.id),
        lambda: services.stories.delete(OTHER, kept.id),
        lambda: services.stories.edit(OTHER, kept.id, title="", text="Mine now", tags=()),
        lambda: services.stories.keep_answer(OTHER, session_id, 0),
    ):
        with pytest.raises(NotFound):
            act()
    assert services.stories.get(ME, kept.id) == kept


def test_no_tab_writes_over_what_another_one_saved(services):
    first = services.stories.add(ME, text="As it was.")
    newer = services.stories.edit(ME, first.id, title="", text="From one tab.", tags=(), seen=first.updated_at)
    with pytest.raises(Conflict) as refused:
        services.stories.edit(ME, first.id, title="", text="From another.", tags=(), seen=first.updated_at)
    assert refused.value.code is Code.STORY_CHANGED
    assert services.stories.get(ME, first.id).text == "From one tab."
    again = services.stories.edit(ME, first.id, title="", text="Knowing it.", tags=(), seen=newer.updated_at)
    assert again.text == "Knowing it."
    assert again.updated_at - first.updated_at < timedelta(minutes=1)


@pytest.mark.parametrize(
    "wanted", [{"text": " \n"}, {"text": "x" * (MAX_STORY_CHARS + 1)}, {"text": "x", "title": "y" * 121}]
)
def test_a_story_without_words_or_with_too_many_is_refused(services, wanted):
    with pytest.raises(Invalid):
        services.stories.add(ME, **wanted)
    assert services.stories.all(ME) == []


def test_there_is_a_bound_on_the_stories_of_one_person(services):
    for number in range(MOST_STORIES):
        services.stories.add(ME, text=f"Story {number}")
    with pytest.raises(Invalid):
        services.stories.add(ME, text="One more")


def test_stories_fit_a_question_by_what_it_asks_for_and_by_its_line(services):
    line = "Cut the nightly export from 6 hours to 40 minutes"
    behind = services.stories.add(ME, text="It read every row twice.", line=line)
    learned = services.stories.add(ME, text="I learned SQL.", tags=[Competency.LEARNING])
    services.stories.add(ME, text="We argued.", tags=[Competency.CONFLICT])
    told = Question("?", "Behavioural", QuestionKind.BEHAVIOURAL, bank_id="behavioural-learned-quickly")
    assert services.stories.fitting(ME, told) == [learned]
    own_work = Question(f"From your resume: {line}. How?", "Project", QuestionKind.PROJECT)
    assert services.stories.fitting(ME, own_work) == [behind]
    in_words = replace(told, text="How do you handle a conflict at work?", bank_id="")
    assert [one.text for one in services.stories.fitting(ME, in_words)] == ["We argued."]
    assert services.stories.fitting(ME, replace(told, kind=QuestionKind.SKILL)) == []
    assert services.stories.fitting(OTHER, told) == []


def test_a_job_stands_beside_stories_that_quote_its_skills_and_those_it_lacks(services):
    target = services.targets.add(
        ME, text="Backend engineer\nRequirements\n- Python\n- Terraform\n- You stay calm in conflicts\n- Team player"
    )
    kept = services.stories.add(ME, text=TOLD, tags=[Competency.TEAMWORK])
    found = services.stories.for_job(ME, target.id)
    quotes = {(wanted.skill or wanted.competency): [each.quote for each in one] for wanted, one in found.answered}
    assert quotes == {
        "Python": ["I rewrote the Kafka consumer in Python and it has run since."],
        Competency.TEAMWORK: [""],
    }
    assert [one[0].story for _, one in found.answered] == [kept, kept]
    assert [wanted.skill or wanted.competency for wanted in found.lacking] == ["Terraform", Competency.CONFLICT]
    assert found.lacking[1].line == "You stay calm in conflicts"
    with pytest.raises(NotFound):
        services.stories.for_job(OTHER, target.id)


def test_over_http_a_story_is_kept_listed_edited_and_deleted(process_services):
    from interview.web.routes.api import api

    process_services()
    client = TestClient(api)
    made = client.post("/interview/stories", json={"text": "I fixed it.", "tags": ["problem"]})
    assert made.status_code == 201
    one = made.json()
    assert (one["title"], one["tags"], one["origin"]) == ("I fixed it.", ["problem"], "hand")
    path = f"/interview/stories/{one['storyId']}"
    edited = client.put(path, json={"text": "I mended it.", "title": "Mended", "seenAt": one["updatedAt"]})
    assert (edited.status_code, edited.json()["title"], edited.json()["tags"]) == (200, "Mended", [])
    again = {"text": "Late.", "seenAt": one["updatedAt"]}
    assert client.put(path, json=again).json()["code"] == "STORY_CHANGED"
    in_chinese = client.put(path, json=again, headers={"Accept-Language": "zh-CN"}).json()["message"]
    assert in_chinese.startswith("这段经历")
    assert [found["text"] for found in client.get("/interview/stories").json()] == ["I mended it."]
    assert client.post("/interview/stories", json={"text": "x", "tags": ["bravery"]}).status_code == 422
    assert client.delete(path).status_code == 204
    assert client.get(path).json()["code"] == "STORY_NOT_FOUND"


def test_the_place_of_a_kept_answer_is_a_main_question(services, interviewer):
    session_id = graded(services, interviewer)
    with pytest.raises(NotFound):
        services.stories.keep_answer(ME, session_id, 7)
    assert services.candidate.view(ME, session_id).turns[0].position == Position(0)


def test_the_own_story_stands_beside_the_reference_answer_in_every_file(services, interviewer):
    session_id = graded(services, interviewer)
    services.stories.add(ME, text="I moved the search <b>into</b> the database.", title="The slow search", tags=TAGS)
    report = services.evaluator.report(ME, session_id)
    beside = services.stories.beside(ME, report.session)
    assert [story.title for story in beside.values()] == ["The slow search"]
    (question,) = [each for each in json.loads(reports.exported(report, beside))["questions"] if each["ownStory"]]
    assert question["ownStory"] == {
        "title": "The slow search",
        "text": "I moved the search <b>into</b> the database.",
    }
    markdown = exports.render("md", report, [], {}, beside)[0].decode().replace("\\", "")
    assert "Your own story as you keep it: The slow search" in markdown
    assert "I moved the search <b>into</b> the database." in markdown
    document = pypdfium2.PdfDocument(exports.render("pdf", report, [], {}, beside)[0])
    printed = " ".join(page.get_textpage().get_text_range() for page in document)
    assert "Your own story as you keep it: The slow search" in printed
    assert "I moved the search <b>into</b> the database." in " ".join(printed.split())


def test_an_answer_is_no_reference_to_itself_and_other_owners_stories_stand_nowhere(services, interviewer):
    session_id = graded(services, interviewer)
    report = services.evaluator.report(ME, session_id)
    services.stories.add(OTHER, text="A story of somebody else.", tags=TAGS)
    services.stories.add(ME, text=TOLD, tags=TAGS)
    assert services.stories.beside(ME, report.session) == {}
