"""The title of a job in its advertisement: a line of its own near the top that has the name of an occupation in it.

It knows words and their order only, in English and Chinese; a line that it is not sure of is no title.
"""

from __future__ import annotations

import re

# Who a job is for stands in the first lines; below them an advertisement tells of colleagues and bosses, too.
_LINES = 8
_LONGEST, _MOST_WORDS = 120, 14
_LONGEST_ZH = 40

WORDS = (
    "engineer|developer|programmer|manager|analyst|scientist|architect|designer|consultant|director|administrator|"
    "intern|lead|leader|head|specialist|coordinator|assistant|associate|officer|accountant|bookkeeper|auditor|nurse|"
    "teacher|lecturer|professor|tutor|instructor|technician|supervisor|representative|executive|president|founder|"
    "co-founder|cto|ceo|cfo|coo|clerk|cashier|chef|cook|waiter|waitress|server|barista|bartender|driver|operator|"
    "mechanic|electrician|plumber|welder|carpenter|receptionist|secretary|recruiter|editor|writer|journalist|"
    "translator|interpreter|researcher|fellow|attorney|lawyer|paralegal|counsel|physician|doctor|pharmacist|therapist|"
    "dentist|caregiver|trainer|coach|planner|buyer|agent|broker|advisor|adviser|strategist|tester|owner|maintainer|"
    "creator|contributor|volunteer|trainee|apprentice|partner|principal|generalist|controller|salesperson|"
    "merchandiser|worker|guard|foreman|surveyor|freelancer|sysadmin|devops|sre|qa|dba|marketer|copywriter|"
    "photographer|producer|author|member|aide|practitioner|scrum master|(?:it|technical|desktop|application|customer) "
    "support|(?:service|help) ?desk"
)
"""What a job title has in it, as a pattern; a resume's lines are read by the same."""

MORE_WORDS = (
    "purchaser|fitter|repairer|panel beater|nanny|educator|childminder|babysitter|au pair|governess|drafter|draftsman|"
    "modell?er|cleaner|housekeeper|attendant|chambermaid|janitor|custodian|baker|commis|porter|pizzaiolo|steward|"
    "handler|statistician|surgeon|internist|pa?ediatrician|cardiologist|psychiatrist|psychologist|radiologist|"
    "dermatologist|neurologist|oncologist|ana?esthetist|obstetrician|gyna?ecologist|courier|chauffeur|rider|"
    "installer|wireman|lineman|artist|illustrator|animator|carer|reporter|correspondent|presenter|columnist|chemist|"
    "technologist|solicitor|barrister|dispatcher|forwarder|caretaker|handyman|millwright|scheduler|midwife|"
    "paramedic|emt|responder|dispenser|physiotherapist|physio|pipefitter|steamfitter|plasterer|painter|roofer|"
    "bricklayer|joiner|sdet|concierge|bellhop|sourcer|headhunter|scout|biologist|biochemist|microbiologist|"
    "pharmacologist|neuroscientist|postdoc|optician|dietitian|nutritionist|hygienist|hairdresser|barber|beautician|"
    "stylist|tailor|gardener|farmer|florist|butcher|fishmonger|ironmonger|stacker|rep|bdr|sdr|telemarketer|hunter|"
    "pentester|hacker|bouncer|watchman|bodyguard|detective|superintendent|caseworker|pedagogue|counsellor|counselor|"
    "schoolteacher|keeper|shopkeeper|paraeducator|mentor|communicator|subtitler|sommelier|barman|barmaid|busser|host|hostess|runner|"
    "packer|picker|loader|warehouseman|storekeeper|sorter|webmaster|graduate|apprenticeship|internship|"
    "helper|kitchen hand|staff|operative|provider|admin|publisher|declarant|anchor|fact checker|filler|facilitator|"
    "chippy|cabinet ?maker|shopfitter|mason|stonemason|brickie|drywaller|contractor|tiler|floor layer|glazier|"
    "scaffolder|finisher|labou?rer|builder|ironworker|steel fixer|groundworker|maid|house help|truckie|spark(?:y|ie)|"
    "lineworker|linesman|journeyman|(?:hvac|service) tech|jointer|machinist|setter|miller|turner|tool ?maker|die maker|"
    "fabricator|boilermaker|gasfitter|sister|matron|lvn|rgn|askari|gateman|chowkidar|ayah|handy man|"
    "auxiliary|hospitalist|ana?esthesiologist|immunologist|geneticist|toxicologist|biotechnologist|mixologist|bellboy|"
    "hairstylist|hair dresser|colou?rist|cosmetologist|braider|constable|sergeant|corporal|trooper|sheriff|"
    "investigator|police (?:captain|lieutenant|inspector|patrolman|recruit|cadet)|chief of police|patrol deputy|"
    "terminologist|reviser|transcreator|interventionist|phlebotomist|histotechnician|histotechnologist|cytotechnologist|"
    "(?:tax|return|fraud) (?:preparer|examiner|professional)|pharmacy resident|"
    "adjust[eo]r|assessor|librarian|teller|banker|organi[sz]er|draughtsman|draftsperson|woodworker|spokesperson|examiner|"
    "photojournalist|artworker|reviewer|student|paraprofessional|front desk|accounts (?:payable|receivable)|"
    "(?:first|second|1st|2nd) (?:level|line) support|csm|cna|cpa|hrbp|chro|cmo|rn|lpn|cpht|lcsw|lmsw|sde|swe|hlta|"
    "(?:vp|vice president)(?: of)? [a-z]+"
)
"""Further ones: in running text some of these are common words, in a short line at the top they are not."""
_TITLE = re.compile(rf"\b(?:{WORDS}|{MORE_WORDS})\b", re.IGNORECASE)
_TITLE_ZH = re.compile(
    r"(?:工程师|程序员|架构师|经理|总监|主管|专员|助理|实习生|开发|运营|测试|审计|销售|策划|文案|前台|运维|记者|法务|"
    r"主任|首席[^，。]{1,4}官|教练|猎头|导购|助产士|专家|领班|[物化]学家|工作者|助教|药士|主编|网管|保镖|门卫|前端|HR|"
    r"数据分析|财务分析|平面设计|分析师|设计师|顾问|会计|出纳|教师|老师|讲师|护士|护师|医生|医师|律师|客服|编辑|翻译|"
    r"研究员|科学家|组长|队长|店长|护士长|厨师长|园长|厂长|主厨|总厨|厨师|司机|文员|秘书|负责人|代表|技术员|[员师工]|"
    r"保姆|保洁|保安)(?:\s*[（(][^（）()]{1,20}[）)])*$"
)
_LABEL = re.compile(
    r"^(?:(?:job |position |role )?(?:title|position|role|vacancy)|we(?:'re| are) hiring|now hiring|hiring|wanted|"
    r"职位(?:名称)?|岗位(?:名称)?|招聘(?:职位|岗位)?|诚聘|急聘)\s*[:：]\s*",
    re.IGNORECASE,
)
# A heading or bold type; an item of a list is no title.
# Marks of a heading, or around words; the stars of a hotel stand alone.
_MARKS = re.compile(r"^#+\s*|(?<!\S)[*_]{2,}(?=[^\s*_])|(?<=[^\s*_])[*_]{2,}(?![*_\w])")
_BEGINS = re.compile(r"\w|\.NET\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?;。！？；，]\s*$|(?<!\bSr)(?<!\bJr)(?<!\bSt)[.!?。！？]\s|，")
# What a line says of a job, a firm or a task, and no title does.
_NO_TITLE = re.compile(
    r"^(?:about|what|who|why|how|where|when|your|you|our|we|us|the (?:role|job|team|company)|join|meet|as|for|with|"
    r"this|these|an?|in(?!.house)|at|is|are|key(?! account| worker| holder)|main|reports?(?! developer)|"
    r"reporting (?:to|line)|working(?! student)|work with|help(?!.?desk)|build(?! engineer| and release)|develop|"
    r"manage|mentor|lead (?:an?|the|our)|support (?:the|our)|experience(?! designer)|experienced? (?:in|with)|"
    r"knowledge|ability|degree|must|responsib\w+|requirements?(?! engineer| analyst| manager)|qualifications?|"
    r"benefits?|duties|tasks|description|summary|overview|skills|contact(?! cent(?:er|re))|apply|location|salary|"
    r"company(?! driver)|department(?! manager)|date)\b|"
    r"\b(?:you|your|we|our|us|is|are|will|who|that|\d\+? years?)\b|:\s*$",
    re.IGNORECASE,
)
_NO_TITLE_ZH = re.compile(
    r"^(?:我们|关于|负责|熟悉|具有|具备|要求|公司|协助|参与)|(?:要求|职责|描述|简介|介绍|福利|待遇|条件)$"
)


def title_of(text: str) -> str:
    """The first line near the top that surely is a job's title, on one line; "" where none is."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    for line in [line for line in lines if line][:_LINES]:
        found = _LABEL.sub("", _MARKS.sub("", line)).strip()
        if _is_title(found):
            return found
    return ""


def _is_title(line: str) -> bool:
    if _TITLE_ZH.search(line) and len(line) <= _LONGEST_ZH:
        return _SENTENCE.search(line) is None and _NO_TITLE_ZH.search(line) is None
    if len(line) > _LONGEST or len(line.split()) > _MOST_WORDS or not _BEGINS.match(line):
        return False
    is_named = _TITLE.search(line) is not None
    return is_named and _SENTENCE.search(line) is None and _NO_TITLE.search(line) is None
