"""What kind of answer somebody gives in Chinese, by its words: the judge has not learned that language.

Only what is plain in a few words is told apart; everything else passes for an answer that tells something.
"""

from __future__ import annotations

import re

from interview.core.answer_kind import AnswerKind
from interview.core.not_knowing import is_unanswered
from interview.text.sentences import sentences
from interview.text.words import spoken_length

# In more words somebody tells something, too.
_FEW_WORDS = 25
_CLAUSE = re.compile(r"[。！？；，,.!?;\n]+")
_REFUSED = re.compile(
    r"(?:(?:这个|这件事|这个问题|抱歉|不好意思|我|暂时|实在|也|真的|有点|比较|都)*)"
    r"(?:不(?:太|大)?(?:想|愿意?|方便)(?:再?多?)(?:回答|说|谈|聊|讲|提|透露)[^，。]{0,6}|拒绝回答|涉及(?:个人)?隐私|无可奉告)"
)
_ASKED = re.compile(r"[?？]\s*$")
_NOT_UNDERSTOOD = re.compile(r"没(?:太|怎么)?(?:听|看|弄)?(?:懂|清楚?|明白)(?:[您你](?:的)?(?:意思|问题))?\W*$")
_OF_THE_QUESTION = re.compile(r"意思|问题|再说|没听|没太明白|是指|指的")
_DENIED = re.compile(
    r"^(?:没有?|无|从没|从来没有?|还没有?)$|"
    r"不是我(?:自己|本人)?(?:做|写|负责|决定|带|管)的|不太(?:了解|熟悉)|"
    r"(?:没|从未|未曾)有?[^，。；！？]{0,12}?"
    r"(?:做|接触|用|遇到|遇见|参与|经历|碰到|处理|学|发生|吵|闹|犯|出|争|红|批评|投诉|指责)过|"
    r"没有?(?:什么|过)?(?:这方面|相关|这类|这样|这种|类似)的?(?:经验|事|经历|情况|例子)|"
    r"不(?:太|怎么)?会[^，。；！？]{0,10}?(?:有|发生|起|闹)(?:冲突|矛盾|争执|争吵|分歧)"
)
# What so limits a denial is done all the same, and what came once is told.
_LIMITED = re.compile(r"没[^，。；！？]{0,8}(?:这么|那么|比)|有一[次回天]|只是|只有|但|不过|除了|倒是")
_NEAREST = re.compile(r"最接近|最像")
# Beside a refusal so many words say why, and more tell something.
_BESIDE_A_REFUSAL = 8


def kind_in_chinese(answer: str) -> AnswerKind:
    """TELLS where nothing else is plain."""
    if is_unanswered(answer):
        return AnswerKind.UNKNOWN
    if _NEAREST.search(answer):
        return AnswerKind.NEAREST
    if spoken_length(answer) > _FEW_WORDS:
        return AnswerKind.TELLS
    clauses = [part for each in _CLAUSE.split(answer) if (part := each.strip())]
    told = [clause for clause in clauses if not _REFUSED.fullmatch(clause)]
    # A clause beside a refusal may say why; where more is told, it is not all.
    if len(told) < len(clauses) and sum(map(spoken_length, told)) <= _BESIDE_A_REFUSAL:
        return AnswerKind.REFUSES
    said = [part.of(answer) for part in sentences(answer)]
    if _OF_THE_QUESTION.search(answer) and all(_ASKED.search(text) or _NOT_UNDERSTOOD.search(text) for text in said):
        return AnswerKind.ASKS_BACK
    denied = sum(spoken_length(clause) for clause in clauses if _DENIED.search(clause))
    is_no = denied and not _LIMITED.search(answer) and 2 * denied >= spoken_length(answer)
    return AnswerKind.NOT_DONE if is_no else AnswerKind.TELLS
