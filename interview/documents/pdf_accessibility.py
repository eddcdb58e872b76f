"""What PDF/UA-1 asks for and WeasyPrint leaves out, added to its objects right before the file is written.

Headers of tables get their scope and a tree of names, running lines become artifacts, links print. Nothing that is seen
changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_PRINT = 4


def finish(_document: Any, pdf: Any) -> None:
    """WeasyPrint's finisher: works on the pydyf.PDF in place."""
    objects = {each.reference: each for each in pdf.objects}
    root = objects[pdf.catalog["StructTreeRoot"]]
    tree = [element for top in root["K"] for element in _below(top, objects)]
    _give_scope(tree, objects)
    _name_headers(root, tree, pdf)
    _part_running_lines(objects[root["ParentTree"]], {element.reference for element in tree}, objects, pdf)
    for each in pdf.objects:
        if isinstance(each, dict) and each.get("Subtype") == "/Link":
            each["F"] = _PRINT


def _below(reference: bytes, objects: dict[bytes, Any]) -> Iterator[Any]:
    """A structure element with all that hang below it."""
    element = objects.get(reference)
    if element is None or element.get("Type") != "/StructElem":
        return
    yield element
    for kid in element["K"]:
        if isinstance(kid, bytes):
            yield from _below(kid, objects)


def _give_scope(tree: list[Any], objects: dict[bytes, Any]) -> None:
    """A header cell in the head of a table speaks for its column, any other one for its row."""
    for element in tree:
        if element["S"] == "/TH":
            part = objects[objects[element["P"]]["P"]]
            element["A"]["Scope"] = "/Column" if part["S"] == "/THead" else "/Row"


def _name_headers(root: Any, tree: list[Any], pdf: Any) -> None:
    """The tree by which a reader finds the header cells that data cells name."""
    # The classes are those of the objects at hand: pydyf is WeasyPrint's own business.
    named = sorted((element["ID"].data, element) for element in tree if "ID" in element)
    if not named:
        return
    names = type(root)(
        {"Names": type(root["K"])([part for _, element in named for part in (element["ID"], element.reference)])}
    )
    pdf.add_object(names)
    root["IDTree"] = names.reference


def _part_running_lines(parents: Any, attached: set[bytes], objects: dict[bytes, Any], pdf: Any) -> None:
    """Words in the margins are no part of the text: their marks say so, and the elements without a place go."""
    streams = {each["StructParents"]: objects[each["Contents"]] for each in pdf.objects if _is_page(each)}
    numbers = parents["Nums"]
    for page, references in zip(numbers[::2], numbers[1::2], strict=True):
        if page not in streams:
            continue
        for mark, reference in enumerate(references):
            if reference in attached:
                continue
            element = objects[reference]
            while element.reference not in attached and element:
                above = objects[element["P"]]
                element.clear()
                element = above
            references[mark] = "null"
            _mark_as_artifact(streams[page].stream, mark)


def _is_page(each: Any) -> bool:
    return isinstance(each, dict) and each.get("Type") == "/Page"


def _mark_as_artifact(operators: list[Any], mark: int) -> None:
    for at, item in enumerate(operators):
        if isinstance(item, dict) and item.get("MCID") == mark:
            operators[at - 1] = "/Artifact"
            item.clear()
            item["Type"] = "/Pagination"
            return
