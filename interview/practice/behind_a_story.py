"""What to ask behind an answer to a question that asks for a story, once it was read for every part of one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from interview.core.answer_kind import NOTHING_TOLD, AnswerKind
from interview.core.grading import PointJudgement, Verdict
from interview.core.key_point import StoryPart
from interview.core.no_story import without_a_story
from interview.core.question import Question
from interview.i18n.translate import Words
from interview.practice import moves, not_asked_for, probing, untold

Planned = Callable[[], Question | None]


@dataclass(frozen=True)
class HeardStory:
    """An answer behind which something is asked.

    `asked` are the questions of its group, the main one first, and `in_session` all. `told` has a verdict on every part
    of a story, none where nobody could read it, on all that was `said` to the group, `answer` being the last of it and
    of this `kind`. `is_called_elsewhere`: it may be about something else than what was asked.
    """

    main: Question
    asked: Sequence[Question]
    in_session: Sequence[Question]
    told: Mapping[StoryPart, PointJudgement]
    answer: str
    said: str
    kind: AnswerKind
    is_new: bool
    is_called_elsewhere: bool

    @property
    def tells_nothing(self) -> bool:
        """Whether it is heard as one that tells nothing, as a no, no part that was asked for is recognised, and it is
        not called a story about something else."""
        return self._is_nothing and not self._surely and not self._is_elsewhere

    def follow_up(
        self, planned: Planned, may_be_asked: moves.MayBeAsked, say: Words, *, is_of_a_pack: bool, is_unread: bool
    ) -> Question | None:
        """The first question that the answer calls for. Who made a pack expects what was `planned` in it; else that is
        for answers that nobody read."""
        main, asked, told, new = self.main, self.asked, self.told, self.is_new
        may_tell_more = new and not (self._is_elsewhere or self._is_nothing)
        return (
            (self._about_nothing(say) if new and self._is_untold else None)
            or (self._how_it_fits(say) if new else None)
            or probing.about_a_claim(main, asked, self.answer, self.said, told, say)
            or (untold.about_a_part_not_told(main, told, self.in_session, say) if new else None)
            or moves.about_a_part(main, asked, told, self.said, may_be_asked, say)
            or (planned() if is_of_a_pack else None)
            or moves.behind_a_part(main, asked, told, self.in_session, self.said, may_be_asked, say)
            or (planned() if is_unread and not is_of_a_pack else None)
            or (untold.about_few_words(main, told, self.answer, self.in_session, say) if may_tell_more else None)
            or self._what_nobody_asked_for(say)
        )

    def of(self, question: Question) -> tuple[PointJudgement, ...]:
        """The verdicts on the parts that a question asks for."""
        parts = [point.part for point in question.key_points if point.part is not None]
        return tuple(self.told[part] for part in parts if part in self.told)

    @property
    def _is_nothing(self) -> bool:
        return self.kind in NOTHING_TOLD

    @cached_property
    def _surely(self) -> bool:
        return any(each.verdict is Verdict.COVERED for each in self.of(self.main))

    @cached_property
    def _is_in_doubt(self) -> bool:
        # The report says that a story may be about something else; only who surely tells another is led back.
        return self.is_called_elsewhere and untold.is_perhaps_about_it([*self.told.values()])

    @property
    def _is_elsewhere(self) -> bool:
        return self.is_called_elsewhere and not self._is_in_doubt

    @cached_property
    def _is_untold(self) -> bool:
        is_supposed = self.kind is AnswerKind.SUPPOSED and not self._surely
        if is_supposed and any(point.part is StoryPart.SITUATION for point in self.main.key_points):
            return True
        is_another = self._is_elsewhere and without_a_story(self.of(self.main)) is not None
        return (untold.tells_nothing(self.main, self.told) or is_another) and not self._is_in_doubt

    def _about_nothing(self, say: Words) -> Question | None:
        # Who has not done what was asked, but told what comes near, is not led back to it.
        if self._comes_near:
            return None
        elsewhere = self._is_elsewhere
        return untold.about_nothing_told(self.main, self.answer, self.in_session, say, is_elsewhere=elsewhere)

    def _how_it_fits(self, say: Words) -> Question | None:
        if self._comes_near or not self._is_in_doubt:
            return None
        return untold.about_what_fits_perhaps(self.main, [*self.told.values()], self.in_session, say)

    @property
    def _comes_near(self) -> bool:
        return self.kind is AnswerKind.NEAREST or self._is_nothing

    def _what_nobody_asked_for(self, say: Words) -> Question | None:
        # Who tells nothing, or what they would do, has no story that lacks anything.
        if self._is_nothing or self.kind is AnswerKind.SUPPOSED:
            return None
        return not_asked_for.about_a_part(self.main, self.asked, self.told, self.said, self.in_session, say)
