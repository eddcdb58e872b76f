"""Whether a line tells in the present of work that comes again and again.

By the form of its beginning alone: a verb in its base form, "I" with one, or a gerund with what it is done to. In the
past a routine and one deed have the same form, and nothing is said of them here.
"""

from __future__ import annotations

import re

from interview.resume.profile.deeds import IRREGULAR

# Whatever stands behind these, they are verbs.
_VERBS = (
    r"administer|advise|analy[sz]e|arrange|assist|attend|bring|calculate|carry|collect|complete|conduct|create|deliver|"
    r"develop|diagnose|do|ensure|evaluate|find|follow|give|handle|identify|inspect|install|keep|liaise|maintain|make|"
    r"manage|negotiate|operate|organi[sz]e|oversee|perform|prepare|produce|provide|reconcile|repair|resolve|run|sell|"
    r"serve|solve|supervise|take|teach|testify|verify|write"
)
# These are things as well, and verbs where behind them stands what it is done to.
_ALSO_THINGS = (
    r"answer|audit|bill|book|brief|build|check|clean|coach|code|commission|cook|cover|design|document|draft|drive|edit|"
    r"fix|guide|help|host|issue|lead|load|look|market|mentor|model|monitor|order|pack|plan|post|price|process|record|"
    r"refer|report|review|sample|schedule|screen|sign|sort|store|support|test|track|train|treat|triage|update|use"
)
_ITS_OBJECT = (
    rf"(?:and\s+(?:{_VERBS}|{_ALSO_THINGS})\b|the\b|an?\b|our\b|all\b|new\b|(?:two|three|four|five|six)\b|\d|"
    r"[a-z-]+(?<![isu])s\b)"
)
# "I was" and "I like" tell of no work, "I led" and "I rebuilt" of one that was done.
NO_ROUTINE = (
    r"(?:also|now|then|later|am|was|were|had|have|has|did|could|would|can|will|may|might|must|should|like|love|enjoy|want|need|know|speak|"
    rf"hold|live|believe|see|quit|read|thus|therefore|\w+ed|{IRREGULAR})\b"
)
_ROUTINE = re.compile(
    rf"(?:{_VERBS})\s+(?!of\b|at\b|by\b)[\w(]|(?:{_ALSO_THINGS})\s+{_ITS_OBJECT}|"
    rf"(?:[^,;.]*[.;]\s+|[^,;.]*\bnights\s+)?I\s+(?:also\s+|now\s+)?(?!{NO_ROUTINE})[a-z]+\s|"
    r"(?!during|evening|morning|spring|string|nothing|something)[a-z]{3,}ing\s+(?:and\s+[a-z]+ing\b|the\b|an?\b|our\b)",
    re.IGNORECASE,
)


def is_routine(text: str) -> bool:
    """Whether a text begins with what is done again and again."""
    return _ROUTINE.match(text) is not None
