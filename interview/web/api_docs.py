"""The description of the HTTP API as one page, made here: it runs no script and loads nothing."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from jinja2 import Environment, StrictUndefined

ABOUT = (Path(__file__).parent / "api_about.txt").read_text(encoding="utf-8")
"""What a program needs to know before its first request."""
_METHODS = ("get", "post", "put", "patch", "delete")
_TEMPLATE = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True).from_string(
    (Path(__file__).parent / "api_docs.html").read_text(encoding="utf-8")
)


@cache
def page(api: FastAPI) -> str:
    """The page as HTML, from the OpenAPI description of all routes."""
    described = api.openapi()
    operations = [
        _operation(method, path, methods[method])
        for path, methods in described["paths"].items()
        for method in _METHODS
        if method in methods
    ]
    shapes = [
        {
            "name": name,
            "doc": shape.get("description", ""),
            "fields": _fields(shape),
            "choices": [str(each) for each in shape.get("enum", ())],
        }
        for name, shape in sorted(described["components"]["schemas"].items())
    ]
    about = described["info"]["description"]
    return _TEMPLATE.render(title=described["info"]["title"], about=about, operations=operations, shapes=shapes)


def _operation(method: str, path: str, found: dict[str, Any]) -> dict[str, Any]:
    body = found.get("requestBody", {}).get("content", {})
    return {
        "method": method.upper(),
        "path": f"/api{path}",
        "doc": found.get("description") or found.get("summary", ""),
        "parameters": [
            {"name": each["name"], "place": each["in"], "type": _type(each["schema"]), "needed": each.get("required")}
            for each in found.get("parameters", [])
        ],
        "body": [(kind, _type(content.get("schema", {}))) for kind, content in body.items()],
        "replies": [
            (
                status,
                reply["description"],
                [_kind(kind, each) for kind, each in reply.get("content", {}).items()],
            )
            for status, reply in sorted(found["responses"].items())
        ],
    }


def _kind(media_type: str, content: dict[str, Any]) -> str:
    """The shape of a reply, or what kind of file it is."""
    return _type(content["schema"]) if "schema" in content else media_type


def _fields(shape: dict[str, Any]) -> list[dict[str, Any]]:
    needed = shape.get("required", [])
    return [
        {"name": name, "type": _type(field), "needed": name in needed, "doc": field.get("description", "")}
        for name, field in shape.get("properties", {}).items()
    ]


def _type(schema: dict[str, Any]) -> str:
    """A type in a word or two: the name of a shape, "list of …", "text or nothing"."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(_type(each) for each in schema["anyOf"]))
    if "enum" in schema:
        return " or ".join(map(str, schema["enum"]))
    kind = schema.get("type", "anything")
    if kind == "array":
        return f"list of {_type(schema.get('items', {}))}"
    return {"string": "text", "null": "nothing", "boolean": "true or false"}.get(kind, str(kind))
