"""A server's sentence for the operator carries nothing of the request, no key, and no address of a person."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview.model.server_errors import ErrorInReply
from interview.model.server_words import LONGEST_ECHO, MAX_CHARS, server_words

RESUME = "Ada Example led the billing team of a bakery chain and cut the monthly close from nine days to two."
CHINESE = "我在一家面包连锁店负责计费系统，把每月结账的时间从九天缩短到两天，并且带了三位新同事。"


def said(message: object, *sent: str) -> str:
    return server_words(ErrorInReply({"error": {"message": message}}), sent)


def test_a_plain_sentence_is_said_as_it_is() -> None:
    sentence = "The model `big-9` does not exist (type: not_found_error), see platform.example.com/docs/errors"
    assert said(sentence, RESUME) == sentence


def test_a_sentence_that_is_too_long_ends_with_a_whole_word_and_a_sign_that_there_was_more() -> None:
    sentence = "To drop unsupported parameters set drop_params in the settings of the proxy. " * 6
    told = said(sentence)
    assert len(told) <= MAX_CHARS
    assert told.endswith(" …")
    assert sentence.startswith(f"{told.removesuffix(' …')} ")
    fits = "no more tokens " * 19
    assert said(fits) == fits.strip()


@pytest.mark.parametrize(
    "echo",
    [RESUME, RESUME.upper(), RESUME.replace(" ", "\\n"), RESUME.replace(" ", "  "), "team of a bakery chain and cut"],
)
def test_what_was_sent_is_cut_out(echo: str) -> None:
    told = said(f"cannot read: {echo} (code 7)", "Be fair.", RESUME)
    assert told.startswith("cannot read:")
    assert told.endswith("(code 7)")
    assert not any(word in told.lower() for word in ("bakery", "chain"))


def test_chinese_words_are_cut_out_too_and_escaped_ones() -> None:
    escaped = CHINESE[:20].encode("ascii", "backslashreplace").decode()
    for echo in (CHINESE, CHINESE[4:18], escaped):
        assert "计费" not in said(f"无法处理：{echo}", CHINESE)
        assert said(f"无法处理：{echo}", CHINESE).startswith("无法处理")


@pytest.mark.parametrize(
    "secret",
    [
        "sk-proj-12345678abcd",
        "sk-ab***yz12",
        "Bearer abc.def",
        "AIzaSyD4abcdEFGH",
        "gsk_abcdefgh12",
        "0123456789abcdef0123456789abcdef",
        "QWxhZGRpbjpvcGVuIHNlc2FtZTEyMzQ=",
        "ada.example+jobs@mail.example.org",
    ],
)
def test_keys_and_addresses_are_cut_out(secret: str) -> None:
    told = said(f"Incorrect API key provided: {secret}.", RESUME)
    assert told.startswith("Incorrect API key provided:")
    assert secret not in told
    assert secret[:12] not in told


def test_names_of_people_and_firms_are_cut_out_one_by_one() -> None:
    request = "Resume: Ada Example, Contoso Bakeries. Model building at Contoso; the model is in Python."
    told = said("Invalid Model name 'Ada Example' of Contoso (+44 20 7946 0958)", request)
    assert told.startswith("Invalid Model name")
    assert not any(word in told for word in ("Ada", "Example", "Contoso", "7946"))


@pytest.mark.parametrize("message", ["", "   ", RESUME, None, 7, "…", "\u202e\x00"])
def test_without_words_of_its_own_nothing_is_said(message: object) -> None:
    assert said(message, RESUME) == ""


def test_what_is_said_is_one_printable_line() -> None:
    told = said("line one\nline two\x1b[31m \u202e" + "long " * 200)
    assert told.isprintable()
    assert told.startswith("line one line two")
    assert len(told) <= MAX_CHARS


_TEXT = st.text(min_size=1, max_size=120) | st.text(alphabet='ab \n…\\"n0', min_size=1, max_size=120)


@given(st.data(), st.lists(_TEXT | st.just(RESUME) | st.just(CHINESE), min_size=1, max_size=3))
@settings(max_examples=400, deadline=None)
def test_no_run_of_the_request_survives(data: st.DataObject, sent: list[str]) -> None:
    pieces = []
    for text in data.draw(st.lists(st.sampled_from(sent), min_size=1, max_size=4)):
        start = data.draw(st.integers(0, len(text)))
        pieces += [text[start : start + data.draw(st.integers(0, 120))], data.draw(st.text(max_size=12))]
    told = said("".join(pieces), *sent)
    length = LONGEST_ECHO + 1
    assert not any(told[at : at + length] in text for text in sent for at in range(len(told) - length + 1))
    assert len(told) <= MAX_CHARS
    assert told.isprintable()
