"""Says whether a drawing is a plain SVG: shapes alone, nothing from elsewhere, nothing that runs; draws none."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

_SVG = "{http://www.w3.org/2000/svg}"
_SHAPES = frozenset({
    "svg", "g", "defs", "title", "desc", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "use",
    "symbol", "clipPath", "mask", "linearGradient", "radialGradient", "stop",
})  # fmt: skip
"""What our drawings are made of. Letters are missing on purpose: a picture has no language."""
_DECLARED = re.compile(r"<!(?!--)|<\?(?!xml )")


def fault_of(svg: str) -> str:
    """Name what of a drawing is not plain: an element or attribute, or `svg` where it is none; empty where all is."""
    if _DECLARED.search(svg):
        return "<!"
    try:
        root = ET.fromstring(svg)  # noqa: S314 - no entity can be declared, and the size is bounded
    except (ET.ParseError, ValueError):
        return "svg"
    if root.tag != f"{_SVG}svg" or "viewBox" not in root.attrib:
        return "svg"
    return next((fault for each in root.iter() if (fault := _of_element(each))), "")


def _of_element(element: ET.Element) -> str:
    name = str(element.tag).removeprefix(_SVG)
    if name not in _SHAPES:
        return name.rpartition("}")[2][:40]
    for key, value in element.attrib.items():
        plain = key.rpartition("}")[2]
        is_link = plain == "href"
        if (
            plain.startswith("on")
            or (is_link and not value.startswith("#"))
            or re.search(r"url\(\s*['\"]?(?!#)", value)
        ):
            return plain[:40]
    return ""
