"""What a story shows, by the bank's own questions and by words, and where one names a skill."""

from __future__ import annotations

import pytest

from interview.core.question import Question, QuestionKind
from interview.core.story import Competency, beginning
from interview.question_bank.bank import FOLDERS, bank_in
from interview.question_bank.story_reader import BankStoryReader, by_question

reader = BankStoryReader()


def test_every_behavioural_question_of_the_bank_asks_for_something_and_every_id_is_one_of_the_bank():
    ids = {id for language in FOLDERS for id in bank_in(language).by_id}
    asked = {
        question.id
        for language in FOLDERS
        for topic in bank_in(language).of_kind(QuestionKind.BEHAVIOURAL)
        for question in topic.questions
    }
    assert asked - set(by_question()) == set()
    assert set(by_question()) - ids == set()
    assert set(by_question().values()) == set(Competency)


@pytest.mark.parametrize("language", list(FOLDERS))
def test_the_bank_says_of_a_question_what_it_asks_for_before_any_words_do(language):
    for topic in bank_in(language).of_kind(QuestionKind.BEHAVIOURAL):
        for known in topic.questions:
            question = Question(known.question, "Behavioural", topic.kind, bank_id=known.id)
            assert reader.asked_for(question) is by_question()[known.id]


def test_a_question_of_a_model_is_understood_by_its_words_or_not_at_all():
    told = Question("Describe a conflict with a colleague.", "Behavioural", QuestionKind.BEHAVIOURAL)
    assert reader.asked_for(told) is Competency.CONFLICT
    assert reader.asked_for(Question("How was your week?", "Behavioural", QuestionKind.BEHAVIOURAL)) is None
    assert reader.asked_for(Question("What is a merge conflict?", "Git")) is None


def test_a_posting_asks_for_competencies_with_the_line_that_does():
    posting = (
        "Nurse\n* You set priorities under pressure\n- A team player who takes initiative\n- Resolve merge conflicts"
    )
    assert reader.wanted(posting) == {
        Competency.PRIORITIES: "You set priorities under pressure",
        Competency.INITIATIVE: "A team player who takes initiative",
        Competency.TEAMWORK: "A team player who takes initiative",
    }
    assert reader.wanted("") == {}


def test_a_story_names_a_skill_by_any_of_its_names_in_a_sentence_of_its_own():
    told = "We were late. I moved it to k8s, alone. It held."
    assert reader.quote(told, "Kubernetes") == "I moved it to k8s, alone."
    assert reader.quote(told, "Terraform") == ""
    assert reader.quote("我用 Python 重写了导出程序。之后没有再出错。", "Python").startswith("我用 Python")


def test_the_beginning_of_a_story_is_cut_between_words():
    assert beginning("Short.\nIt is.") == "Short. It is."
    assert beginning("word " * 30) == ("word " * 12).strip() + " …"
