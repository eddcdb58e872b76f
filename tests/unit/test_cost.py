"""The arithmetic of what a model costs: prices, sums, estimates, and when a budget lets a call begin."""

from __future__ import annotations

import pytest

from interview.core.cost import FREE, Expected, Price, Spent, Tokens, cents, expected, summed
from interview.core.spending import Amount, Answer, Limit, may_call
from interview.model.prices import FILE, Prices, read_prices, set_price

MINI = Price(150_000, 600_000, 75_000, "2025-11-01")
OPENAI = "https://api.openai.com/v1"


def together(questions: int, follow_ups: int = 1, opinions: int = 1) -> Expected:
    return sum(expected(questions, follow_ups, opinions).values(), Expected(Tokens(), Tokens()))


LOCAL_PORTS = (11434, 1234, 8080)


def test_money_is_whole_micro_dollars_rounded_up_and_cached_tokens_cost_less():
    assert MINI.of(Tokens(39_000, 17_000)) == 5_850 + 10_200
    assert MINI.of(Tokens(1, 0)) == 1
    assert MINI.of(Tokens(2_000, 0, cached=1_000)) == 150 + 75
    assert Price(150_000, 600_000).of(Tokens(2_000, 0, cached=1_000)) == 300
    assert MINI.of(Tokens(10, 0, cached=1_000)) == 1


def test_cents_are_whole():
    assert [cents(each) for each in (0, 4_999, 5_000, 14_999, 16_050)] == [0, 0, 1, 1, 2]


@pytest.mark.parametrize(
    ("questions", "read", "written"),
    [(5, 29_000, 7_000), (12, 68_000, 17_000), (24, 142_000, 35_000), (18, 105_000, 26_000), (1, 6_714, 1_286)],
)
def test_an_estimate_goes_through_what_was_measured(questions: int, read: int, written: int):
    without_asking_again = together(questions).high.times(1 / 1.2)
    assert abs(without_asking_again.read - read) < 5
    assert abs(without_asking_again.written - written) < 5


def test_an_estimate_is_a_range_that_grows_with_follow_ups_and_opinions():
    one, two, no = together(12), together(12, follow_ups=2), together(12, follow_ups=0)
    assert no.high.read < one.high.read < two.high.read
    assert one.low.read < one.high.read
    assert together(12, opinions=3).high.read > one.high.read
    grading = expected(12, 1, 3)["grade"].high
    assert abs(grading.read - 3 * expected(12, 1, 1)["grade"].high.read) <= 2


def test_a_sum_has_money_only_where_every_call_has():
    priced, unpriced = Spent(2, Tokens(10, 5), 40, "2025-11-01"), Spent(1, Tokens(1, 1))
    assert summed([priced, priced]) == Spent(4, Tokens(20, 10), 80, "2025-11-01")
    assert summed([priced, unpriced]).micro_dollars is None
    assert summed([priced, unpriced]).tokens == Tokens(11, 6)
    assert summed([priced, Spent()]) == priced
    assert summed([]) == Spent()


def test_the_last_calls_of_a_budget_go_one_by_one():
    limit = Limit(tokens=100)
    assert may_call(limit, Amount(0), Amount(0), Amount(500)) is Answer.GO
    assert may_call(limit, Amount(0), Amount(40), Amount(40)) is Answer.GO
    assert may_call(limit, Amount(30), Amount(40), Amount(40)) is Answer.WAIT
    assert may_call(limit, Amount(99), Amount(0), Amount(40)) is Answer.GO
    assert may_call(limit, Amount(100), Amount(0), Amount(1)) is Answer.REACHED
    assert may_call(Limit(), Amount(10**9), Amount(10**9), Amount(1)) is Answer.GO


def test_money_and_tokens_are_limits_of_their_own():
    limit = Limit(tokens=1_000, micro_dollars=10_000)
    assert may_call(limit, Amount(10, 10_000), Amount(), Amount(1, 1)) is Answer.REACHED
    assert may_call(limit, Amount(1_000, 0), Amount(), Amount(1, 0)) is Answer.REACHED
    assert may_call(limit, Amount(10, 10), Amount(1, 9_900), Amount(1, 200)) is Answer.WAIT


def test_a_price_holds_for_the_model_and_its_versions_at_its_provider_alone():
    prices = Prices(read_prices())
    mini = prices.of(OPENAI, "gpt-4o-mini")
    assert mini == MINI
    assert prices.of(OPENAI, "gpt-4o-mini-2024-07-18") == mini
    assert prices.of("https://generativelanguage.googleapis.com/v1beta/openai/", "models/gemini-2.5-flash") is not None
    assert prices.of(OPENAI, "gpt-4o-audio-preview") is None
    assert prices.of(OPENAI, "my-finetune") is None
    assert prices.of("https://proxy.example/v1", "gpt-4o-mini") is None


@pytest.mark.parametrize("host", ["127.0.0.1:11434", "localhost:1234", "[::1]:8080"])
def test_a_model_on_this_computer_is_free_unless_it_bears_a_paid_name(host: str):
    prices = Prices(read_prices(), free_ports=LOCAL_PORTS)
    assert prices.of(f"http://{host}/v1", "qwen3:8b") == FREE
    assert prices.of(f"http://{host}/v1", "gpt-4o-mini") is None
    assert prices.of(f"http://{host}/v1", "openai/gpt-4o-mini") is None


@pytest.mark.parametrize("name", ["gpt-oss:120b-cloud", "kimi-k2:cloud", "library/GLM-4.6:Cloud"])
def test_a_model_that_ollama_runs_on_its_own_servers_has_no_known_price(name: str):
    prices = Prices(read_prices(), free_ports=LOCAL_PORTS)
    assert prices.of("http://127.0.0.1:11434/v1", name) is None
    assert prices.of("http://127.0.0.1:11434/v1", "an-alias", served=name) is None


@pytest.mark.parametrize("host", ["127.0.0.1:4000", "localhost", "127.8.8.8:9", "192.168.1.2:11434", "[::1]:x"])
def test_a_proxy_on_this_computer_may_pass_requests_on_to_somebody_who_charges(host: str):
    assert Prices(read_prices(), free_ports=LOCAL_PORTS).of(f"http://{host}/v1", "an-alias") is None


def test_a_set_price_wins_over_the_name_that_was_served_and_over_no_charge():
    here, own = "http://127.0.0.1:4000/v1", Price(1, 2)
    prices = Prices(read_prices(), {(here, "ours"): own, (OPENAI, "gpt-4o"): own}, free_ports=(4000, 9))
    assert prices.of(here, "ours", "ours-2026-11") == own
    assert prices.of(OPENAI, "gpt-4o", "gpt-4o-2024-08-06") == own
    assert prices.of(here, "another") is None
    assert prices.of("http://127.0.0.1:9/v1", "another") == FREE


def test_what_was_served_decides_where_no_price_is_set():
    prices = Prices(read_prices())
    assert prices.of(OPENAI, "the-default", "gpt-4o-mini-2024-07-18") == MINI
    assert prices.of(OPENAI, "gpt-4o-mini", "never-heard-of") == MINI
    assert prices.of("http://127.0.0.1:4000/v1", "ours", "gpt-4o") is None
    assert prices.of("http://127.0.0.1:4000/v1", "gpt-4o", "ours") is None


def test_an_operators_price_and_file_come_first(tmp_path):
    file = tmp_path / "prices.yaml"
    file.write_text(
        'as_of: "2026-10-01"\nproviders:\n- name: Ours\n  source: a contract\n'
        "  hosts: [api.openai.com, proxy.example]\n"
        "  models:\n  - {name: gpt-4o-mini, in: 0.1, out: 0.5}\n"
    )
    prices = Prices(read_prices(file), {("https://proxy.example/v1", "other"): Price(1, 2)})
    assert prices.of(OPENAI, "gpt-4o-mini") == Price(100_000, 500_000, None, "2026-10-01")
    assert prices.of("https://proxy.example/v1", "gpt-4o-mini") == Price(100_000, 500_000, None, "2026-10-01")
    assert prices.of("https://proxy.example/v1", "other") == Price(1, 2)
    assert prices.of(OPENAI, "gpt-4o") == Price(2_500_000, 10_000_000, 1_250_000, "2025-11-01")


@pytest.mark.parametrize("content", ["", "prices: 3", "as_of: yesterday\nproviders: []", "as_of: [", "- a"])
def test_a_file_that_is_no_table_is_refused_by_its_name(tmp_path, content: str):
    file = tmp_path / "wrong.yaml"
    file.write_text(content)
    with pytest.raises(ValueError, match=r"wrong\.yaml is no table of prices"):
        read_prices(file)


def test_a_table_that_gives_a_key_twice_is_refused_as_one_of_both_would_be_dropped(tmp_path):
    file = tmp_path / "twice.yaml"
    model = "[{name: e, in: 1, out: 2, out: 20}]"
    file.write_text(f'as_of: "2026-01-01"\nproviders: [{{name: a, source: b, hosts: [c.d], models: {model}}}]')
    with pytest.raises(ValueError, match="given twice"):
        read_prices(file)


def test_a_set_price_is_two_numbers():
    assert set_price("0.15, 0.6") == Price(150_000, 600_000)
    assert set_price(" ") is None
    for wrong in ("1", "1,2,3", "a,b", "-1,2", "1;2", "99999,1"):
        with pytest.raises(ValueError, match="price"):
            set_price(wrong)


def test_every_price_of_our_table_is_dated_and_names_where_it_is_from():
    assert "https://" in FILE.read_text()
    table = read_prices()
    assert len(table) > 20
    for (host, name), price in table.items():
        assert price.as_of == "2025-11-01"
        of_sound = bool(price.minute or price.characters)
        assert (0 < price.read < price.written) != of_sound, (host, name)
        assert price.cached is None or price.cached < price.read, (host, name)


@pytest.mark.parametrize(
    "price", ["minute: 1, in: 1, out: 2", "minute: 1, characters: 1", "in: 1", "cached: 1, minute: 1", ""]
)
def test_a_model_of_the_table_is_priced_by_tokens_or_by_sound(tmp_path, price: str):
    file = tmp_path / "mixed.yaml"
    file.write_text(
        f'as_of: "2026-01-01"\nproviders: [{{name: a, source: b, hosts: [c.d], models: [{{name: e, {price}}}]}}]'
    )
    with pytest.raises(ValueError, match="for speech"):
        read_prices(file)
