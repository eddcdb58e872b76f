"""Words of an interviewer that say how good an answer was: they belong into a report, never between two questions.

Knows English and Chinese, of what says that something is wrong German, too. What is quoted does not count, nor what is
asked ("How did you see that it was wrong?").
"""

from __future__ import annotations

import re

from interview.text.quotations import QUOTED

_HOW = (
    r"(?:(?:not|so|very|really|quite|rather|almost|partly|absolutely|completely|entirely|totally|only|all|somewhat|"
    r"basically|simply|mostly|factually|indeed|too|exactly)\s+)*"
)
_GRADE = (
    r"(?:wrong|incorrect|mistaken|inaccurate|false|untrue|correct|(?:half )?right(?!\s+(?:before|after|at|in|now|away|"
    r"there|from|next))|accurate|spot on|on point|great|good|excellent|perfect|impressive|solid|strong|weak|poor|vague|"
    r"shallow|incomplete|insufficient|nice|brilliant|wonderful|fantastic|bad)"
)
_THING = r"(?:answer|reply|response|point|start|explanation|example|summary|overview|job|question|thinking|work|story)"
_BEGINS = r"(?:\A|(?<=[,.!?:;\n]))\s*(?:(?:okay|ok|well|yes|no|so|hmm|but|and|actually|unfortunately),?\s+)*"
_ENGLISH = re.compile(
    rf"{_BEGINS}(?:"
    r"(?:(?:that|this|which|(?:your|the) (?:answer|reply|explanation|claim|statement|example|reasoning|approach))"
    r"(?:\s+(?:is|was|were|sounds|seems|looks)|['’]s)|it(?:\s+is|['’]s))\s+"
    rf"(?:an?\s+{_HOW}{_GRADE}\s+{_THING}|{_HOW}{_GRADE})\b"
    rf"|you(?:\s+(?:are|were)|['’]re)\s+{_HOW}(?:wrong|mistaken|incorrect|correct|(?:half )?right)\b"
    rf"|(?:an?\s+)?{_HOW}{_GRADE}\s+{_THING}\b"
    r"|(?:great|good|excellent|perfect|correct|incorrect|wrong|right|exactly|nice|brilliant|not quite|not really|"
    r"well done|well said|well put|fair enough|i(?:['’]m| am) impressed)\s*(?:[.,!:;–—-]|\Z)"
    r"|you(?:['’]ve| have)? (?:did (?:very |really )?well|answered (?:this |that |it )?(?:very )?(?:well|correctly|"
    r"badly)|got (?:this|that|it) (?:wrong|right)|explained (?:this|that|it) well|"
    r"(?:missed|forgot|overlooked) (?:the point|to (?:say|mention)|an? (?:key|important)|something|one (?:thing|"
    r"point)))\b"
    r"|i (?:really )?(?:like|love|agree|disagree)\b"
    r")",
    re.IGNORECASE,
)
_CHINESE = re.compile(
    r"(?:\A|[。！？，；,.!?;\n])\s*(?:很好|不错|非常好|太好了|没错|正确|对的|错了|不对|不正确|好回答)\s*(?:[，,。.！!；;]|\Z)"
    r"|(?:说|答|讲|讲解|解释|理解)得?(?:(?:很|非常|真|不太|不够|并不|完全|有点)?(?:不错|到位|出色)|"
    r"(?:很|非常|真|不太|不够|并不|完全|有点)(?:好|对|错|正确|准确|完整|全面|清楚))"
    r"|(?:说|答|讲)得(?:好|对|不对|清楚|全面)"
    r"|(?:回答|答案|说法|观点)(?:不对|有误|不正确|不准确|不完整|不够|是(?:错误?|对|正确|不对)的)"
    r"|你(?:说|答|讲|理解)(?:对|错)了|你(?:漏掉|遗漏|忽略)了"
)

WHAT_IS_GOOD = re.compile(rf"(?:an?|the)\s+{_HOW}{_GRADE}\s+{_THING}\s+(?=\w)", re.IGNORECASE)
"""How a sentence begins that says what makes an answer good: "A good answer names …"."""

# What says that something is wrong, beside what judges.
_DENIED = re.compile(
    r"\b(?:wrong\w*|incorrect\w*|false\w*|untrue|mistaken\w*|mistakes?|inaccurate\w*|opposite|contrary|contradict\w*|"
    r"revers\w*|backwards|inverted|errors?|other way a?round|"
    r"(?:is|are|does|do)(?: not|n['’]t) (?:true|right|correct|so|hold))\b"
    r"|\b(?:falsch\w*|unrichtig\w*|inkorrekt\w*|gegenteil|umgekehrt|irrtum|irrst|fehler\w*|widerspr\w*|"
    r"stimm(?:t|en) (?:so )?nicht|nicht (?:richtig|korrekt|wahr))\b"
    r"|(?<![不没])错|相反|不对|不正确|有误|不准确|不实|颠倒|矛盾",
    re.IGNORECASE,
)


def judges(text: str) -> bool:
    """Whether a text tells somebody that what they said was good or bad, right or wrong."""
    bare = QUOTED.sub("…", text)
    return _ENGLISH.search(bare) is not None or _CHINESE.search(bare) is not None


def denies(text: str) -> bool:
    """Whether a text says that something is wrong."""
    return _DENIED.search(QUOTED.sub("…", text)) is not None
