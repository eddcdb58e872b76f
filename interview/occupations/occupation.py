"""Occupations as typed, frozen values, read once from one YAML file each.

Each says by which titles it is known, which topics fit it and what is expected at which level. It reads no resume and
chooses no question. Topics are named by their ids; that they exist is looked at where there is a question bank.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from interview import yaml_files
from interview.core.profile import Level

FOLDER = Path(__file__).parent / "data"
BESIDE: list[Occupation] = []
"""Those of packs, which of_packs.py puts here."""
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]

_OF_SOFTWARE = frozenset(
    {
        "python",
        "java",
        "javascript",
        "typescript",
        "go",
        "rust",
        "c-cpp",
        "csharp-dotnet",
        "angular",
        "api-design",
        "frontend-react",
        "html-css-accessibility",
        "nodejs-backend",
        "php-laravel",
        "ruby-rails",
        "spring",
        "vue",
        "web-backend-python",
        "caching-redis",
        "nosql-mongodb",
        "search-elasticsearch",
        "sql-databases",
        "sql-writing",
        "ci-cd-devops",
        "cloud-aws",
        "containers-kubernetes",
        "observability",
        "platform-engineering",
        "design-cases",
        "distributed-systems",
        "embedded-systems",
        "it-support",
        "linux",
        "networking",
        "network-administration",
        "messaging-kafka",
        "security-operations",
        "system-design",
        "kotlin-android",
        "mobile-development",
        "swift-ios",
        "ai-agents-evaluation",
        "data-analysis",
        "data-engineering",
        "deep-learning",
        "llm-applications",
        "machine-learning",
    }
)
"""Topics of those who make software or look after it."""


class OccupationInvalid(Exception):
    """An occupation's file cannot be used; the message says where and why."""


class Occupation(BaseModel):
    """What somebody works as. `profession` is shared by occupations in which years count for each other.

    `core` topics are asked whatever a resume names, `core_if_named` where it or the posting names one of their skills;
    likewise `adjacent`. No other topic is asked. Of `core_until_senior` a senior who names other things is asked no
    more than of an adjacent topic: years of work say more than foundations. `titles_alone` are those that name it only
    with no other craft beside them: a developer makes software, a property developer houses. `titles_beside_software`
    are short forms with other meanings, which name it only where what software is made with is named, too.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    occupation: Id
    name: Text
    name_zh: str = ""
    profession: Id
    titles: tuple[Text, ...]
    titles_alone: tuple[Text, ...] = ()
    titles_beside_software: tuple[Text, ...] = ()
    titles_zh: tuple[Text, ...] = ()
    studies: tuple[Text, ...] = ()
    core: tuple[Id, ...] = ()
    core_if_named: tuple[Id, ...] = ()
    core_until_senior: tuple[Id, ...] = ()
    adjacent: tuple[Id, ...] = ()
    adjacent_if_named: tuple[Id, ...] = ()
    expected: Mapping[Level, Text] = Field(default_factory=dict)

    def called(self, language: str) -> str:
        """Its name in a language (ISO 639-1); the English one where there is no other."""
        return (self.name_zh if language == "zh" else "") or self.name

    @property
    def topics(self) -> frozenset[str]:
        """Every topic that may be asked."""
        return frozenset((*self.core, *self.core_if_named, *self.adjacent, *self.adjacent_if_named))

    @property
    def is_technical(self) -> bool:
        """Whether its people may well name what software is made with."""
        return not _OF_SOFTWARE.isdisjoint(self.topics)


@lru_cache(maxsize=4)
def occupations(folder: Path = FOLDER) -> Mapping[str, Occupation]:
    """Every occupation by its id, those of packs behind ours; OccupationInvalid for the first file of ours that cannot
    be used."""
    found = (_read(path) for path in sorted(folder.glob("*.yaml")))
    beside = BESIDE if folder == FOLDER else ()
    return {occupation.occupation: occupation for occupation in (*found, *beside)}


def listed_by(topic: str) -> float:
    """Which part of all occupations, from 0 to 1, lists a topic among those that may be asked."""
    return _counted()[0][topic] / max(1, len(occupations()))


def is_for_everybody(topic: str) -> bool:
    """Whether most occupations have a topic whatever a resume names, so that it belongs to no work of its own."""
    return 2 * _counted()[1][topic] > len(occupations())


def put_beside(wanted: Iterable[Occupation]) -> None:
    """Let these stand beside ours, in place of all that stood there before."""
    BESIDE[:] = wanted
    occupations.cache_clear()
    _counted.cache_clear()


@lru_cache(maxsize=1)
def _counted() -> tuple[Counter[str], Counter[str]]:
    """How many occupations list each topic, and how many have it whatever a resume names."""
    every = occupations().values()
    listed = Counter(topic for each in every for topic in each.topics)
    return listed, Counter(topic for each in every for topic in {*each.core, *each.adjacent})


def _read(path: Path) -> Occupation:
    try:
        made = Occupation.model_validate(yaml_files.read(path))
    except (yaml.YAMLError, UnicodeDecodeError, ValidationError) as error:
        raise OccupationInvalid(f"{path.name}: {' '.join(str(error).split())}") from error
    if made.occupation != path.stem:
        raise OccupationInvalid(f'{path.name}: occupation "{made.occupation}" must be the file name')
    return made
