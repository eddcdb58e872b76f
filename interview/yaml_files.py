"""Reads the YAML files of this package, and keeps beside each what was in it, as Python keeps its modules: reading them
all anew would take longer than anything else that the first page waits for.

What is kept is the text's meaning alone, for this version of Python and these bytes of the file; where nothing may be
written, the file is parsed each time. `python -m interview.yaml_files` keeps all of them, as compileall does of code.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import marshal
import os
import sys
from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml

PACKAGE = Path(__file__).parent
# Another form of what is kept gets another number.
_FORM = 1


def read(path: Path) -> Any:
    """What a YAML file holds; yaml.YAMLError, UnicodeDecodeError, OSError. A key that is given twice is an error."""
    data = path.read_bytes()
    if not path.is_relative_to(PACKAGE):
        return _parsed(data)
    kept = _place(path)
    state = (_FORM, hashlib.sha256(data).digest())
    with contextlib.suppress(OSError, EOFError, ValueError, TypeError):
        of, content = marshal.loads(kept.read_bytes())  # noqa: S302 (beside the package's own byte code)
        if of == state:
            return content
    content = _parsed(data)
    if not sys.dont_write_bytecode:
        with contextlib.suppress(OSError, ValueError):
            _keep(kept, marshal.dumps((state, content)))
    return content


def _place(path: Path) -> Path:
    return Path(importlib.util.cache_from_source(str(path), optimization="")).with_suffix(".yaml-read")


def _keep(place: Path, data: bytes) -> None:
    """Whole or not at all: another process may read or write it now."""
    place.parent.mkdir(exist_ok=True, parents=True)
    unfinished = place.with_name(f"{place.name}.{os.getpid()}")
    unfinished.write_bytes(data)
    unfinished.replace(place)


def _parsed(data: bytes) -> Any:
    return yaml.load(data.decode(), Loader=_StrictLoader)  # noqa: S506 (safe subclass)


class _StrictLoader(yaml.CSafeLoader):
    """Safe loading that refuses a key given twice, where YAML would keep the last and drop the first."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        mapping = super().construct_mapping(node, deep=deep)
        if len(mapping) < len(node.value):
            raise yaml.constructor.ConstructorError(None, None, "a key is given twice", node.start_mark)
        return mapping


def main() -> None:
    """Keep what every YAML file of the package holds."""
    for path in sorted(PACKAGE.rglob("*.yaml")):
        read(path)


if __name__ == "__main__":
    main()
