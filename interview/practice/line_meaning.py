"""What was learned of lines of resumes by what the judge of answers makes of them. It knows English lines alone.

Where the judge cannot be read, or is another one than a model was fitted with, nothing is known of a line, and rules
stand in.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from interview.core.forgetting import forgets
from interview.errors import Failed
from interview.scorer.weights_version import WEIGHTS

if TYPE_CHECKING:
    from interview.scorer.judge import Judge
    from interview.scorer.verdict_model import Floats

# More than the lines of some people that can be asked about.
_KEPT = 512


def meaning(line: str) -> Floats | None:
    """What the judge makes of a line, shape (width,); None where the judge cannot be read."""
    return None if _judge() is None else _meaning(line)


@forgets
@lru_cache(maxsize=_KEPT)
def _meaning(line: str) -> Floats | None:
    found = _judge()
    return None if found is None else found.meaning(line)


@lru_cache(maxsize=1)
def _judge() -> Judge | None:
    """The judge in place; None, without trying again, where it cannot be read."""
    # ONNX Runtime is loaded with the first line, not with the app.
    from interview.scorer.judge import judge

    try:
        return judge(WEIGHTS)
    except Failed:
        return None
