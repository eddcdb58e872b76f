"""Words of an interviewer that say how good an answer was: they belong into a report, never between two questions, and
praise only where something was recognised.

Knows English and Chinese. What is quoted does not count, nor what is asked ("How did you see that it was wrong?").
"""

from __future__ import annotations

import re

from interview.text.languages import language_of
from interview.text.quotations import QUOTED
from interview.text.whole_sentences import sentence_spans

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

# Words of praise, and those that turn such a sentence round or make it advice.
_PRAISED = re.compile(
    r"\b(?:excellent|great|perfect(?:ly)?|brilliant|wonderful|fantastic|outstanding|superb|amazing|impress\w*|solid|strong|"
    r"good|nice|correct(?:ly)?|right(?:ly)?|accurate(?:ly)?|true|exactly|precise(?:ly)?|thorough(?:ly)?|(?<!as )well|"
    r"understand(?:s|ing)?|grasp|nailed|spot on|on point|i (?:really )?(?:agree|like|love)|bravo|congratulations)\b",
    re.IGNORECASE,
)
_TURNED = re.compile(
    r"\b(?:not|no|nor|never|none|neither|cannot|hardly|too|only|would|if|wrong|opposite|mistaken|incorrect|"
    r"instead|rather|unfortunately|lack\w*|miss\w*|without)\b|n['’]t\b",
    re.IGNORECASE,
)
_WHAT_IS_GOOD = re.compile(rf"(?:an?|the)\s+{_HOW}{_GRADE}\s+{_THING}\s+(?=\w)", re.IGNORECASE)
_CHINESE_PRAISED = re.compile(
    r"[很非常太真最]好|好(?:回答|极)|得好|[不没]错|正确|准确|对(?=[的了！!]|\Z)|棒|出色|精彩|优秀|完美|到位|完整|清楚|清晰|全面|深刻|理解|很好"
)
_CHINESE_TURNED = re.compile(r"不(?!错)|没(?!错)|未|无|(?<![不没])错|缺|漏|应|要|请|如果|若|更|才|需|相反|怎么|什么")
_CHINESE_CLAUSE = re.compile(r"[，。！？；、,.!?;\n]+")


def judges(text: str) -> bool:
    """Whether a text tells somebody that what they said was good or bad, right or wrong."""
    bare = QUOTED.sub("…", text)
    return _ENGLISH.search(bare) is not None or _CHINESE.search(bare) is not None


def praises(text: str) -> bool:
    """Whether a text seems to tell somebody that what they said was good or right. In doubt it does; in a language that
    is not known here, nobody can tell and it does not."""
    bare = QUOTED.sub("…", text)
    language = language_of(bare)
    if language == "zh":
        return any(
            _CHINESE_PRAISED.search(clause) is not None and _CHINESE_TURNED.search(clause) is None
            for clause in _CHINESE_CLAUSE.split(bare)
        )
    if language != "en":
        return False
    said = (_WHAT_IS_GOOD.sub("", bare[start:end].lstrip(), count=1) for start, end in sentence_spans(bare))
    return any(_PRAISED.search(sentence) is not None and _TURNED.search(sentence) is None for sentence in said)
