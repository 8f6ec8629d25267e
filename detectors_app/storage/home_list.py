"""The list of homes in an encrypted file of its own beside the store; decides nothing about what fits.

A list is made whole in a new file, which then gets the next number: `homes-000001.db`, `homes-000002.db`. The highest
number counts. So a list is never half there, and one that another program has open can be replaced on Windows too.
It holds nothing but addresses. Each page's code is checked when the list is opened, once a process: a damaged page met
later could pass for an empty one.
"""

from __future__ import annotations

import os
import re
import secrets
import time
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import astuple
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from detectors_app.domain.errors import CannotOpen, EnvironmentFault
from detectors_app.domain.homes import Home, found_by, marks_of, place_in_list
from detectors_app.storage.durable_file import clear_away, make_folder, publish
from detectors_app.storage.engine import check_whole, connect, translated
from detectors_app.use_cases.homes.ports import AboutHomes, Listed, Piece, Term

VERSION = 1
"""The file's form; a list of another form is left alone, and is to be imported anew."""

_NAME = re.compile(r"homes-([0-9]{6})\.db")
_LEFT_OVER_S = 24 * 60 * 60
"""An unfinished file older than this belongs to an import that was killed."""
_CACHE_KIB = 32 * 1024
_HOME = """CREATE TABLE home (id INTEGER PRIMARY KEY, uprn TEXT, flat TEXT, block TEXT, number TEXT, street TEXT,
    locality TEXT, estate TEXT, town TEXT, postcode TEXT, words TEXT)"""
_WORD = "CREATE TABLE word (text TEXT PRIMARY KEY) WITHOUT ROWID"
_ABOUT = "CREATE TABLE about (made_up INTEGER NOT NULL, imported_at INTEGER NOT NULL, count INTEGER NOT NULL)"
_INDEX = """CREATE VIRTUAL TABLE find USING fts5
    (words, content='', detail=none, columnsize=0, prefix='1 2 3 4', tokenize="ascii tokenchars '_'")"""
"""No text and no positions are kept in it: a word is there or not. Beginnings of 1 to 4 letters have own lists."""
_INSERT_HOME = "INSERT INTO home VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_INSERT_WORDS = "INSERT INTO find(rowid, words) VALUES (?, ?)"
_BATCH = 1000
_FEW = 24
_FIND = "SELECT home.* FROM find JOIN home ON home.id = find.rowid WHERE find MATCH ? ORDER BY find.rowid LIMIT ?"


class StoredHomes:
    """The list in a folder (use_cases.homes.ports.HomeList). One object belongs to one thread; opened when asked."""

    def __init__(self, folder: Path, key: bytes) -> None:
        """Name the folder and the store's key (32 bytes); touches nothing."""
        self._folder, self._key = folder, key
        self._path: Path | None = None
        self._connection: Any = None
        self._words: list[str] | None = None

    def is_there(self) -> bool:
        """Say whether a list was taken in, by the file's name alone."""
        return self._newest() is not None

    def about(self) -> AboutHomes | None:
        """Say what list there is. Raises CannotOpen (damaged, another key, another form), EnvironmentFault."""
        if self._open() is None:
            return None
        row = self._rows("SELECT count, made_up, imported_at FROM about")[0]
        return AboutHomes(row[0], bool(row[1]), datetime.fromtimestamp(row[2], UTC))

    def matching(self, terms: Sequence[Term], limit: int) -> list[Listed]:
        """Give homes that meet every term, in the list's order. Raises as `about`."""
        if self._open() is None:
            return []
        rows = self._rows(_FIND, (_expression(terms, self._all_words()), limit))
        return [Listed(row[0], Home(*row[1:-1]), tuple(row[-1].split())) for row in rows]

    def letter_words(self) -> tuple[str, ...]:
        """Give every word of letters. Raises as `about`."""
        return () if self._open() is None else tuple(each for each in self._all_words() if each.isalpha())

    def replace(self, homes: Iterable[Home], *, made_up: bool, imported_at: datetime) -> AboutHomes:
        """Put a new list in the old one's place. Raises EnvironmentFault, the old one kept."""
        make_folder(self._folder)
        self._sweep()
        draft = self._folder / f"homes.{secrets.token_hex(4)}.new"
        listed = sorted(homes, key=place_in_list)
        about = AboutHomes(len(listed), made_up, imported_at)
        try:
            self._write(draft, listed, about)
            self._publish(draft)
        except OSError as error:
            raise EnvironmentFault("store.cannot_write", path=os.fspath(self._folder)) from error
        finally:
            clear_away(draft, draft.with_name(f"{draft.name}-journal"))
        self.close()
        self._sweep()
        return about

    def close(self) -> None:
        """Close the file; asking again opens it anew."""
        connection, self._connection, self._path, self._words = self._connection, None, None, None
        if connection is not None:
            connection.close()

    # --- reading ----------------------------------------------------------------------------------------------------

    def _numbered(self) -> list[Path]:
        """Give every finished list, the newest last."""
        if not self._folder.is_dir():
            return []
        return sorted(each for each in self._folder.iterdir() if _NAME.fullmatch(each.name))

    def _newest(self) -> Path | None:
        return next(reversed(self._numbered()), None)

    def _open(self) -> Path | None:
        """Have the newest list open; None where there is none."""
        newest = self._newest()
        if newest != self._path:
            self.close()
        if newest is not None and self._connection is None:
            self._connection = self._connect(newest)
            self._path = newest
        return newest

    def _connect(self, path: Path) -> Any:  # noqa: ANN401 - as engine.connect
        check_whole(path, self._key, journal="DELETE")
        connection = connect(path, self._key, journal="DELETE")
        with translated(path):
            connection.execute("PRAGMA query_only = ON")
            connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version != VERSION:
            connection.close()
            raise CannotOpen("homes.other_form", path=os.fspath(self._folder))
        return connection

    def _all_words(self) -> list[str]:
        """Give every word of the index, sorted; read once."""
        if self._words is None:
            self._words = [row[0] for row in self._rows("SELECT text FROM word ORDER BY text")]
        return self._words

    def _rows(self, statement: str, values: Sequence[object] = ()) -> list[Any]:
        path = self._path or self._folder
        with translated(path):
            rows: list[Any] = self._connection.execute(statement, values).fetchall()
        return rows

    # --- writing ----------------------------------------------------------------------------------------------------

    def _write(self, draft: Path, homes: Sequence[Home], about: AboutHomes) -> None:
        """Write the whole list into a file that has no name yet, and sync it."""
        with translated(draft), closing(connect(draft, self._key, journal="MEMORY")) as connection:
            connection.execute("BEGIN IMMEDIATE")
            for statement in (_HOME, _WORD, _ABOUT, _INDEX):
                connection.execute(statement)
            words: set[str] = set()
            for rows in _batches(homes):
                words.update(word for row in rows for word in row.words)
                connection.executemany(
                    _INSERT_HOME, ([row.place, *astuple(row.home), " ".join(row.words)] for row in rows)
                )
                connection.executemany(_INSERT_WORDS, ((row.place, _indexed(row)) for row in rows))
            connection.execute("INSERT INTO find(find) VALUES ('optimize')")
            connection.executemany("INSERT INTO word VALUES (?)", ((each,) for each in sorted(words)))
            at = round(about.imported_at.timestamp())
            connection.execute("INSERT INTO about VALUES (?, ?, ?)", (about.made_up, at, about.count))
            connection.execute(f"PRAGMA user_version = {VERSION}")
            connection.execute("COMMIT")
        with draft.open("rb+") as file:
            os.fsync(file.fileno())

    def _publish(self, draft: Path) -> None:
        """Give a finished list the next number; where another import took it meanwhile, the one after."""
        while True:
            newest = self._newest()
            number = int(newest.stem.split("-")[1]) + 1 if newest else 1
            with suppress(FileExistsError):
                publish(draft, self._folder / f"homes-{number:06d}.db")
                return

    def _sweep(self) -> None:
        """Take away older lists and what killed imports left; what another program has open goes the next time."""
        clear_away(*self._numbered()[:-1])
        old = time.time() - _LEFT_OVER_S
        with suppress(OSError):
            clear_away(*(each for each in self._folder.glob("homes.*.new*") if each.stat().st_mtime < old))


def _batches(homes: Sequence[Home]) -> Iterator[list[Listed]]:
    for first in range(0, len(homes), _BATCH):
        batch = homes[first : first + _BATCH]
        yield [Listed(place, home, found_by(home)) for place, home in enumerate(batch, first + 1)]


def _indexed(row: Listed) -> str:
    return " ".join((*row.words, *marks_of(row.home, row.words)))


def _expression(terms: Sequence[Term], words: Sequence[str]) -> str:
    """Give the terms as FTS5 takes them; `words` are all of the index, sorted. No word is taken for an operator."""
    return " AND ".join(
        f"({' OR '.join(text for piece in term for text in _looked_up(piece, words))})" for term in terms
    )


def _looked_up(piece: Piece, words: Sequence[str]) -> list[str]:
    """Give what is looked up for a piece. A beginning that few words have is looked up as those words.

    Whole words are walked home by home; for a beginning FTS5 first gathers all homes of all its words, which takes
    some 20 ms where a hundred thousand homes share a town.
    """
    if not piece.begun:
        return [f'"{piece.text}"']
    first = bisect_left(words, piece.text)
    few = [each for each in words[first : first + _FEW + 1] if each.startswith(piece.text)]
    return [f'"{each}"' for each in few] if 0 < len(few) <= _FEW else [f'"{piece.text}" *']
