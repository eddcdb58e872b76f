"""What a model reads has no name and no contact data of the person, and what it writes comes back letter by letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.core.evidence import quoted_in
from interview.model.disguise import Disguise, everywhere
from interview.model.gaps import GAP
from interview.model.reply_schemas import SummaryReply
from interview.occupations.occupation import occupations
from interview.resume.own_details import own_names

ENGLISH = """Jane Doe
Senior Software Engineer
12 Baker Street, London NW1 6XE | +44 20 7946 0958 | jane.doe@example.com | linkedin.com/in/janedoe
Born 12 May 1990

EXPERIENCE
Acme Ltd, London, 2019 - 2023
- Cut costs by 30 %; Jane led five people at the University of Leeds.
"""
CHINESE = """王小明 | 前端工程师
电话：138 1234 5678　邮箱：wangxm@example.cn
出生年月：1990年5月  地址：北京市海淀区中关村大街27号3楼

工作经历
2019.03-2021.07 字节跳动 前端工程师
- 王小明负责了重构，性能提升30%
"""
GERMAN = """Lebenslauf
Max Müller-Lüdenscheidt
Hauptstraße 12a, 10115 Berlin
Tel.: 0170/1234567, E-Mail: max.ml@beispiel.de
Geburtsdatum: 03.04.1988
Website: max-ml.de

Berufserfahrung
05/2019 - 07/2021 Siemens AG, Entwickler
"""
SECRETS = {
    ENGLISH: ("Jane", "Doe", "Baker Street", "NW1", "7946", "jane.doe", "janedoe", "12 May 1990"),
    CHINESE: ("王小明", "1234 5678", "wangxm", "1990年5月", "中关村", "27号"),
    GERMAN: ("Max", "Lüdenscheidt", "Hauptstraße", "10115", "1234567", "max.ml", "03.04.1988", "max-ml.de"),
}
NEEDED = {
    ENGLISH: ("Acme Ltd", "University of Leeds", "2019 - 2023", "30 %", "Senior Software Engineer"),
    CHINESE: ("字节跳动", "2019.03-2021.07", "30%", "前端工程师"),
    GERMAN: ("Siemens AG", "05/2019 - 07/2021", "Entwickler"),
}


@pytest.mark.parametrize("resume", [ENGLISH, CHINESE, GERMAN], ids=["English", "Chinese", "German"])
def test_the_person_is_taken_out_of_a_resume_and_the_work_stays(resume: str) -> None:
    hidden = Disguise(resume).hide(resume)
    assert [secret for secret in SECRETS[resume] if secret in hidden] == []
    assert [needed for needed in NEEDED[resume] if needed not in hidden] == []
    assert Disguise(resume).put_back(hidden) == resume


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("JANE M. O'BRIEN\njane@obrien.dev", "JANE M. O'BRIEN"),
        ("Project Manager\nJohn Smith", "John Smith"),
        ("Doe, Jane\nEngineer", "Jane Doe"),
        ("# **Ada Lovelace**\n", "Ada Lovelace"),
        ("Dr. Anna van der Berg, PhD", "Anna van der Berg"),
        ("Jane\nDoe\nNurse", "Jane Doe"),
        ("Name: María José García", "María José García"),
        ("姓名：李小龙", "李小龙"),
        ("欧阳修\n教师", "欧阳修"),
        ("Иван Петров\n", "Иван Петров"),
        ("Resume of Jane Doe", "Jane Doe"),
        ("Berlin, Germany\nJane Doe\njane.doe@x.com", "Jane Doe"),
        ("Personal Information\nJane Doe\njane.doe@x.com", "Jane Doe"),
    ],
)
def test_a_name_is_found_where_it_stands_in_the_head(head: str, name: str) -> None:
    assert name in own_names(f"{head}\n\nSKILLS\nPython")


def test_no_occupation_is_taken_for_a_name() -> None:
    titles = [title for known in occupations().values() for title in (known.name, *known.titles_zh)]
    assert [title for title in titles if own_names(title)] == []


@pytest.mark.parametrize(
    "text",
    [
        "In 2019-2023 we had 1,200,000 users and 10 000 000 requests.",
        "ISO 27001:2013, RFC 2616, port 8080, C++ 11 to C++17",
        "from 12.05.2019 to 13.06.2020, or 05/2019-07/2021",
        "Node.js and socket.io with a REST API 2 at Booking.com",
        "pi is 3.14159265358979, version 3.11.2, 192.168.10.1",
        "python@3.11 as user@host, @Override, at 10:30-11:45",
        "支付链路优化 3 次，2019年上线，提升30%",
    ],
)
def test_years_amounts_versions_and_technologies_are_no_contact_data(text: str) -> None:
    assert Disguise("").hide(text) == text


@pytest.mark.parametrize(
    "said",
    [
        "write to jane [at] example [dot] com",
        "call (555) 123-4567",
        "call 0049 170 1234567",
        "my id is 110101199003071234",
        "我的电话是13812345678",
        "微信: abc_123",
        "born on 3 March 1991",
        "I live at 1234 Elm Street, Apt 5",
        "j’habite 12 rue de Rivoli, 75001 Paris",
        "vivo en Calle de Alcalá 45",
        "see https://janedoe.dev/cv.pdf",
    ],
)
def test_contact_data_that_comes_only_in_an_answer_is_taken_out_too(said: str) -> None:
    disguise = Disguise("", [said])
    assert "[" in disguise.hide(said)
    assert disguise.put_back(disguise.hide(said)) == said


PIECES = st.one_of(
    st.sampled_from(
        [
            "Jane",
            "Doe",
            "Jane Doe",
            "JANE DOE",
            "jane.doe@example.com",
            "+44 20 7946 0958",
            "[NAME]",
            "[EMAIL 1]",
            "[name 2]",
            "12 Baker Street",
            "王小明",
            "13812345678",
            "[",
            "]",
            " ",
            "\n",
            "1990年5月出生",
            "https://a.b/c.",
            "【PHONE 1】",
        ]
    ),
    st.text(max_size=8),
)


@given(st.lists(PIECES, max_size=14).map("".join), st.lists(PIECES, max_size=8).map(" ".join))
def test_whatever_is_written_comes_back_letter_by_letter(answer: str, other: str) -> None:
    disguise = Disguise(ENGLISH, [answer, other])
    assert disguise.put_back(disguise.hide(answer)) == answer
    assert disguise.put_back(disguise.hide(other)) == other


@given(st.lists(PIECES, max_size=8).map(" ".join))
def test_the_placeholders_of_the_resume_are_the_same_whatever_is_said_later(answer: str) -> None:
    plain = Disguise(ENGLISH).hide(ENGLISH)
    if "[" not in answer and "【" not in answer:
        assert Disguise(ENGLISH, [answer]).hide(ENGLISH) == plain


def test_a_quote_with_placeholders_stands_in_the_answer_once_it_is_put_back() -> None:
    answer = "I am Jane Doe. As JANE DOE I wrote jane.doe@example.com on it, and Jane signed."
    disguise = Disguise(ENGLISH, [answer])
    hidden = disguise.hide(answer)
    assert "Jane" not in hidden
    quote = hidden[hidden.index("As") : hidden.index(" on it")]
    assert quoted_in(disguise.put_back(quote), answer) == "As JANE DOE I wrote jane.doe@example.com"


def test_a_reply_is_put_back_however_the_model_writes_the_brackets() -> None:
    disguise = Disguise(ENGLISH)
    reply = SummaryReply(improvements=["[name], 【EMAIL 1】", "[ Name ] led", "[PHONE 9]"])
    found = everywhere(reply, disguise.put_back)
    assert found.improvements == ["Jane Doe, jane.doe@example.com", "Jane Doe led", GAP]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("[NAME_1]", "Jane Doe"),
        ("[NAME 1]", "Jane Doe"),
        ("[EMAIL]", "jane.doe@example.com"),
        ("[BIRTH_DATE_1]", "12 May 1990"),
        ("[NAME_70]", GAP),
        ("[NAME 70]", GAP),
        ("[ID]", "[ID]"),
        ("[ID 3]", GAP),
        ("[LINK-4]", GAP),
        ("[COMPANY]", GAP),
        ("[CANDIDATE NAME]", GAP),
        ("[Your Name]", GAP),
        ("【姓名】", GAP),
        ("[公司名称 2]", GAP),
    ],
)
def test_what_a_model_makes_up_stands_for_nothing_and_is_never_read_but_for_words_of_code(
    written: str, read: str
) -> None:
    assert Disguise(ENGLISH).put_back(f"So, {written}, go on.") == f"So, {read}, go on."


@pytest.mark.parametrize("typed", ["[NAME_70]", "[ID 4]", "[COMPANY]", "【姓名】"])
def test_what_a_person_typed_in_brackets_comes_back_as_typed(typed: str) -> None:
    disguise = Disguise(ENGLISH, [f"I write {typed} there."])
    assert disguise.put_back(disguise.hide(f"You wrote {typed}.")) == f"You wrote {typed}."


@pytest.mark.parametrize("typed", ["[Name]", "[NAME]", "[EMAIL 1]", "【name 1】", "[COMPANY]"])
@pytest.mark.parametrize("is_known_first", [True, False])
def test_what_a_person_typed_anywhere_comes_back_as_typed_and_is_never_read_as_theirs(
    typed: str, is_known_first: bool
) -> None:
    """Also where it stands in a part of the material that is come to last, such as a line of the profile."""
    query = f"SELECT {typed} FROM users -- Jane Doe, jane.doe@example.com"
    disguise = Disguise(ENGLISH, [query] if is_known_first else [])
    hidden = disguise.hide(query)
    assert "Jane" not in hidden
    assert "jane.doe" not in hidden
    assert disguise.put_back(hidden) == query
    assert disguise.put_back(f"Why {hidden}?") == f"Why {query}?"


@pytest.mark.parametrize("said", ["Jane Doe(the lead)", "docs/Jane Doe", "as in c.Jane Doe", "ID_7)Jane Doe"])
def test_a_name_between_signs_of_code_is_put_back(said: str) -> None:
    disguise = Disguise(ENGLISH, [said])
    assert "Jane" not in disguise.hide(said)
    assert disguise.put_back(disguise.hide(said)) == said


@pytest.mark.parametrize(
    "query",
    ["SELECT [Name], [Email] FROM [Users]", "UPDATE t SET [Name] = 1", "DELETE FROM t WHERE a = 2 AND [name] IS NULL"],
)
def test_a_column_in_a_query_of_a_model_is_no_name(query: str) -> None:
    assert Disguise(ENGLISH).put_back(f"What does {query} do?") == f"What does {query} do?"
    assert Disguise(ENGLISH).put_back(f"[Name], what does it do?\n{query}") == f"Jane Doe, what does it do?\n{query}"


def test_a_name_in_a_query_that_a_person_wrote_is_put_back() -> None:
    query = "SELECT * FROM users WHERE name = 'Jane Doe'"
    disguise = Disguise(ENGLISH, [query])
    assert disguise.hide(query) == "SELECT * FROM users WHERE name = '[NAME]'"
    assert disguise.put_back(disguise.hide(query)) == query


def test_one_of_several_that_a_model_does_not_number_is_not_guessed() -> None:
    disguise = Disguise("", ["a@example.com or b@example.com"])
    assert disguise.put_back("write to [EMAIL]") == f"write to {GAP}"
    assert disguise.put_back("write to [EMAIL 2]") == "write to b@example.com"


CODE = ("row[name]", "config[link]", "app/[id]/page", "a[0][name]", "row[NAME]", "a[ID]", "row[name_1]", "[LINK](x)")


@pytest.mark.parametrize("code", CODE)
def test_code_that_looks_like_a_placeholder_stays_code(code: str) -> None:
    assert Disguise(ENGLISH).put_back(f"What does {code} mean?") == f"What does {code} mean?"
