"""What this release says otherwise than the one before on purpose, for test_release_before.py: sentence by sentence."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from interview import yaml_files
from interview.core.coaching import REPEATS_VERDICTS
from interview.core.key_point import StoryPart
from interview.documents.report_view import SAID_IN_THE_HEAD
from interview.i18n.translate import FOLDER, words
from interview.messages import Message
from interview.web.ui import escape

FAILED_BEFORE = {
    "error.model_key": ("The model service does not accept the API key.", "模型服务不接受当前的 API 密钥。"),
    "error.model_busy": ("The model service is asked too often right now.", "目前对模型服务的请求过于频繁。"),
    "error.model_late": ("The model service did not answer in time.", "模型服务没有及时响应。"),
    "error.model_away": ("The model service cannot be reached.", "无法连接模型服务。"),
    "error.model_broken": ("The model service has a problem of its own.", "模型服务自身出现了问题。"),
    "error.model_refused": ("The model service did not accept the request.", "模型服务没有接受这次请求。"),
    "error.model_wrong_place": (
        "The model service does not know this address or model; check both.",
        "模型服务不认识这个地址或模型，请检查两者。",
    ),
    "error.model_unusable": ("The model's reply could not be used.", "模型的回复无法使用。"),
    "error.model_declined": ("The model declined to answer.", "模型拒绝回答。"),
    "error.model_too_long": ("This was too long for the model.", "内容对模型来说太长了。"),
    "error.model_not_a_model": (
        "The address answered, but not as a model service; check it.",
        "该地址有响应，但不是模型服务，请检查。",
    ),
    "error.grading_interrupted": (
        "Grading was interrupted too many times. Your answers are safe; grade again.",
        "评分中断次数过多。你的回答都已保存，请重新评分。",
    ),
    "error.grading_stopped": (
        "Grading stopped unexpectedly. Your answers are safe; grade again.",
        "评分意外中断。你的回答都已保存，请重新评分。",
    ),
}
"""Failures of the model server, which now say what to do next, and of grading, which said twice what is safe."""


PARTS_BEFORE = {
    "situation": ("Says what the situation was and why it mattered", "说明当时的情况，以及它为什么重要"),
    "own_action": ("Says what you did yourself, step by step", "一步一步说明你自己做了什么"),
    "alternatives": (
        "Names another way that was considered and why it was not taken",
        "说出考虑过的另一种做法，以及为什么没有采用",
    ),
    "result": ("Says how it ended and what changed because of it", "说明最后结果如何，带来了什么改变"),
    "measure": ("Gives a number that shows the size of the effect", "给出一个能体现效果大小的数字"),
    "others": ("Says who else was involved and how you worked with them", "说明还有谁参与，以及你们怎样合作"),
    "technology": ("Says how the technology was used and for what", "说明这项技术是怎么用的，用来做什么"),
}
"""Parts of a story, of which more was said than is looked for."""


def parts_before() -> Iterator[tuple[str, str]]:
    for part, sentences in PARTS_BEFORE.items():
        for language, before in zip(("en", "zh"), sentences, strict=True):
            yield before, words(language).message(Message.of(f"story.{part}"))


def _said_now() -> Iterator[tuple[str, str]]:
    for code, sentences in FAILED_BEFORE.items():
        for language, before in zip(("en", "zh"), sentences, strict=True):
            now = words(language).message(Message.of(code))
            yield now, before
            yield escape(now), escape(before)


def _inside_sentences() -> Iterator[tuple[str, str]]:
    """Parts of a story, which were said inside a sentence as they stand in a list."""
    for language, leads in (("en", (": ", "; ")), ("zh", ("：", "；"))):
        say = words(language)
        for part in StoryPart:
            alone, inside = (say.message(Message.of(f"story.{part}{form}")) for form in ("", ".inside"))
            yield from ((f"{lead}{alone}", f"{lead}{inside}") for lead in leads)


BANDS_BEFORE = {
    "starting_out": ("Starting out", "起步"),
    "developing": ("Developing", "进步中"),
    "solid": ("Solid", "扎实"),
    "strong": ("Strong", "优秀"),
}
"""Names of bands, which spoke of the person and now of the points that a score has."""


def _bands_before() -> Iterator[tuple[str, str]]:
    """Behind the score that they name, alone and inside a sentence."""
    for band, names in BANDS_BEFORE.items():
        for language, leads, name in zip(("en", "zh"), (("100: ", "100, "), ("：", "，")), names, strict=True):
            alone, inside = (words(language).message(Message.of(f"band.{band}{form}")) for form in ("", ".inside"))
            for lead in leads:
                yield f"{lead}{name}", f"{lead}{alone}"
                yield f"{lead}{name.lower()}", f"{lead}{inside}"


REWORDED = (
    *parts_before(),
    *_bands_before(),
    ("Earlier Later Change", "Earlier Later"),
    ("Earlier Later Difference", "Earlier Later"),
    # A pack's questions are not ours.
    ("From our questions", "From the questions"),
    ("来自我们", "来自"),
    (
        "“–” means that nothing was asked or answered in the category, or that it has no score.",
        "“–” means the category was not asked, or nothing in it has a score.",
    ),
    # Who says that they have none is not only told to tell one.
    ("Tell one of your own: where", "Tell one of your own, or what comes nearest to it: where"),
    ("请就问题所问讲一件你自己的事：在什么", "请就问题所问讲一件你自己的事，没有就讲最接近的：在什么"),
    (
        "tell a story of your own about what is asked, from",
        "tell a story of your own about what is asked, or what comes nearest to it, from",
    ),
    ("就问题所问，完整地讲一段你自己的经历。", "就问题所问，完整地讲一段你自己的经历，没有就讲最接近的。"),
    # Chinese is counted in characters, and a grading again may have given some answers a new grade.
    ("个词", "字"),
    (
        "Grading again did not work, so the report is as it was.",
        "Grading again did not get to the end. Answers without a new grade stay as they were.",
    ),
    ("重新评分没有成功，报告保持原样。", "重新评分没有全部完成，没有新评分的回答保持原样。"),
    # Plain words; the rules that are in force need no name in a legend.
    (
        "Another rubric graded the earlier answer, so the points are not on one scale.",
        "The earlier answer was graded by other scoring rules, so the points cannot be compared.",
    ),
    (
        "Another interviewer graded the earlier answer, so the points are not on one scale.",
        "The earlier answer was graded by another interviewer, so the points cannot be compared.",
    ),
    (
        "Different rubrics graded them, so the scores are not on one scale.",
        "They were graded by different scoring rules, so the scores cannot be compared.",
    ),
    (
        "Different interviewers graded them, so the scores are not on one scale.",
        "They were graded by different interviewers, so the scores cannot be compared.",
    ),
    ("Scores of different interviewers or rubrics", "Scores of different interviewers or scoring rules"),
    (
        "The bar is this session; the upright mark is the mean of the earlier sessions with the same interviewer and "
        "rubric",
        "The bar is this interview; the upright mark is the average of the earlier ones with the same interviewer and "
        "scoring rules",
    ),
    (
        "No earlier session was measured with the same interviewer and rubric, so this session stands alone.",
        "No earlier interview has the same interviewer and scoring rules, so this one stands alone.",
    ),
    ("interviewers or rubrics", "interviewers or scoring rules"),
    ("interviewer and rubric", "interviewer and scoring rules"),
    ("Interviewer and rubric", "Interviewer and scoring rules"),
    # Two that were graded by the same rules do not name them.
    (" · rubric 2026\\.6", ""),
    ("rubric 2", "scoring rules 2"),
    ("Rubric", "Scoring rules"),
    ("times and shows the median;", "times and shows the middle one;"),
    ("the median is shown", "the middle one is shown"),
    ("shows the median and the spread", "shows the middle score and how far apart they are"),
    ("显示中位数和差距", "显示中间的分数和差距"),
    ("Download PDF Markdown JSON", "Download PDF Text (Markdown) Data (JSON)"),
    ("下载 PDF Markdown JSON", "下载 PDF 文本（Markdown） 数据（JSON）"),
    *_said_now(),
    # The start page has another order and other words: START_KEEPS is what it says of the data.
    (
        "The interview then tests what the job asks for.",
        "Questions on knowledge then begin with what it asks for, where there are questions on it.",
    ),
    ("selectbox: Resume to use |", "selectbox: Your resume |"),
    ("Pasted text, started 18 Nov 2026, 20:00: 1 answered so far.", "Pasted text, 18 Nov 2026, 20:00."),
    ("0 answered so far", "0 answers so far"),
    ("1 answered so far", "1 answer so far"),
    ("markdown: Pasted text, 18 Nov", "markdown: **Unfinished interview:** Pasted text, 18 Nov"),
    (
        "maya-lindqvist.txt · 28 Sep 2026, 03:12)",
        "maya-lindqvist.txt · 28 Sep 2026, 03:12, None: choose your work below)",
    ),
    # Where typed words are kept the editor says, which knows; an error of the database does not.
    ("What you typed stays in this browser; try again in a moment", "Try again in a moment"),
    # Reasons of Chinese interviews were English.
    ("A follow-up prepared for this question", "为这道题准备的追问"),
    ("You wanted to answer this question again", "你想把这道题再答一次"),
    ("Key points were missing in your answer to this question", "你对这道题的回答中有要点没有算作说到"),
    ("Not all key points counted as said in your answer to this question", "你对这道题的回答中有要点没有算作说到"),
    ("You had this question before, and points of it are due", "你以前做过这道题，其中有要点到了复习时间"),
    ("You said: “", "你说过：“"),
    # So was an error of the database in a Chinese report.
    (
        r"The database is not reachable right now\. Try again in a moment\.",
        "暂时无法连接数据库。请稍后再试。",
    ),
    # The oldest questions were not signed; a chip said "Asked by Model" of them.
    (" Asked by Model\n", "\n"),
    # Where a number comes from is folded, with what was behind the formulas' own click.
    ("How the numbers are computed\n", "How the score comes about\n"),
    ("分数是怎么算的\n", "分数是怎么来的\n"),
    # Of what comes again, the history calls all of it practice: new questions may be among it.
    ("\nDue points\n", "\nPractice\n"),
    # What the job asks for was told in an engineer's words.
    ("still unprobed", "not asked yet"),
    (". Asked about: ", ". Asked about directly: "),
    ("项技能：已问到 ", "项技能：直接问到 "),
    ("; missing in the resume: ", "; not in your resume: "),
    # Today's practice asks for a topic, too: nobody said that they want more of it.
    *(
        (f"You asked for more of {topic}.", f"A question on {topic} was asked for.")
        for topic in ("Git and collaboration", "API design", "Rust")
    ),
    # What is not named may stand there in other words.
    ("not in your resume", "not named in your resume"),
    ("简历中没有", "简历中没有写明"),
    ("，简历中缺少 ", "，简历中没有写明 "),
    # Who can mend a damaged file is told, in plain words; in Markdown a full stop is escaped.
    *(
        (
            f"The practice grader's {part} damaged{stop} Reinstall it{stop}",
            f"A file that grading needs is {said}damaged{stop} "
            f"Tell whoever runs this app; if that is you, install it again{stop}",
        )
        for part, said in (("language model is missing or", "missing or "), ("weights are", ""), ("calibration is", ""))
        for stop in (".", r"\.")
    ),
    *(
        (
            f"练习评分器的{part}已损坏，请重新安装。",
            f"评分需要的一个文件{said}已损坏。请告诉管理这个应用的人；如果就是你，请重新安装。",
        )
        for part, said in (("语言模型缺失或", "缺失或"), ("权重数据", ""), ("校准数据", ""))
    ),
    # What judges answers has one name.
    ("The practice grader's ", "The practice scorer's "),
    # Where it is tried again by itself nobody has to do anything.
    ("系统会自动重试", "系统会自动再试"),
    *_inside_sentences(),
    # Why there is no summary is not known, and not every answer need have a grade.
    (
        "There is no summary: the interviewer could not write one. The grades",
        "There is no summary. The grades",
    ),
    ("没有总结：面试官未能写出总结。", "没有总结。"),
    # What nobody can grade counts nothing, answered or not.
    (
        "Unanswered questions count 0; answers that could not be graded are left out.",
        "Unanswered questions count 0. Questions that nobody can grade are left out, answered or not, and so are "
        "answers that could not be graded.",
    ),
    (
        "An unanswered question counts 0. An answer that could not be graded has no number and is left out of every "
        "average.",
        "An unanswered question counts 0. A question that nobody can grade, answered or not, and an answer that could "
        "not be graded have no number and are left out of every average.",
    ),
    (
        "未作答的题计 0 分，无法评分的回答不计入。",
        "未作答的题计 0 分。没有人能评分的题不论是否作答都不计入，未能评分的回答也不计入。",
    ),
    (
        "未作答的题计 0 分。无法评分的回答没有分数，也不计入任何平均分。",
        "未作答的题计 0 分。没有人能评分的题不论是否作答，以及未能评分的回答，都没有分数，也不计入任何平均分。",
    ),
    # Both interviewers say in the same words that an answer was cut.
    ("nly the first 6,000 words graded", "nly the first 6,000 words were graded"),
)

NOT_MORE_THAN_IS_KNOWN = (
    # Nothing is compared with the reference answer any more.
    (
        "Practice grading measures how far an answer agrees with a reference answer, not whether it is true.",
        "Practice grading looks for the key points of a good answer. It does not check whether what you say is true, "
        "and cannot always tell whether a story is about what was asked.",
    ),
    (
        "练习评分衡量的是回答与参考答案的吻合程度，而不是回答是否属实。",
        "练习评分看的是回答里有没有好回答应有的要点，并不核实你说的是否都属实，讲的经历是否切题也不总能看出来。",
    ),
    # No key point is said to be there or missing any more: it was recognised or not.
    *(
        (f"{before}{colon}", f"{now}{colon}")
        for before, now in (
            ("Covered", "Recognised"),
            ("Touched", "Partly recognised"),
            ("Missed", "Not recognised"),
            ("Contradicted", "Says the opposite"),
        )
        for colon in (":", ":**")
    ),
    *(
        (f"{before}{colon}", f"{now}{colon}")
        for before, now in (
            ("已答到", "已识别"),
            ("略有提及", "部分识别"),
            ("未答到", "未识别"),
            ("与要点相反", "说法相反"),
        )
        for colon in ("：", "：**")
    ),
    ("Key points you missed most", "Key points not recognised most often"),
    *(
        (f",{before},", f",{now},")
        for before, now in (
            ("covered", "Recognised"),
            ("touched", "Partly recognised"),
            ("missed", "Not recognised"),
            ("contradicted", "Says the opposite"),
        )
    ),
    ("Key point,Missed,Touched,Asked", "Key point,Not recognised,In part,Asked"),
    (
        "Most key points are still missing. The reference answers show what to learn next.",
        "Few key points were recognised. The reference answers show what to learn next.",
    ),
    (
        "Some key points are there. Fill the gaps named below.",
        "Some key points were recognised. Look at the others below.",
    ),
    (
        "Most key points are there. Details and examples will lift it.",
        "Most key points were recognised. Details and examples will lift it.",
    ),
    (
        "Nearly everything a good answer needs.",
        "Nearly all key points were recognised.",
    ),
    (
        "What you say about the key points is mostly right.",
        "Of what was recognised, little seems to go against the key points.",
    ),
    (
        "You bring up most of what a full answer needs.",
        "Most key points were recognised in your answers.",
    ),
    (": look up this point you left out: ", ": this point was not recognised, look it up: "),
    ("大部分要点还没有答到，参考答案会告诉你接下来该学什么。", "只识别出少数要点，参考答案会告诉你接下来该学什么。"),
    ("已经答到一部分要点，请先补上下面列出的不足。", "已识别一部分要点，请看下面列出的其余要点。"),
    ("大部分要点都已答到，再补充细节和例子会更好。", "已识别大部分要点，再补充细节和例子会更好。"),
    ("一个好回答该有的内容几乎都有了。", "几乎识别出全部要点。"),
    ("你对要点的说法大多是正确的。", "在已识别的内容中，很少与要点相反。"),
    ("一个完整的回答该有的内容，你大多讲到了。", "你的回答中识别出了大部分要点。"),
    ("请查一查你漏掉的这个要点：", "没有识别出这个要点，请查一查："),
    ("已答到、略有提及、未答到、与要点相反之一", "已识别、部分识别、未识别、说法相反之一"),
    (
        "要点分：已答到计 1，略有提及计 0.5，未答到或与要点相反计 0。练习面试官会给出其间的数值。",
        "要点分：已识别计 1，部分识别计 0.5，其余计 0。练习面试官会给出其间的数值。你自己确认的结果代替它的判断。",
    ),
    ("（要点分 + 与要点相反的数量）", "（要点分 + 说法相反的要点数）"),
    ("make the points you left out", "make the points not recognised yet"),
    ("把遗漏的要点补上", "把还没有识别出的要点补上"),
    ("You make this point: ", "Recognised: "),
    ("This only touches the point, say more: ", "Recognised in part, say more: "),
    ("This goes against the point: ", "This seems to say the opposite of: "),
    ("key points are there.", "key points were recognised in your answer."),
    ("Well covered: ", "Recognised in your answer: "),
    ("Only touched, say more: ", "Recognised in part, say more: "),
    (
        "Look this up again, you may have it the wrong way round: ",
        "Compare this with the reference answer, yours seems to say the opposite: ",
    ),
    ("Still missing: ", "Not recognised; did you say it in other words? "),
    (
        "Nothing was found that speaks of these points. Start with one sentence on each.",
        "None of the key points was recognised. Start with one sentence on each.",
    ),
    ("covered, touched, missed, contradicted", "recognised, partly recognised, not recognised, says the opposite"),
    (
        "Credit: a covered point gives 1, a touched one 0.5, a missed or contradicted one 0. The practice interviewer "
        "measures in between.",
        "Credit: a point that was recognised gives 1, in part 0.5, every other one 0. The practice interviewer "
        "measures in between. What you settle yourself counts instead of its verdict.",
    ),
    ("points that are not missed × breadth", "points that were recognised or turned round × breadth"),
    ("(credit + contradicted points)", "(credit + points turned round)"),
    # And what a reader who had not written it found.
    ("not recognised, says the opposite, with", "not recognised, seems to say the opposite, with"),
    ("、说法相反之一", "、似乎说反了之一"),
    ("Partly about something else than was asked", "Parts may be about something else than was asked"),
    ("Gibberish", "Could not be read as sentences"),
    ("Addresses the grader", "Seems to speak to the grader"),
    ("Copied question", "Looks like the question copied"),
    ("Keyword list", "Looks like a list of keywords"),
    (
        "One part of your answer may not be right yet, so this asks about it again.",
        "Something in your answer seemed to say the opposite of a key point, so this asks about it again.",
    ),
    ("This is about a part that your answer left out.", "This asks about something not recognised in your answer."),
    ("Your answer touched on this; here is room to say more.", "This was partly recognised; here is room to say more."),
    (
        "You answered this well, so this goes one step further.",
        "What this builds on was recognised in your answer; this goes one step further.",
    ),
    (
        "Something this question looks for has not come up yet.",
        "Something this question looks for was not recognised yet.",
    ),
    ("copied question", "looks like the question copied"),
    ("keyword list", "looks like a list of keywords"),
    ("gibberish", "could not be read as sentences"),
    ("addresses the grader", "seems to speak to the grader"),
    ("partly about something else than was asked", "parts may be about something else than was asked"),
    ("Says the opposite", "Seems to say the opposite"),
    ("Not sure", "We cannot tell"),
    ("Recognised in part, say more:", "Partly recognised, say more:"),
    ("Recognised in part, say more:", "Partly recognised, say more:"),
    ("Not recognised; did you say it in other words?", "Not recognised:"),
    (
        "Leave out what was not asked for. This seems to be about something else: ",
        "This seems to be about something else than was asked; if so, leave it out: ",
    ),
    (
        "Leave out what says nothing about the question, such as: ",
        "This seems to say little about the question; if so, leave it out: ",
    ),
    (
        "Few key points were recognised. The reference answers show what to learn next.",
        "A low score.",
    ),
    (
        "Some key points were recognised. Look at the others below.",
        "A middling score.",
    ),
    (
        "Most key points were recognised. Details and examples will lift it.",
        "A good score.",
    ),
    ("Nearly all key points were recognised.", "A high score."),
    (
        "there is no overall score. The answers and reference answers are below.",
        "there is no overall score. Your answers are below.",
    ),
    (
        "How right what you said is, and how near it comes to what was asked for",
        "How far what was recognised agrees with the key points, and how near the answer comes to them",
    ),
    ("How many of the key points you brought up", "How much of the key points was recognised"),
    ("How easy the answer is to follow", "How easy the answer is to follow, weighed by how much was recognised"),
    # It was said of answers in which no "we" hid anything.
    ('Say what you did yourself, step by step; "we" hides your part.', "Say what you did yourself, step by step."),
    (r"Say what you did yourself, step by step; \"we\" hides your part.", "Say what you did yourself, step by step."),
    ("Say what you did yourself, step by step; “we” hides your part.", "Say what you did yourself, step by step."),
    # It says how far what was recognised agrees with the key points, and not whether it is true.
    ("Accuracy", "Agreement"),
    ("准确性", "一致程度"),
    ("went best, with", "has the highest score of the categories:"),
    ("is where most points are left, with", "has the lowest score of the categories:"),
    (": this point was not recognised, look it up:", ": this point was not recognised. Compare it with your answer:"),
    (
        "Of what was recognised, little seems to go against the key points.",
        "Little in your answers seems to say the opposite of a key point.",
    ),
    (
        "Be more exact: compare your answers with the reference answers and note where they part.",
        "Compare your answers with the key points of a good answer and note where they part.",
    ),
    (
        "Make answers easier to follow: the answer in one sentence first, then the reason, then an example.",
        "To be easy to follow: the answer in one sentence first, then the reason, then an example.",
    ),
    (
        "The summary was written before you settled verdicts.",
        "Summary and feedback were written before you said it yourself.",
    ),
    (
        "of 100. Settle the verdicts that are open to see it.",
        "of 100. To see it, mark for the key points that are not decided whether you said them.",
    ),
    (
        "Too much of one of the two scores is open, so no change is worked out. Settle its verdicts first.",
        "For at least one of the two answers we are not sure enough for one number, so no change is worked out.",
    ),
    ("You settled", "You said it yourself for"),
    ("verdicts; your word counts.", "key points; your word counts."),
    ("Settled by you. The interviewer had said:", "Your own word. The interviewer said:"),
    (
        "Nobody judged this key point of your answer, so there is nothing to settle.",
        "Nobody judged this key point of your answer, so there is nothing to change.",
    ),
    (
        "The report is not finished. You can settle verdicts when it is.",
        "The report is not finished. You can say it yourself when it is.",
    ),
    ("No key point is missing in this report.", "This report names no key points to practise."),
    ("Something important about this has not come up yet. What could it be?", "What else is important about this?"),
    ('There is more to say about "', 'Say a little more about "'),
    ('" here. What else matters about it?', '". What else matters about it?'),
    ("你的回答中有一处可能还不准确，所以再问一次。", "你的回答里似乎有一处与要点说反了，所以再问一次。"),
    ("这里问的是你的回答没有谈到的部分。", "这里问的是没有在你的回答中识别出来的内容。"),
    ("你的回答略有提及，这里可以多说一些。", "这一点部分识别，这里可以多说一些。"),
    ("这道题你答得不错，所以再深入一步。", "相关要点已在你的回答中识别出来，这里再深入一步。"),
    ("这道题想了解的内容还有没谈到的。", "这道题还有内容没有识别出来。"),
    ("照抄了题目", "看起来照抄了题目"),
    ("只罗列了关键词", "看起来只罗列了关键词"),
    ("内容无法理解", "未能读出完整的句子"),
    ("回答中有写给评分者的话", "似乎有写给评分者的话"),
    ("部分内容与问题无关", "部分内容可能与问题无关"),
    ("说法相反", "似乎说反了"),
    ("不确定", "我们无法判断"),
    ("识别出一部分，请再多说一些：", "部分识别，请再多说一些："),
    ("识别出一部分，请再多说一些：", "部分识别，请再多说一些："),
    # Why a question was asked says what is known by the way it was made.
    ("This looks at the question from another side.", "A follow-up that was prepared for this question."),
    (
        "What this builds on was recognised in your answer; this goes one step further.",
        "A follow-up that was prepared for this question.",
    ),
    ("这是从另一面来看这道题。", "为这道题准备的追问。"),
    ("相关要点已在你的回答中识别出来，这里再深入一步。", "为这道题准备的追问。"),
    (" as one of your skills.", "."),
    ("没有识别出来；你是否用别的说法讲过？", "未识别："),
    ("请去掉题目没有问到的内容。这里说的似乎是别的事：“", "这句话似乎说的是别的事；如果是这样，可以去掉：“"),
    ("请去掉与问题无关的话，例如：“", "这句话似乎与问题关系不大；如果是这样，可以去掉：“"),
    ("只识别出少数要点，参考答案会告诉你接下来该学什么。", "得分较低。"),
    ("已识别一部分要点，请看下面列出的其余要点。", "得分中等。"),
    ("已识别大部分要点，再补充细节和例子会更好。", "得分较好。"),
    ("几乎识别出全部要点。", "得分很高。"),
    (
        "没有任何回答得到评分，因此没有总分。回答和参考答案见下文。",
        "没有任何回答得到评分，因此没有总分。你的回答见下文。",
    ),
    ("你说的内容是否正确，与题目所问有多接近", "识别出的内容与要点有多一致，整个回答与要点有多接近"),
    ("你讲到了多少要点", "识别出了多少要点内容"),
    ("回答是否容易理解", "回答是否容易理解，并按识别出的多少折算"),
    ("答得最好，得", "在各类别中得分最高："),
    ("的提升空间最大，得", "在各类别中得分最低："),
    ("：没有识别出这个要点，请查一查：", "：没有识别出这个要点，请与你的回答对照："),
    ("在已识别的内容中，很少与要点相反。", "你的回答中很少有看起来与要点相反的内容。"),
    ("说得更准确一些：把你的回答与参考答案对照，记下不一样的地方。", "把你的回答与好回答的要点对照，记下不同之处。"),
    (
        "让回答更容易理解：先用一句话给出答案，再说理由，最后举个例子。",
        "想让人容易听懂：先用一句话给出答案，再说原因，然后举例。",
    ),
    ("总结写于你确认判断之前。", "总结和反馈写于你作出选择之前。"),
    (
        "分之间（满分 100）。确认尚未确定的判断后即可看到分数。",
        "分之间（满分 100）。对尚未判定的要点选择你是否说到，即可看到分数。",
    ),
    (
        "其中一个分数还有太多未确定之处，因此不计算变化。请先确认其中的判断。",
        "两个回答中至少有一个，我们还没有足够把握给出一个分数，因此不计算变化。",
    ),
    ("你自己确认了", "你自己选择了"),
    ("项判断中的", "个要点中的"),
    ("项，以你的说法为准。", "个，以你的选择为准。"),
    ("由你确认。面试官原来的判断：", "以你的选择为准。面试官原来的判断："),
    ("这个要点没有经过评判，没有可确认的内容。", "这个要点没有经过评判，没有可修改的内容。"),
    ("报告还没有完成。完成后即可确认各项判断。", "报告还没有完成。完成后即可自己选择。"),
    ("这份报告中没有遗漏的要点。", "这份报告没有列出需要练习的要点。"),
    (". If you said it in other words, say so beside the point.", "."),
    ("。如果你用别的说法讲过，请在要点旁选择。", "。"),
    ("Gained:", "More than before:"),
    ("Lost:", "Less than before:"),
    ("新答到：", "比之前多："),
    ("这次遗漏：", "比之前少："),
    ("No key point was gained or lost.", "No verdict that can be compared changed."),
    ("要点没有增减。", "可比较的判断没有变化。"),
    ("Key points not recognised most often", "Key points to practise most"),
    ("Key point,Not recognised,In part,Asked", "Key point,Not counted as said,In part,Answers judged"),
    ("points that were recognised or turned round", "points that were recognised or seemed turned round"),
    ("(credit + points turned round)", "(credit + points that seem turned round)"),
    (
        "What you settle yourself counts instead of its verdict.",
        "What you say yourself counts instead of its verdict. Where nobody can tell, the score has a range.",
    ),
    ("（要点分 + 似乎说反了的要点数）", "（要点分 + 似乎说反的要点数）"),
    ("已识别或说法相反的要点数", "已识别或似乎说反的要点数"),
    ("你自己确认的结果代替它的判断。", "你自己的选择代替它的判断。无法判断时，得分是一个范围。"),
    ("把还没有识别出的要点补上", "让还没有识别出的要点有机会被识别出来"),
    # It is what we think, and people can mark it.
    *(
        (
            f"All {count} key points were recognised in your answer.",
            f"We think that your answer makes all {count} key points, at least in part.",
        )
        for count in range(2, 7)
    ),
)

# What is said of a score follows from the whole number that is shown.
ROUNDED = (
    ("You expected 92; the result is 0.2 points lower.", "You expected 92, and that is the result."),
    ("79.7 of 100, Over half", "79.7 of 100, Most or all"),
)

# What a report said twice: counts and verdicts that stand beside it, and headings of an order that is gone.
SAID_NO_MORE = (
    # Inside a line, where the same word names a field of the exported data, which is still called so.
    "accuracy",
    "Key strengths What to work on first Where the points come from Category Unanswered Summary To improve Resume",
    # A report is called by its job where the resume was pasted.
    "Pasted text",
    # Bands beside a line and in a picture.
    *(name for names in BANDS_BEFORE.values() for name in names),
    # What was put right behind a follow-up is not practised any more.
    "What to practise next",
    "A short session asks these questions again, so that you can make the points not recognised yet.",
    # It is said of the verdicts that changed, and only of a summary that may differ from them.
    "Summary and feedback were written before you said it yourself.",
    "总结和反馈写于你作出选择之前。",
    # Earlier ones are those with an overall score.
    "This session beside the mean of earlier ones measured in the same way",
    # A topic of ours, which a Chinese report names in Chinese.
    "Frontend with React",
    "主要亮点 优先改进 得分构成 类别 未作答 总结 亮点 需要改进",
    *(said for sentences in FAILED_BEFORE.values() for said in sentences),
    *(
        said
        for language in ("en", "zh")
        for code, said in yaml_files.read(FOLDER / f"{language}.yaml")["messages"].items()
        if code in SAID_IN_THE_HEAD | REPEATS_VERDICTS or code.startswith(("band.", "summary."))
    ),
)

PASTED = (
    ('"resumeName": ""', '"resumeName": "Pasted text"'),
    ('"resume_name": ""', '"resume_name": "Pasted text"'),
    ("**** ·", "**Pasted text** ·"),
    ("All resumes, All resumes, ", "All resumes, "),
    ('"11 Oct 2026, 12:48", ""', '"11 Oct 2026, 12:48", "Pasted text"'),
    ('"11 Oct 2026, 12:48",,', '"11 Oct 2026, 12:48",Pasted text,'),
)

DUE = re.compile(
    r"\*\*\d+ points you missed are due\.\*\*"
    r"|\*\*\d+ key points are due to practise\.\*\* They were not recognised in your answers, or seemed turned round\."
)
NEW = (
    "pointId",
    "judged",
    "settled",
    "schemaVersion",
    # What a model cost.
    "cost",
    "scoreLow",
    "scoreHigh",
    "followUps",
    "toSettle",
    "overallLow",
    "overallHigh",
    # What somebody is prepared as, and the lines that are asked about.
    "occupation",
    "achievements",
    # What kind of interview it is, and for which job.
    "round",
    "targetId",
    # What is often said and wrong, what else is right of an answer, and what would worry an interviewer.
    "misconceptions",
    "alsoRight",
    "redFlags",
    # What is doubtful, as the page says it, what a report is for, and which answers no interviewer read.
    "notes",
    "intendedUse",
    "byCandidate",
    "waitingForMarks",
    # Which pack a question is from.
    "source",
    # Why a follow-up was asked as planned.
    "plannedInsteadOf",
    # How many questions stood at a place before.
    "swaps",
    # How an interview is taken, and which answers were opened again.
    "mode",
    "minutes",
    "endsAt",
    "secondsLeft",
    "reopened",
    # Feedback after each answer, and the own story beside a reference answer.
    "withFeedback",
    "changedAfterFeedback",
    "ownStory",
    # How much of an interview is still to be written.
    "questionsToWrite",
    # The number that pages and documents call a question by.
    "questionNumber",
    "beingWritten",
    # What mentors say.
    "mentorNotes",
    # The overall score before the candidate's own word, and whether that counts where two answers are compared.
    "overallByInterviewer",
    "hasOwnWord",
    # Whether there is a question on what a job asks for.
    "hasQuestion",
)
NEW_IN_TRENDS = ("role", "by_interviewer", "has_own_word", "asked", "without_score")
# What a job asks for, one by one: folded.
ONE_BY_ONE = ("The job: ", "职位：'")
NOT_ALIKE = tuple(
    words(language).message(Message.of(code))
    for language in ("en", "zh")
    for code in ("caution.answer_rubric", "caution.answer_interviewer")
)
MORE_OR_LESS = ("More than before:", "Less than before:", "比之前多：", "比之前少：")


def without_more_or_less(name: str, text: str) -> str:
    """What stood beside the word that the points of two answers cannot be compared: key points gained and lost. A
    report is compared by its words, and the key points stand in it once more."""
    if not any(sentence in text for sentence in NOT_ALIKE):
        return text
    if name.endswith("two-answers.json"):
        both = [{**each, **({"gained": [], "lost": []} if each["caution"] else {})} for each in json.loads(text)]
        return json.dumps(both, ensure_ascii=False)
    for said in MORE_OR_LESS:
        text = text.replace(said, "")
    return text


# Two interviews of which one or neither has a score: nothing is subtracted, and that is said.
NO_SCORE = tuple(words("en").message(Message.of(code)) for code in ("caution.no_score", "caution.no_scores"))
# Beside two of which neither has one stood a table without a number.
NO_NUMBERS = re.compile(r"\nsubheader: Scores\n\s*Earlier Later.*\n(?:\w+ of \d+ – –(?:\n|$))+")
# What is chosen before an interview, new or drawn in another place.
CHOSEN_BEFORE = (
    "button: Had a real interview? Write down its questions",
    "selectbox: You are prepared as",
    "selectbox: No resume at hand? Choose the job",
    "selectbox: Kind of interview",
    "caption: Your own work, what you know, and how you work with others.",
    "button_group: Language of the interview",
    "caption: The practice interviewer speaks English only.",
    "button_group: How you take it",
    "toggle: Show feedback after each answer",
    "caption: Short feedback, folded below the next question. The report says that you had it.",
)
# An interview is called by its job as in the history, and a pasted resume by the person at its head.
CALLED = re.compile(r"^markdown: \*\*.+\*\*", re.MULTILINE)
# Side by side, of how many questions each has where that is not the same, and that they differ.
COMPARED = ("caption: The earlier one has ", "caption: Their questions differ, so a small change says little.")
# Where one is and what kind of question it is stand in one line, answers can be changed, and the conversation so far,
# which is the last thing on the page, is drawn once it is opened.
ANSWERING = (
    # A question has the number that it has in the report, also behind follow-ups.
    (re.compile(r"^\(Question \d+ of \d+\)\nQuestion \d+ of \d+ ", re.M), ""),
    (re.compile(r"^progress: Question \d+ of up to \d+\n", re.M), ""),
    (re.compile(r"^button: Change answer \d+\n", re.M), ""),
    # A question that comes again has what was said last time behind a click.
    (re.compile(r"^(?:Your answer last time|Key points that did not count as said last time \(\d+\))\n", re.M), ""),
    (re.compile(r"^(\[The conversation so far \(\d+\)\])\n.*", re.M | re.S), r"\1"),
)
# The unfinished interview that is offered is the one worked on last, no longer the newest, and is named by its resume.
START_KEEPS = (
    "title:",
    "selectbox: Your resume",
    "info:",
    "number_input:",
    "button: Continue",
    "button: Practise them",
    "button: Start",
)
# A report has its questions in boxes that open, its parts in another order, and a link for each size of paper.
BOXES = re.compile(
    r"\[(?:Question \d+: |第 \d+ 题：)|toggle: (?:Lowest score first|得分低的在前)|"
    r"button_group: (?:Order of the questions|题目顺序)|selectbox: (?:Paper size|PDF 纸张)|Summary$|总结$"
)
SETTLING = (
    "button_group: Is this in your answer?",
    "button_group: 你的回答里有这一点吗？",
    "Is one of these not right? Choose what is true:",
    "判断不对？请自己选择",
)

# What a report has for a mentor.
FOR_A_MENTOR = (
    "[Ask a mentor]",
    "Send your mentor this report as a file.",
    "Save as a file for a mentor",
    "file_uploader: Read a mentor's comments",
    "[请导师看一看]",
    "把这份报告作为文件发给你的导师。",
    "保存为给导师的文件",
    "file_uploader: 读取导师的评语",
)

# Sessions of resumes without a name, which the release before called a pasted text in reports and nothing elsewhere.
NAMELESS = {"practice-skipped", "mira-not-begun"}


JUDGED_NOW = (
    "afterwards/answered.json",
    "afterwards/ended.json",
    "afterwards/graded-unfinished-told",
    "afterwards/graded-waiting-practice",
)
"""Answers that are judged only now, by this release's scorer: what comes of them and what is asked next is its own."""

PRACTISED_NOW = tuple(
    f"afterwards/practice-of-{name}.json"
    for name in (
        *("model-chinese", "model-long", "model-named-2", "rubric-2026-1"),
        *("practice-dont-know", "practice-for-a-job", "practice-knowledge", "reacting-told-1", "waiting-practice"),
    )
)
"""What is practised from a report: what its head names, in that order, and what was recognised in part, too."""

# What the page Progress has above what was the page Trends.
PROGRESS = (
    "subheader: Today's five",
    "subheader: Today's practice",
    "subheader: Your topics",
    "subheader: Your best so far",
    "subheader: Change this job, or add another",
)
