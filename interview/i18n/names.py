"""Names of things that more than one room says: interviewers, and the scale that scores stand on."""

from __future__ import annotations

from interview.core.comparability import Scale
from interview.i18n.translate import ENGLISH, Words


def interviewer_name(identity: str, say: Words = ENGLISH) -> str:
    """An interviewer's identity ("practice", "model:NAME" or "rule") in words."""
    if identity == "practice":
        return say("Practice interviewer")
    if identity == "rule":
        return say("By rule")
    return say("Model {name}", name=identity.removeprefix("model:"))


def scale_name(scale: Scale, say: Words = ENGLISH) -> str:
    """A scale in words, for a legend."""
    both = say(" and ")
    who = both.join(interviewer_name(name, say) for name in scale.graded_by) or say("Unanswered, 0 by rule")
    return say("{who}, rubric {versions}", who=who, versions=both.join(scale.rubric_versions))
