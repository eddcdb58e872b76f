"""Fetch a pretrained encoder whose weights may be shipped: python training/judge/fetch.py OUT [--name N --revision R]

OUT is the folder that is made, with the model's configuration, tokenizer, weights and card, and origin.json, which says
where they come from. Nothing is fetched of a model whose card names no licence of LICENCES. The hub is that of
huggingface_hub, which HF_ENDPOINT can point to a mirror; no account is used. Ends with 1 and a sentence otherwise.
"""

from __future__ import annotations

import argparse
import fnmatch
import hashlib
import json
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
from huggingface_hub import HfApi, ModelCard
from huggingface_hub.errors import (
    EntryNotFoundError,
    HfHubHTTPError,
    HFValidationError,
    RepositoryNotFoundError,
    RevisionNotFoundError,
)

NAME, REVISION = "cross-encoder/nli-MiniLM2-L6-H768", "b95119ce93d3e065de6214e38cd4a97b0f2f2c6d"
LICENCES = ("apache-2.0", "mit", "bsd", "bsd-2-clause", "bsd-3-clause")
CONFIG, TOKENIZER, MODEL_CARD, WEIGHTS = "config.json", "tokenizer.json", "README.md", "*.safetensors"
ORIGIN = "origin.json"


class NotFetched(Exception):
    """The message says why, as a sentence."""


def fetch(name: str, revision: str, out: Path, hub: str | None = None) -> None:
    """Make `out` from a commit of a model; a folder that has it already stays as it is. `hub` is an address.

    NotFetched when there is no such commit, something is lacking, the licence is another, or the hub is out of reach.
    """
    if not re.fullmatch(r"[0-9a-f]{40}", revision):
        raise NotFetched(
            f'"{revision}" is no commit; name its 40 hexadecimal digits, so that every run has the same files.'
        )
    if out.exists():
        _check(name, revision, out)
        return
    # A later try goes on with what is there of the same commit.
    part = out.with_name(f"{out.name}.{revision}.part")
    with _said(name, revision):
        api = HfApi(endpoint=hub, token=False)
        found = api.model_info(name, revision=revision, files_metadata=True)
        hashes = {each.rfilename: each.lfs.sha256 if each.lfs else None for each in found.siblings or ()}
        wanted = [file for file in hashes if fnmatch.fnmatch(file, WEIGHTS) and "/" not in file]
        for file in (MODEL_CARD, CONFIG, TOKENIZER):
            if file not in hashes:
                raise NotFetched(f"{name} has no {file} at {revision}.")
        if not wanted:
            raise NotFetched(f"{name} has no weights as {WEIGHTS} at {revision}.")
        made = {}
        for file in (MODEL_CARD, CONFIG, TOKENIZER, *sorted(wanted)):
            path = Path(api.hf_hub_download(name, file, revision=revision, local_dir=part))
            made[file] = _hash(path)
            if hashes[file] not in (None, made[file]):
                path.unlink()
                raise NotFetched(f"{file} of {name} is not what the hub says it is; try again.")
            if file == MODEL_CARD:
                permit(name, licence(part))
            print(f"{file:24}{path.stat().st_size:>14,} bytes, sha256 {made[file]}", flush=True)
    said = {"base": name, "revision": revision, "licence": licence(part), "files": made}
    (part / ORIGIN).write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")
    shutil.rmtree(part / ".cache", ignore_errors=True)
    part.rename(out)


def licence(folder: Path) -> str:
    """The licence in the metadata of a folder's model card, as the hub writes it; "" where there is none."""
    card = folder / MODEL_CARD
    if not card.exists():
        return ""
    named = ModelCard(card.read_text(encoding="utf-8"), ignore_metadata_errors=True).data.get("license")
    return named if isinstance(named, str) else ""


def permit(name: str, named: str) -> None:
    """NotFetched when weights under this licence are not to be shipped."""
    if named not in LICENCES:
        said = f'The licence of {name} is "{named}"' if named else f"The card of {name} names no licence"
        raise NotFetched(f"{said}; weights are taken under one of {', '.join(LICENCES)}.")


def origin(folder: Path) -> dict[str, str]:
    """Name and licence of the base in a folder, and the commit where fetch made it."""
    known = _read(folder) if (folder / ORIGIN).exists() else {}
    return {
        "base": known.get("base", folder.resolve().name),
        "revision": known.get("revision", ""),
        "licence": licence(folder),
    }


def _check(name: str, revision: str, out: Path) -> None:
    """NotFetched when `out` is not what would be fetched."""
    said = _read(out) if (out / ORIGIN).exists() else {}
    if (said.get("base"), said.get("revision")) != (name, revision):
        raise NotFetched(f"{out} is there already and is not {name} at {revision}; name another folder.")
    changed = [file for file, known in said["files"].items() if not (out / file).exists() or _hash(out / file) != known]
    if changed:
        raise NotFetched(
            f"{', '.join(changed)} in {out} changed since it was fetched; delete the folder and try again."
        )
    permit(name, licence(out))
    print(f"{name} at {revision} is in {out} already")


def _read(folder: Path) -> dict[str, Any]:
    said: dict[str, Any] = json.loads((folder / ORIGIN).read_text(encoding="utf-8"))
    return said


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _said(name: str, revision: str) -> Iterator[None]:
    """What the hub's client raises, as a sentence."""
    try:
        yield
    except RevisionNotFoundError as exc:
        raise NotFetched(f"{name} has no commit {revision}.") from exc
    except RepositoryNotFoundError as exc:
        raise NotFetched(f"The hub has no model {name} that anybody may read.") from exc
    except EntryNotFoundError as exc:
        raise NotFetched(f"A file that the hub lists for {name} is not there, or it broke off: {_first(exc)}") from exc
    except HFValidationError as exc:
        raise NotFetched(f'"{name}" is no name of a model.') from exc
    except HfHubHTTPError as exc:
        raise NotFetched(f"The hub refused: {_first(exc)}") from exc
    except (httpx2.HTTPError, ConnectionError) as exc:
        raise NotFetched(f"The hub is out of reach: {_first(exc)}") from exc
    except (OSError, ValueError) as exc:
        raise NotFetched(f"{name} could not be fetched: {_first(exc)}") from exc


def _first(exc: BaseException) -> str:
    return (str(exc).strip() or type(exc).__name__).splitlines()[0]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--name", default=NAME, help=f"of the model; {NAME} if none is given")
    parser.add_argument("--revision", help="the commit, as 40 digits; another model than the usual one needs it")
    given = parser.parse_args(arguments)
    try:
        fetch(given.name, given.revision or (REVISION if given.name == NAME else ""), given.out)
    except NotFetched as exc:
        print(exc, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
