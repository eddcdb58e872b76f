"""Feedback from verdicts: what is said is borne out by them, and one thing is asked for at a time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interview.core.certainty import MADE_AT_ALL, RATHER, RIGHT_PERHAPS, SAID_AFTER_ALL, SAID_PERHAPS, TURNED_PERHAPS
from interview.core.coaching import RATHER_SAID, coaching
from interview.core.grading import PointJudgement, Settled, Verdict
from interview.core.key_point import KeyPoint, StoryPart, statement, story
from interview.core.no_story import UNTOLD
from interview.core.none_made import BEGIN_WITH
from interview.core.scoring import score
from interview.i18n.translate import ENGLISH
from interview.messages import Message

LONG, OTHER = "This sentence makes a point of its own.", "Another sentence turns a point right round."


_PARTS = (StoryPart.OWN_ACTION, StoryPart.RESULT)


def point(text: str, verdict: Verdict, quote: str = "", example: str = "") -> PointJudgement:
    return PointJudgement(statement(text), verdict, quote, example=example)


def in_a_story(part: StoryPart, verdict: Verdict, said: float, quote: str = "") -> PointJudgement:
    return PointJudgement(story(part), verdict, quote, odds=(said, 0.0, 1 - said))


def codes(*points: PointJudgement, advice: Message | None = None) -> list[str]:
    return [message.code.removeprefix("feedback.") for message in coaching(points, advice)]


def test_what_somebody_says_they_had_wrong_is_compared_without_a_sentence_that_nobody_named() -> None:
    had_it_wrong = replace(point("a", Verdict.CONTRADICTED), settled=Settled.WRONG, judged=Verdict.UNSURE)
    assert coaching([had_it_wrong], None) == (Message.of("feedback.compare_point", point="a"),)


def test_what_seems_wrong_comes_before_what_was_not_recognised_and_that_before_what_nobody_can_tell() -> None:
    given = [
        point("a", Verdict.UNSURE),
        point("b", Verdict.TOUCHED, LONG),
        point("c", Verdict.MISSED),
        point("d", Verdict.CONTRADICTED, OTHER),
    ]
    assert codes(*given) == ["compare"]
    assert codes(*given[:3]) == ["add"]
    assert codes(*given[:2]) == ["say_more"]
    assert codes(*given[:1]) == ["check"]


@pytest.mark.parametrize(
    ("point", "code"),
    [(story(StoryPart.RESULT), "add_part"), (statement("It is sorted."), "add")],
    ids=["part", "point"],
)
def test_a_part_of_a_story_is_asked_for_as_a_part(point: KeyPoint, code: str) -> None:
    [said] = coaching([PointJudgement(point, Verdict.MISSED)], None, goes_on=True)
    assert said.code == f"feedback.{code}"
    assert ".." not in ENGLISH.message(said)


def test_how_the_reference_says_it_follows_what_it_is_about_and_the_form_comes_last() -> None:
    advice = Message.of("feedback.fragments")
    said_twice = [point(text, Verdict.COVERED, LONG, "Not this.") for text in "ac"]
    given = [*said_twice, point("b", Verdict.MISSED, example="But this.")]
    said = coaching(given, advice)
    assert [message.code.removeprefix("feedback.") for message in said] == [
        "strongest",
        "add",
        "could_be_said",
        "fragments",
    ]
    assert said[2] == Message.of("feedback.could_be_said", example="But this.")


def test_a_sentence_of_an_example_story_is_not_called_the_reference_answer() -> None:
    missing = PointJudgement(story(StoryPart.RESULT), Verdict.MISSED, example="It held all year.")
    told = [ENGLISH.message(said) for said in coaching([missing], None, goes_on=True)]
    assert told[1] == "From an example story by somebody else: “It held all year.”"


def test_of_several_that_seem_wrong_the_first_is_named_and_it_is_said_how_many_more_there_are() -> None:
    wrong = [
        replace(point("a", Verdict.CONTRADICTED, OTHER), odds=(0.05, 0.91, 0.04)),
        replace(point("b", Verdict.CONTRADICTED, LONG), odds=(0.0, 0.99, 0.01)),
        replace(point("c", Verdict.CONTRADICTED, LONG), odds=(RIGHT_PERHAPS + 0.01, 0.83, 0.01)),
    ]
    compare = Message.of("feedback.compare", quote=OTHER, point="a")
    # What may well be right is asked about, not counted.
    ask = Message.of("feedback.also_ask", quote=LONG, point="c")
    assert coaching(wrong, None) == (compare, Message.of("feedback.also_turned", count=1), ask)
    assert coaching([wrong[0], wrong[2]], None) == (compare, ask)
    said = [ENGLISH.message(Message.of("feedback.also_turned", count=count)) for count in (1, 2)]
    assert said == [
        "We see 1 more key point that seems to be the wrong way round. Compare it in the report, too.",
        "We see 2 more key points that seem to be the wrong way round. Compare them in the report, too.",
    ]


def test_a_sentence_that_may_turn_a_point_round_is_asked_about_beside_what_is_missing() -> None:
    missing = replace(point("a", Verdict.MISSED), odds=(0.01, 0.0, 0.99))
    perhaps = replace(point("b", Verdict.UNSURE, OTHER), odds=(0.6, TURNED_PERHAPS, 0.15))
    asked = Message.of("feedback.also_ask", quote=OTHER, point="b")
    assert coaching([missing, perhaps], None) == (Message.of("feedback.add", point="a"), asked)
    hardly = replace(perhaps, odds=(0.6, TURNED_PERHAPS - 0.01, 0.16))
    assert codes(missing, hardly) == ["add"]
    assert codes(missing, replace(perhaps, quote="")) == ["add"]


def test_what_may_be_turned_round_is_asked_about_before_what_may_be_missing() -> None:
    turned = replace(point("a", Verdict.UNSURE, OTHER), odds=(0.7, TURNED_PERHAPS, 0.05))
    missing = replace(point("b", Verdict.UNSURE), odds=(0.3, 0.0, 0.7))
    asked = Message.of("feedback.ask", quote=OTHER, point="a")
    assert coaching([missing, turned], None) == (asked, Message.of("feedback.also_check", point="b"))
    assert codes(missing, replace(turned, odds=(0.8, 0.1, 0.1)))[0] == "check"


def test_of_several_that_are_missing_the_first_of_those_about_as_surely_is_named() -> None:
    shares = {"a": 0.8, "b": 0.96, "c": 1.0}
    left_out = [replace(point(text, Verdict.MISSED), odds=(0.0, 1 - odds, odds)) for text, odds in shares.items()]
    made = point("d", Verdict.COVERED, OTHER)
    assert coaching([made, *left_out], None) == (Message.of("feedback.add", point="b"),)


def test_where_none_of_several_points_was_recognised_that_is_said_with_the_one_to_begin_with() -> None:
    left_out = [replace(point(name, Verdict.MISSED), odds=(0.0, 0.0, 1.0)) for name in "abc"]
    assert coaching(left_out, None) == (Message.of("feedback.none_made", count=3, point="a"),)
    assert codes(*left_out[:2]) == ["add", "also_add"]
    assert codes(*left_out[:2], replace(left_out[2], odds=(MADE_AT_ALL + 0.01, 0.0, 0.7)))[0] == "add"
    assert codes(*left_out[:2], replace(left_out[2], settled=Settled.NOT_SAID))[0] == "add"
    hardly = [*left_out[:2], replace(left_out[2], odds=(0.06, 0.0, 0.94))]
    assert codes(*hardly) == ["none_made"]
    # Who says that they do not know says what it is, and what nobody read has another reason.
    said = [coaching(left_out, None, kind=kind) for kind in BEGIN_WITH]
    assert said == [(Message.of(code, point="a"),) for code in BEGIN_WITH.values()]
    assert codes(*(replace(missed, odds=None) for missed in left_out)) == ["add"]
    parts = [in_a_story(part, Verdict.MISSED, 0.0) for part in (*_PARTS, StoryPart.LESSON)]
    assert [said.code for said in coaching(parts, None, goes_on=True)] == ["feedback.add_part"]


def test_of_a_point_that_was_rather_not_said_it_is_said_that_nobody_is_sure() -> None:
    likely = replace(point("a", Verdict.UNSURE), odds=(SAID_PERHAPS + 0.01, 0.1, 0.69))
    missing = replace(point("b", Verdict.UNSURE), odds=(SAID_PERHAPS, 0.1, 0.7))
    assert coaching([likely, missing], None)[0] == Message.of("feedback.not_sure", point="b")
    assert codes(likely) == ["check"]
    part = PointJudgement(story(StoryPart.RESULT), Verdict.MISSED, odds=(0.1, 0.0, 0.9))
    told = PointJudgement(story(StoryPart.OWN_ACTION), Verdict.COVERED, odds=(0.9, 0.0, 0.1))
    assert codes(part, told) == ["not_sure_part"]


def test_a_sentence_that_rather_turns_a_point_round_is_put_beside_it_unless_it_may_well_say_it() -> None:
    wrong = replace(point("a", Verdict.UNSURE, OTHER), odds=(SAID_PERHAPS, 0.6, 0.3))
    assert codes(replace(wrong, odds=(SAID_PERHAPS + 0.01, 0.6, 0.29))) == ["ask"]
    assert coaching([wrong], None) == (Message.of("feedback.compare", quote=OTHER, point="a"),)
    assert codes(replace(wrong, quote="")) == ["not_sure"]
    assert codes(replace(wrong, odds=(0.41, 0.49, 0.1))) == ["ask"]
    missing = replace(point("b", Verdict.UNSURE), odds=(0.1, 0.1, 0.8))
    assert codes(missing, wrong) == ["compare"]


STORY = [story(StoryPart.SITUATION), story(StoryPart.OWN_ACTION), story(StoryPart.RESULT)]


def told(*verdicts: Verdict) -> list[PointJudgement]:
    return [PointJudgement(part, verdict, odds=(0.3, 0.0, 0.7)) for part, verdict in zip(STORY, verdicts, strict=True)]


def test_where_no_part_of_a_story_is_recognised_one_is_asked_for_and_where_nobody_can_tell_whether_it_is_the_one() -> (
    None
):
    nothing, nobody = told(*[Verdict.MISSED] * 3), told(Verdict.MISSED, Verdict.UNSURE, Verdict.UNSURE)
    assert codes(*nothing) == ["tell_story"]
    assert codes(*(replace(each, about_asked=0.5) for each in nobody)) == ["about_asked", "if_about"]
    # Of what nobody looked at no check is said to have been made.
    assert codes(*nobody) == ["check_part", "also_check_part"]
    assert codes(*told(Verdict.MISSED, Verdict.UNSURE, Verdict.COVERED)) == ["check_part"]


@pytest.mark.parametrize(("likeliest", "code"), [(UNTOLD, "tell_parts"), (UNTOLD + 0.01, "check_part")])
def test_who_rather_tells_no_part_is_asked_for_its_parts_also_where_it_may_be_told(likeliest: float, code: str) -> None:
    shares = {StoryPart.OWN_ACTION: 0.2, StoryPart.RESULT: likeliest, StoryPart.LESSON: 0.15}
    rather_not = [replace(in_a_story(part, Verdict.UNSURE, of), about_asked=0.95) for part, of in shares.items()]
    assert codes(*rather_not)[0] == code


def test_not_all_are_recognised_where_one_is_not_even_if_it_may_have_been_said() -> None:
    made = [point("a", Verdict.COVERED, LONG), point("b", Verdict.COVERED, OTHER)]
    left_out = replace(point("c", Verdict.MISSED), odds=(0.4, 0.0, 0.6))
    assert codes(*made, left_out) == ["strongest", "check", "then_all"]
    assert codes(*made, replace(left_out, verdict=Verdict.UNSURE)) == ["strongest", "check", "then_all"]


@pytest.mark.parametrize(
    ("about", "told_so", "said"),
    [(0.5, 0.3, "about_asked"), (0.9, 0.6, "check_part"), (0.1, 0.06, "tell_story"), (0.2, 0.03, "tell_story")],
)
def test_it_is_asked_whether_a_story_is_about_what_was_asked_only_where_that_is_in_doubt_and_there_is_no_number(
    about: float, told_so: float, said: str
) -> None:
    odds = (told_so, 0.0, 1 - told_so)
    points = [replace(part, about_asked=about, odds=odds) for part in told(*[Verdict.UNSURE] * 3)]
    assert codes(*points)[0] == said
    assert (said == "about_asked") <= (score(points, None).number is None)


def test_who_goes_on_with_a_story_marked_a_part_or_was_not_read_is_not_asked_for_another_one() -> None:
    nothing, nobody = told(*[Verdict.MISSED] * 3), told(Verdict.MISSED, Verdict.UNSURE, Verdict.UNSURE)
    assert "tell_story" not in [said.code.removeprefix("feedback.") for said in coaching(nothing, None, goes_on=True)]
    settled = [replace(nobody[0], verdict=Verdict.COVERED, settled=Settled.SAID), *nobody[1:]]
    assert "about_asked" not in codes(*settled)
    assert "about_asked" not in codes(*(replace(each, odds=None) for each in nobody))


def test_what_is_surely_not_said_is_brought_up_before_what_may_be_said_after_all() -> None:
    left_out = replace(point("b", Verdict.MISSED), odds=(0.08, 0.01, 0.91))
    surely = replace(point("c", Verdict.MISSED), odds=(SAID_AFTER_ALL, 0.0, 1 - SAID_AFTER_ALL))
    assert coaching([left_out, surely], None) == (Message.of("feedback.add", point="c"),)
    assert coaching([left_out], None) == (Message.of("feedback.not_sure", point="b"),)


SURELY = replace(point("c", Verdict.MISSED), odds=(SAID_AFTER_ALL, 0.0, 1 - SAID_AFTER_ALL))


@pytest.mark.parametrize(
    ("verdict", "odds", "code"),
    [
        (Verdict.CONTRADICTED, (0.12, 0.87, 0.01), "compare"),
        (Verdict.CONTRADICTED, (RIGHT_PERHAPS + 0.01, 0.83, 0.01), "ask"),
        (Verdict.UNSURE, (0.05, RATHER, 0.45), "compare"),
        (Verdict.UNSURE, (0.4, RATHER, 0.1), "ask"),
    ],
)
def test_what_is_rather_wrong_comes_before_what_was_surely_left_out_and_that_is_named_beside_it(
    verdict: Verdict, odds: tuple[float, float, float], code: str
) -> None:
    wrong = replace(point("a", verdict, OTHER), odds=odds)
    rather = Message.of(f"feedback.{code}", quote=OTHER, point="a")
    assert coaching([SURELY, wrong], None) == (rather, Message.of("feedback.also_lacks", point="c"))
    settled = replace(SURELY, settled=Settled.NOT_SAID)
    assert codes(settled, wrong) == [code]


def test_what_is_rather_not_wrong_comes_after_what_was_surely_left_out() -> None:
    perhaps = replace(point("a", Verdict.UNSURE, OTHER), odds=(0.4, RATHER - 0.01, 0.11))
    assert codes(SURELY, perhaps) == ["add", "also_ask"]


def test_of_several_that_are_rather_wrong_the_first_of_the_likeliest_is_named_and_none_before_what_surely_is() -> None:
    shares = {"a": RATHER, "b": 0.68, "c": 0.7, "d": 0.6}
    wrong = [replace(point(name, Verdict.UNSURE, OTHER), odds=(0.3, said, 0.7 - said)) for name, said in shares.items()]
    assert coaching(wrong, None)[0] == Message.of("feedback.ask", quote=OTHER, point="b")
    surely = replace(point("e", Verdict.CONTRADICTED, LONG), odds=(0.0, 1.0, 0.0))
    assert coaching([*wrong, surely], None)[0] == Message.of("feedback.compare", quote=LONG, point="e")
    # What is put beside its sentence comes before what is only asked after, and of more it is said behind it alone.
    hardly = replace(wrong[0], quote=LONG, odds=(0.05, 0.6, 0.35))
    assert coaching([*wrong, hardly], None)[0] == Message.of("feedback.compare", quote=LONG, point="a")
    opposite = replace(surely, odds=(0.12, 0.6, 0.28))
    assert codes(*wrong, opposite, replace(opposite, point=statement("f")))[:2] == ["compare", "also_turned"]
    asked = replace(opposite, odds=(RIGHT_PERHAPS + 0.01, 0.8, 0.04))
    assert "also_turned" not in codes(asked, replace(asked, point=statement("f")))
    told = replace(surely, settled=Settled.WRONG, judged=Verdict.UNSURE)
    assert coaching([*wrong, told], None)[0] == Message.of("feedback.ask", quote=OTHER, point="b")


def test_of_what_may_have_been_said_the_first_of_the_likeliest_left_out_is_asked_after() -> None:
    made, shares = point("a", Verdict.COVERED, OTHER), {"b": 0.8, "c": 0.44, "d": 0.4, "e": 0.6}
    perhaps = [replace(point(name, Verdict.UNSURE), odds=(said, 0.0, 1 - said)) for name, said in shares.items()]
    assert coaching([made, *perhaps], None)[0] == Message.of("feedback.check", point="c")
    # Whatever the list calls it: one that was not recognised may have been said, too.
    left_out = replace(point("f", Verdict.MISSED), odds=(0.3, 0.0, 0.7))
    assert coaching([made, *perhaps, left_out], None)[0] == Message.of("feedback.check", point="f")
    # The same where somebody marked one of all.
    own = replace(made, settled=Settled.SAID, judged=Verdict.UNSURE)
    assert coaching([own, *perhaps], None)[0] == Message.of("feedback.check", point="c")


def test_beside_what_may_well_have_been_said_the_likeliest_left_out_of_what_has_no_sentence_is_asked_after() -> None:
    first = replace(point("a", Verdict.UNSURE, OTHER), odds=(0.5, 0.1, 0.4))
    unfound = [
        replace(point(name, Verdict.UNSURE), odds=(said, 0.0, 1 - said)) for name, said in (("b", 0.9), ("c", 0.7))
    ]
    asked = Message.of("feedback.ask", quote=OTHER, point="a")
    assert coaching([first, *unfound], None)[:2] == (asked, Message.of("feedback.also_check", point="c"))
    # What was found, recognised or settled needs no second look, nor anything beside what surely lacks.
    found = replace(point("d", Verdict.UNSURE, LONG), odds=(0.6, 0.0, 0.4))
    settled = replace(unfound[0], verdict=Verdict.MISSED, settled=Settled.NOT_SAID)
    assert coaching([first, found, point("e", Verdict.COVERED)], None)[:2] == (
        asked,
        Message.of("feedback.all_open"),
    )
    assert codes(settled, first, unfound[1]) == ["ask", "also_check"]
    wrong = replace(point("w", Verdict.CONTRADICTED, LONG), odds=(0.0, 1.0, 0.0))
    assert codes(wrong, *unfound) == ["compare"]
    parts = [in_a_story(part, Verdict.UNSURE, 0.6) for part in (StoryPart.OWN_ACTION, StoryPart.RESULT)]
    assert codes(*parts) == ["check_part", "also_check_part"]


def test_an_answer_makes_every_point_if_it_makes_those_that_are_asked_about_and_all_others_were_recognised() -> None:
    made = point("a", Verdict.COVERED, LONG)
    perhaps, other = (replace(point(name, Verdict.UNSURE), odds=(0.6, 0.1, 0.3)) for name in "bc")
    assert codes(made, perhaps)[-1] == "then_all"
    assert codes(made, perhaps, other)[-2:] == ["also_check", "then_all"]
    third = replace(point("d", Verdict.UNSURE, OTHER), odds=(0.9, 0.1, 0.0))
    assert coaching([made, perhaps, other, third], None)[-1] == Message.of("feedback.all_open")
    assert codes(made, perhaps, other, replace(third, odds=(0.2, 0.1, 0.7)))[-1] == "also_check"
    turned = replace(third, odds=(0.7, TURNED_PERHAPS, 0.05))
    assert codes(made, perhaps, other, turned) == ["ask", "also_check"]
    assert codes(made, *(replace(each, odds=None) for each in (perhaps, other, third)))[-1] == "also_check"
    assert codes(made, perhaps, other, replace(third, verdict=Verdict.CONTRADICTED))[-1] == "also_check"
    assert codes(made, replace(perhaps, odds=(SAID_PERHAPS, 0.1, 0.8)))[-1] == "not_sure"
    assert codes(perhaps, other)[-1] == "also_check"
    done = in_a_story(StoryPart.OWN_ACTION, Verdict.COVERED, 0.99, OTHER)
    assert codes(done, in_a_story(StoryPart.RESULT, Verdict.UNSURE, 0.6))[-1] == "then_told"
    parts = [in_a_story(part, Verdict.UNSURE, 0.6) for part in (*_PARTS, StoryPart.LESSON)]
    assert codes(done, *parts)[-1] == "all_open_parts"


def test_of_two_points_that_surely_lack_both_are_named_and_of_more_the_first() -> None:
    made = point("a", Verdict.COVERED, LONG)
    lacking = [replace(point(name, Verdict.MISSED), odds=(0.0, 0.0, 1.0)) for name in "bcd"]
    both = Message.of("feedback.add", point="b"), Message.of("feedback.also_add", point="c")
    assert coaching([made, *lacking[:2]], None) == both
    assert coaching([made, *lacking], None) == both[:1]


def test_of_what_no_interviewer_gives_odds_for_the_first_is_asked_after() -> None:
    asked = Message.of("feedback.check", point="a"), Message.of("feedback.also_check", point="b")
    assert coaching([point(name, Verdict.UNSURE) for name in "ab"], None) == asked


def test_what_was_rather_said_has_no_example_of_how_to_say_it() -> None:
    for said, expected in ((RATHER_SAID, ["check"]), (RATHER_SAID - 0.01, ["check", "could_be_said"])):
        perhaps = replace(point("a", Verdict.UNSURE, example="Like this."), odds=(said, 0.0, 1 - said))
        assert codes(perhaps) == expected


def test_what_was_called_the_opposite_and_may_well_be_right_is_only_asked_after() -> None:
    made = point("a", Verdict.COVERED, LONG)
    turned = replace(point("b", Verdict.CONTRADICTED, OTHER), odds=(RIGHT_PERHAPS, 0.8, 0.2 - RIGHT_PERHAPS))
    assert codes(made, turned) == ["compare"]
    perhaps = replace(turned, odds=(RIGHT_PERHAPS + 0.01, 0.8, 0.19 - RIGHT_PERHAPS))
    asked = Message.of("feedback.ask", quote=OTHER, point="b"), Message.of("feedback.then_all")
    assert coaching([made, perhaps], None) == asked
    # What somebody said of their own answer is no question any more.
    settled = replace(perhaps, settled=Settled.WRONG, judged=Verdict.CONTRADICTED)
    assert codes(made, settled) == ["compare"]
