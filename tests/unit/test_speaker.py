"""Who speaks in a sentence, and that what is asked and what is praised rest on the same."""

from __future__ import annotations

import pytest

from interview.core.grading import PointJudgement, Verdict
from interview.core.key_point import StoryPart, story
from interview.core.speaker import says_i, says_we
from interview.core.strongest import is_own
from interview.text.probes import probes

OURS = "We tuned the I/O of our database and we cut our costs. Then we moved our backups."


@pytest.mark.parametrize(
    ("text", "of_one", "of_several"),
    [
        ("I moved the pumps.", True, False),
        ("He gave the list to me and we read it.", True, True),
        ("i moved the pumps", True, False),
        ("The I/O was slow, i.e. too slow.", False, False),
        ("We moved them and our own.", False, True),
        ("我负责这件事。", True, False),
        ("我们自己做的。", False, True),
        ("自己写的方案。", True, False),
        ("咱决定换一种办法。", False, True),
    ],
)
def test_it_is_told_whether_somebody_speaks_of_themselves_or_of_several(text, of_one, of_several):
    assert (says_i(text), says_we(text)) == (of_one, of_several)


def test_what_is_no_own_part_for_praise_is_asked_for_the_own_part():
    assert "probe.own_part" in {probe.code for probe in probes(OURS)}
    assert not is_own(PointJudgement(story(StoryPart.OWN_ACTION), Verdict.COVERED, OURS))
