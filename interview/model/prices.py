"""The price table: which price a model has at an address. Data in prices.yaml and in a file of the operator's own.

It guesses nothing: another address, or a name that is not in the table, has no price. A server on this computer charges
nothing, unless a model bears the name of one that costs or runs elsewhere, or somebody set a price there: it is then
only passed on.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from interview import yaml_files
from interview.core.cost import FREE, MICRO, Price
from interview.core.model_providers import runs_elsewhere

FILE = Path(__file__).parent / "prices.yaml"
_VERSION = re.compile(r"-(?:\d{4}-?\d{2}-?\d{2}|\d{3,4}|latest)$")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Model(_Strict):
    name: str = Field(min_length=1)
    read: Decimal | None = Field(None, alias="in", ge=0, le=10_000)
    cached: Decimal | None = Field(None, ge=0, le=10_000)
    written: Decimal | None = Field(None, alias="out", ge=0, le=10_000)
    minute: Decimal | None = Field(None, ge=0, le=100)
    characters: Decimal | None = Field(None, ge=0, le=10_000)

    @model_validator(mode="after")
    def _is_of_one_kind(self) -> Self:
        of_tokens = self.read is not None and self.written is not None
        of_sound = (self.minute is None) != (self.characters is None)
        is_mixed = of_sound and not (self.read is None and self.written is None and self.cached is None)
        if of_tokens == of_sound or is_mixed:
            raise ValueError("a model has a price `in` and `out`, or for speech one for a `minute` or for `characters`")
        return self


class _Provider(_Strict):
    name: str
    source: str
    hosts: tuple[str, ...]
    models: tuple[_Model, ...]


class _Table(_Strict):
    as_of: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}$")
    providers: tuple[_Provider, ...]


@dataclass(frozen=True)
class Prices:
    """`by_host` has the price of each model by host and name, `own` those that an operator set for (address, model).

    `free_ports` are those of this computer where programs listen that run models themselves. What listens elsewhere on
    it may pass requests on to somebody who charges for them.
    """

    by_host: Mapping[tuple[str, str], Price]
    own: Mapping[tuple[str, str], Price] = field(default_factory=dict)
    free_ports: Collection[int] = ()

    def of(self, base_url: str, model: str, served: str = "") -> Price | None:
        """The price of a model at an address, None where it is not known.

        What was `served` may bear another name, often with a version behind it. A price that an operator set for the
        model that was asked for wins; else what is known of the served one comes first.
        """
        own = self.own.get((base_url, model))
        if own is not None:
            return own
        host, names = _host(base_url), (*(_names(served) if served else ()), *_names(model))
        known = next((self.by_host[host, name] for name in names if (host, name) in self.by_host), None)
        if known is not None or not (_is_this_computer(host) and _port(base_url) in self.free_ports):
            return known
        costs_elsewhere = {name for _, name in self.by_host}
        is_charged = any(address == base_url and not price.is_free for (address, _), price in self.own.items())
        is_passed_on = costs_elsewhere.intersection(names) or any(map(runs_elsewhere, names))
        return None if is_charged or is_passed_on else FREE


def read_prices(own_file: Path | None = None) -> dict[tuple[str, str], Price]:
    """The prices of our table with those of the operator's own file before them; ValueError for a file that is none."""
    found = dict(_read(FILE))
    if own_file is not None:
        found |= _read(own_file)
    return found


def wrong_price(own_file: Path | None, written: str) -> str:
    """What cannot be read of the settings PRICES_FILE and OPENAI_PRICE_PER_MILLION; "" where all can."""
    name = "PRICES_FILE"
    try:
        if own_file is not None:
            _read(own_file)
        name = "OPENAI_PRICE_PER_MILLION"
        set_price(written)
    except ValueError as exc:
        return f"{name}: {exc}"
    return ""


@cache
def _read(file: Path) -> dict[tuple[str, str], Price]:
    try:
        table = _Table.model_validate(yaml_files.read(file))
    except (OSError, yaml.YAMLError, ValueError) as exc:
        raise ValueError(f"{file} is no table of prices (see interview/model/prices.yaml): {exc}") from None
    return {
        (host.casefold(), model.name.casefold()): Price(
            _micro(model.read or Decimal(0)),
            _micro(model.written or Decimal(0)),
            None if model.cached is None else _micro(model.cached),
            table.as_of,
            _micro(model.minute or Decimal(0)),
            _micro(model.characters or Decimal(0)),
        )
        for provider in table.providers
        for host in provider.hosts
        for model in provider.models
    }


def set_price(value: str) -> Price | None:
    """The price written as "in,out", dollars for a million tokens; None for "", ValueError for anything else."""
    if not value.strip():
        return None
    try:
        read, written = (Decimal(part.strip()) for part in value.split(","))
    except (ValueError, InvalidOperation):
        raise ValueError("a price is two numbers, dollars for a million tokens read and written: 0.15,0.6") from None
    if not (0 <= read <= 10_000 and 0 <= written <= 10_000):
        raise ValueError("a price lies between 0 and 10000 dollars for a million tokens")
    return Price(_micro(read), _micro(written))


def _micro(dollars: Decimal) -> int:
    return int(dollars * MICRO)


def _host(base_url: str) -> str:
    return (urlsplit(base_url).hostname or "").casefold()


def _port(base_url: str) -> int | None:
    try:
        return urlsplit(base_url).port
    except ValueError:
        return None


def _is_this_computer(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _names(model: str) -> tuple[str, ...]:
    """The name as it is, without the folder some servers put before it, and without the version behind it."""
    whole = model.casefold()
    last = whole.rpartition("/")[2]
    return tuple(dict.fromkeys(name for each in (whole, last) for name in (each, _VERSION.sub("", each))))
