"""What authors wrote for the judge is whole, in its format, and what measures is not what teaches."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from bench.gold import cases
from interview.core.question import QuestionKind
from interview.question_bank.bank import load_bank
from training.judge import authored
from training.judge.authored import (
    FOLLOW_UP,
    GOES_ON,
    SHORT,
    STORIES,
    TURNED,
    Answer,
    Claim,
    IsAbout,
    Unreadable,
    everything,
    is_typed,
    lacking,
    read,
    told,
)
from training.judge.packs import PARTS, Material, Target

DATA = Path(__file__).resolve().parents[2] / "bench" / "data"
# Answers judged by hand, of which nothing is learned.
BY_HAND = ("answers_by_hand", "answers_in_use", "answers_in_use_later")
# Shorter sentences may be written twice by chance.
LONG = 61
QUESTION = "# a-question\n? Why?\n## 0 Because of this\n"
ENOUGH = "+ a\n+ b\n+ c\n+ d\n- e\n- f\n- g\n~ h\n~ i\n## answer expert\n[0+] So.\n## answer mixed\n[0-] No.\n"


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (QUESTION + ENOUGH, []),
        (QUESTION + ENOUGH.replace("~ i\n", ""), ['a-question: 1 of 2 lines of "~" for "Because of this"']),
        (QUESTION + ENOUGH.partition("## answer mixed")[0], ["a-question: no answer of the kind mixed"]),
    ],
)
def test_a_point_that_the_bank_words_otherwise_keeps_its_texts_and_what_they_lack_is_named(
    texts: str, said: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("learn", "held"):
        (tmp_path / folder).mkdir()
    (tmp_path / "learn" / "statements.txt").write_text(texts, encoding="utf-8")
    asked = "kind: skill\nquestions:\n  - id: a-question\n    key_points: [Because of that]\n"
    (tmp_path / "topic.yaml").write_text(asked, encoding="utf-8")
    monkeypatch.setattr(authored, "DATA", tmp_path)
    monkeypatch.setattr(authored, "BANK", tmp_path)
    assert list(lacking()) == said


@pytest.mark.slow
def test_nothing_that_is_wanted_of_a_question_is_lacking() -> None:
    assert list(lacking()) == []


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["held", TURNED])
def test_what_measures_shares_no_question_author_or_sentence_with_what_teaches(folder: str) -> None:
    learned, told = everything("learn")
    held, held_told = everything(folder)
    asked = {each.question_id for each in learned} | {each.question_id for each in told}
    assert asked.isdisjoint({each.question_id for each in held} | {each.question_id for each in held_told})
    texts = {each.text for each in learned} | {each.text for answer in told for each in answer.sentences}
    assert texts.isdisjoint({each.text for each in held})
    assert texts.isdisjoint({each.text for answer in held_told for each in answer.sentences})


@pytest.mark.slow
def test_what_calibrates_shares_no_sentence_with_what_teaches_and_what_is_not_typed_no_question_of_knowledge() -> None:
    learned, told = everything("learn")
    statements, answers = everything("calibration")
    assert not statements
    asked = {each.question_id for each in learned} | {each.question_id for each in told}
    assert asked.isdisjoint({each.question_id for each in answers if each.points and not is_typed(each)})
    texts = {each.text for each in learned} | {each.text for answer in told for each in answer.sentences}
    # "That's it." anybody may say.
    said = {each.text for answer in answers for each in answer.sentences if len(each.text) > 40 or not is_typed(answer)}
    assert texts.isdisjoint(said)


@pytest.mark.slow
def test_every_question_has_an_answer_for_calibration_of_each_kind() -> None:
    every = [each for each in everything("calibration")[1] if each.kind != GOES_ON and not is_short(each)]
    answers = [each for each in every if not is_in_notes(each) and not is_typed(each)]
    noted = Counter(each.kind for each in every if is_in_notes(each))
    assert noted == dict.fromkeys(("short", "mixed", "wrong", "half"), 36)
    kinds = Counter((each.question, each.kind) for each in answers)
    for each in answers:
        wanted = ("expert", "short", "half", "wrong", "mixed", "beside") if each.points else STORIES
        assert [kinds[each.question, kind] for kind in wanted] == [1] * 6


@pytest.mark.slow
def test_typed_answers_are_to_questions_of_the_bank_and_shared_with_nothing_judged_by_hand() -> None:
    typed = [each for folder in ("learn", "calibration") for each in everything(folder)[1] if is_typed(each)]
    bank = load_bank().by_id
    assert len(typed) > 450
    by_hand = {case.text for file in BY_HAND for case in cases(DATA / f"{file}.yaml")}
    stretches = {text[at : at + LONG] for text in by_hand for at in range(len(text) - LONG + 1)}
    for each in typed:
        main, _, number = each.question_id.partition(FOLLOW_UP)
        topic, question = bank[main]
        assert not number or int(number) <= len(question.follow_ups)
        assert bool(each.points) == (topic.kind is QuestionKind.SKILL)
        assert not any(said.text[:LONG] in stretches for said in each.sentences if len(said.text) >= LONG)


@pytest.mark.slow
@pytest.mark.parametrize(("folder", "questions"), [("learn", 254), ("calibration", 40)])
def test_short_answers_are_as_many_as_they_were_told_to_be_and_each_wrong_one_has_its_counterpart(
    folder: str, questions: int
) -> None:
    answers = [each for each in everything(folder)[1] if is_short(each)]
    assert len({each.question_id for each in answers}) == questions
    for answer in answers:
        for said in answer.sentences:
            wrong = {point for point, claim in said.claims.items() if claim is Claim.CONTRADICTS}
            assert wrong == set(said.counterparts)


@pytest.mark.slow
def test_what_was_said_again_stands_beside_a_sentence_of_those_that_teach() -> None:
    _, answers = everything("learn")
    own = {said.text for answer in answers for said in answer.sentences if not said.plain}
    again = [said for answer in answers for said in answer.sentences if said.plain]
    assert len(again) > 5_000
    assert {said.plain for said in again} <= own


@pytest.mark.slow
@pytest.mark.parametrize(("folder", "answers", "sentences"), [("learn", 1900, 4371), (TURNED, 80, 213)])
def test_a_sentence_is_turned_round_in_one_of_two_answers_and_stands_plain_in_the_other(
    folder: str, answers: int, sentences: int
) -> None:
    turned = [each for each in everything(folder)[1] if "turned" in each.author]
    assert len(turned) == answers
    count = 0
    for one, other in zip(turned[::2], turned[1::2], strict=True):
        for said, again in zip(one.sentences, other.sentences, strict=True):
            if said == again:
                continue
            plain, wrong = sorted((said, again), key=lambda each: len(each.counterparts))
            (point,) = plain.claims
            assert plain.claims == {point: Claim.STATES}
            assert wrong.claims == {point: Claim.CONTRADICTS}
            assert set(wrong.counterparts) == {point}
            count += 1
    assert count == sentences


def is_short(answer: Answer) -> bool:
    return answer.question_id.startswith(SHORT)


def is_in_notes(answer: Answer) -> bool:
    return answer.author == "calibration/terse"


def test_an_answer_to_a_follow_up_is_read_with_its_question_and_the_next_story_with_its_own(tmp_path: Path) -> None:
    file = tmp_path / "stories.txt"
    file.write_text(
        "# a-question\n? Tell me.\n## strong\n[result] We won.\n>> And then?\n[lesson?] I slept.\n## brag\n[] I won.\n",
        encoding="utf-8",
    )
    _, answers = read(file)
    assert [(each.question, each.kind) for each in answers] == [
        ("Tell me.", "strong"),
        ("And then?", GOES_ON),
        ("Tell me.", "brag"),
    ]
    assert answers[1].sentences[0].claims == {"lesson": Claim.HALF}


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["learn", "held"])
def test_readers_found_stories_about_what_was_asked_and_others_not(folder: str) -> None:
    own = [each for each in told(folder) if each.question == each.story.question]
    meant = [each.is_about for each in own if each.story.kind in ("strong", "short", "partial")]
    elsewhere = [each.is_about for each in own if each.story.kind == "elsewhere"]
    assert IsAbout.NO not in meant
    assert meant.count(IsAbout.YES) > 0.98 * len(meant)
    assert elsewhere.count(IsAbout.NO) > 0.75 * len(elsewhere)


def test_statements_and_answers_are_read_with_what_they_claim(tmp_path: Path) -> None:
    file = tmp_path / "statements.txt"
    file.write_text(
        f"{QUESTION}+ It is so.\n- It is not.\n## answer mixed\n[] Well.\n[0?] Perhaps.\n", encoding="utf-8"
    )
    (first, second), (answer,) = read(file)
    assert [(each.sign, each.point, each.text) for each in (first, second)] == [
        ("+", "Because of this", "It is so."),
        ("-", "Because of this", "It is not."),
    ]
    assert (answer.kind, answer.points) == ("mixed", ("Because of this",))
    assert [dict(each.claims) for each in answer.sentences] == [{}, {"0": Claim.HALF}]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("It is so.", "begins with"),
        ("## 2 Another", "key point 1"),
        ("## answer brilliant", "was expected"),
        ("## answer expert\nNo label.", "begins with its labels"),
        ("## answer expert\n[1+] Beyond.", "no label here"),
        ("## answer expert\n[result] Not a story.", "no label here"),
        ("= It is so.", "in another manner"),
    ],
)
def test_a_line_that_is_not_in_the_format_is_named(tmp_path: Path, line: str, why: str) -> None:
    file = tmp_path / "statements.txt"
    file.write_text(QUESTION + line, encoding="utf-8")
    with pytest.raises(Unreadable, match=rf"statements\.txt:\d+: .*{why}"):
        read(file)


def test_an_answer_in_another_manner_is_read_and_packed_with_its_plain_words(tmp_path: Path) -> None:
    said = "## answer short\n[0+] cos o' that\n= Because of that.\n[] ta\n= Thank you.\n"
    material = read_text(QUESTION + said, tmp_path)
    pack = material.answer(material.answers[0], random.Random(1))
    assert pack.sentences == ("cos o' that", "ta")
    assert pack.plain == ("Because of that.", "Thank you.")
    assert {each.plain for each in material.epoch(random.Random(1))} == {pack.plain}
    assert len(material.epoch(random.Random(1))) == 3


@pytest.mark.slow
def test_what_a_sentence_is_learned_with_tells_nothing_of_the_sentence() -> None:
    """Right sentences state what is shown as often as they contradict it, and so do wrong ones."""
    statements, answers = everything("learn")
    signs = {each.text: each.sign for each in statements if each.sign != "~"}
    packs = Material(statements, answers).epoch(random.Random(1))
    counts: dict[str, Counter[Target]] = {"+": Counter(), "-": Counter()}
    for pack in packs:
        for row in pack.targets:
            for text, target in zip(pack.sentences, row, strict=True):
                if text in signs and target in (Target.STATES, Target.CONTRADICTS):
                    counts[signs[text]][target] += 1
    for count in counts.values():
        assert count[Target.STATES] > 1_500
        assert count[Target.STATES] / count[Target.CONTRADICTS] == pytest.approx(1, abs=0.15)


def read_text(text: str, folder: Path) -> Material:
    file = folder / "texts.txt"
    file.write_text(text, encoding="utf-8")
    return Material(*read(file))


def shown(material: Material, answer: Answer) -> dict[str, tuple[Target | None, ...]]:
    """Every row of targets of the first point, by what is shown in its place."""
    packs = [material.answer(answer, random.Random(seed)) for seed in range(400)]
    return {pack.points[0]: pack.targets[0] for pack in packs}


def test_a_right_sentence_contradicts_the_counterparts_and_a_wrong_one_states_its_own(tmp_path: Path) -> None:
    text = f"{QUESTION}+ It is so.\n- It is not.\n! It never is\n- Rarely.\n! It rarely is\n"
    text += "## answer mixed\n[0+] So it is.\n[0-] Never.\n! 0 It never is\n[0?] Perhaps.\n[] Well.\n"
    text += "## answer wrong\n[0-] Hardly.\n"
    material = read_text(text, tmp_path)
    states, contradicts, neither, half = Target
    assert shown(material, material.answers[0]) == {
        "Because of this": (states, contradicts, half, neither),
        "It never is": (contradicts, states, None, neither),
    }
    assert shown(material, material.answers[1]) == {
        "Because of this": (contradicts,),
        "It never is": (None,),
        "It rarely is": (None,),
    }


def test_a_story_about_something_else_gives_no_part(tmp_path: Path) -> None:
    text = "# a\n? Tell me.\n## elsewhere\n[situation,result] We met.\n## strong\n[result] It held.\n"
    material = read_text(text, tmp_path)
    elsewhere, strong = material.stories
    found = [material.story(elsewhere, random.Random(seed)) for seed in range(30)]
    assert {target for pack in found for row in pack.targets for target in row} == {Target.NEITHER}
    found = [material.story(strong, random.Random(seed)) for seed in range(30)]
    stated = {point for pack in found for point, row in zip(pack.points, pack.targets, strict=True) if row[0] == 0}
    assert stated == set(PARTS["result"])


def test_the_sentences_of_a_stranger_say_nothing() -> None:
    packs = Material(*everything("held")).epoch(random.Random(2))
    strangers = [pack for pack in packs if pack.kind == "stranger"]
    assert strangers
    assert all(set(row) == {Target.NEITHER} for pack in strangers for row in pack.targets)
    for pack in packs:
        assert [len(row) for row in pack.targets] == [len(pack.sentences)] * len(pack.points)
