"""Keeps what PySide6 compiles: it carries Python sources inside its library and compiles them at every start, 30 ms.

They are kept as Python keeps its own compiled code: in the same folder, under a name with Python's version, found by
the source they were made from, and only where Python may write there. Nothing here knows what the sources do.
"""

from __future__ import annotations

import builtins
import importlib.util
import marshal
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import CodeType

_PLACE = importlib.util.cache_from_source(os.path.join(os.path.dirname(__file__), "qt_sources.py"))  # noqa: PTH118, PTH120


@contextmanager
def kept_code() -> Iterator[None]:
    """Within this, `compile` gives kept code where it has some for exactly that source, name and kind."""
    compile_anew, kept, fresh = builtins.compile, _read(_PLACE), {}

    def compile_once(source, name, kind, *more, **options):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN002, ANN003, ANN202
        if more or options or not isinstance(source, str | bytes):
            return compile_anew(source, name, kind, *more, **options)
        plain = source.encode() if isinstance(source, str) else source
        key = (importlib.util.source_hash(plain), len(plain), name, kind)
        code = kept.get(key)
        if code is None:
            code = fresh[key] = compile_anew(source, name, kind)
        return code

    builtins.compile = compile_once  # type: ignore[assignment]  # its overloads are many, and what it is given is passed on
    try:
        yield
    finally:
        builtins.compile = compile_anew
        if fresh and not sys.dont_write_bytecode:
            _write(_PLACE, kept | fresh)


def _read(place: str) -> dict[object, CodeType]:
    try:
        with open(place, "rb") as file:  # noqa: PTH123 - as in all of this file: pathlib is slow to load
            if file.read(len(importlib.util.MAGIC_NUMBER)) != importlib.util.MAGIC_NUMBER:
                return {}
            found = marshal.load(file)  # noqa: S302 - trusted as Python trusts what lies beside it
    except (OSError, EOFError, ValueError, TypeError):
        return {}
    return found if isinstance(found, dict) else {}


def _write(place: str, kept: dict[object, CodeType]) -> None:
    """Write it whole or not at all; another program may read it meanwhile. Where that cannot be, nothing is lost."""
    beside = f"{place}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(place), exist_ok=True)  # noqa: PTH103, PTH120
        with open(beside, "wb") as file:  # noqa: PTH123
            file.write(importlib.util.MAGIC_NUMBER + marshal.dumps(kept))
        os.replace(beside, place)  # noqa: PTH105
    except OSError:
        return
