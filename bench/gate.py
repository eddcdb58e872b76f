"""What a grader has to keep to be trusted: the bounds, as data, in one place. It measures nothing.

training/judge sets the built-in judge's thresholds by HELD and refuses one that breaks them; bench/model holds every
grader against GATE. Letters are those of bench/verdicts.py: agree, unsure, praised, wrongly accused, missed, in-band
and rho; K and E are the agreement and the mean error of scores.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

# Of key points that are not turned round. Of those that this is counted on one in four is turned round, of people's own
# about one in twenty, where one false claim in a hundred is a quarter of all such claims
# (docs/decisions/0138-said-to-be-the-opposite.md).
ACCUSED = 0.005
# No more false claims than a person is to be asked to bear, of answers as people give them to questions of which the
# judge learned nothing, by authors it learned nothing from. Who says it rightly is not to be told that it is wrong.
# A good story about something else has all parts of a story: one in six of the stories that this is counted on is one.
# Questions of the bank are read in several wordings, right and wrong: less of what is wrong need be taken for right.
# What stories tell is said in many ways: with 0.04 half of the parts that were called not told, though 10 to 37 of 100
# probable to be told, were told (docs/decisions/0173-wrong-is-named-first.md).
HELD: Mapping[str, Mapping[str, float]] = {
    "statements": {"praised": 0.025, "overstated": 0.03, "accused": ACCUSED, "missed": 0.04},
    "written_for": {"praised": 0.01, "overstated": 0.03, "accused": ACCUSED, "missed": 0.04},
    "parts": {"praised": 0.025, "overstated": 0.03, "accused": ACCUSED, "missed": 0.015},
    "asked_for": {"praised": 0.025, "overstated": 0.03, "accused": ACCUSED, "missed": 0.015},
    "goes_on": {"praised": 0.025, "overstated": 0.03, "accused": ACCUSED, "missed": 0.04},
}
# What the built-in judge reaches on 160 answers judged by hand (docs/figures.md): who is worse need not be asked.
BUILT_IN: Mapping[str, float] = {"agree": 0.958, "unsure": 0.290, "in_band": 0.656, "rho": 0.882}


@dataclass(frozen=True)
class Bound:
    """`name` is that of a figure; it is to be `at_most` the limit, or else at least."""

    letter: str
    name: str
    limit: float
    at_most: bool
    why: str

    def holds(self, value: float | None) -> bool:
        """Whether a figure keeps it as far as figures are published, to three places; one not known does not."""
        if value is None or math.isnan(value):
            return False
        value = round(value, 3)
        return value <= self.limit if self.at_most else value >= self.limit


_FALSE_CLAIMS = "what the built-in judge is held to"
_FALSE_CLAIMS_SEEN = "twice that, as of so few answers one more or less is a third of it"
_NO_WORSE = "what the built-in judge reaches on answers judged by hand"
_USUAL = "what graders by a model are usually asked for"
GATE = (
    Bound("A", "agree", BUILT_IN["agree"], False, _NO_WORSE),
    Bound("P", "praised", HELD["statements"]["praised"], True, _FALSE_CLAIMS),
    Bound("W", "accused", 2 * ACCUSED, True, _FALSE_CLAIMS_SEEN),
    Bound("M", "missed", HELD["statements"]["missed"], True, _FALSE_CLAIMS),
    Bound("U", "unsure", BUILT_IN["unsure"], True, _NO_WORSE),
    Bound("B", "in_band", BUILT_IN["in_band"], False, _NO_WORSE),
    Bound("R", "rho", BUILT_IN["rho"], False, _NO_WORSE),
    Bound("K", "agreement", 0.67, False, _USUAL),
    Bound("E", "mean_error", 10, True, _USUAL),
)
