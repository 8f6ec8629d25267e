"""Made-up homes in any number, the same ones each time: for tests, for the bench, and for the sample that is shipped.

No street, estate or postcode of these exists (there is no postcode district NW0), and their UPRNs, which begin with
99999, are far above those given out. Run `python -m tests.made_up_homes 300` to print the sample.
"""

from __future__ import annotations

import csv
import io
import random
import sys
from collections.abc import Iterator
from itertools import count, cycle, islice

from detectors_app.domain.homes import Home

COLUMNS = (
    "UPRN", "SAO_START_NUMBER", "SAO_START_SUFFIX", "SAO_TEXT", "PAO_START_NUMBER", "PAO_START_SUFFIX", "PAO_TEXT",
    "STREET_DESCRIPTION", "LOCALITY_NAME", "ESTATE_NAME", "TOWN_NAME", "POSTCODE", "MADE_UP",
)  # fmt: skip

FIRST_UPRN = 999_990_000_001
SEED = 20_260_901

_BEGINNINGS = (
    "Al Ar Bar Bel Bran Bur Cal Car Cas Cor Dal Dun El Fal Far Fen Gal Gar Hal Har Hol Kel Kil Lan Lar Mal Mar Mel Mor "
    "Nor Oak Or Pel Pen Ral Ros Sal San Sel Sil Tal Tar Thorn Tor Val Ver Wal War Wel Win"
)
_ENDINGS = (
    "berry bourne bridge brook burn bury combe cott croft dale den field ford gate grove ham hurst ington ley low mere "
    "more ness port shaw stead stock stone thorpe ton vale wick wood worth"
)
_STREETS = ("Street", "Road", "Lane", "Row", "Avenue", "Close", "Walk", "Crescent", "Terrace", "Gardens", "Way")
_BLOCKS = ("House", "Court", "Mansions", "Lodge", "Point", "Tower")
_OF_THE_DESIGN = (
    Home("", "Flat 12", "Example House", "", "", "", "Pretend Estate", "London", "NW0 0AA"),
    Home("", "Flat 12A", "Example House", "", "", "", "Pretend Estate", "London", "NW0 0AA"),
    Home("", "", "", "12", "Example Row", "Nowhere Green", "", "London", "NW0 0BD"),
    Home("", "Flat 3", "", "12", "Example Street", "Nowhere Green", "", "London", "NW0 0BF"),
)
"""The four homes of the design's picture 05."""


def homes(how_many: int, seed: int = SEED) -> Iterator[Home]:
    """Give so many homes, each unlike the others."""
    uprns = count(FIRST_UPRN)
    for home, uprn in zip(islice(_homes(seed), how_many), uprns, strict=False):
        yield Home(str(uprn), *(getattr(home, part) for part in Home.__slots__[1:]))


def _homes(seed: int) -> Iterator[Home]:
    yield from _OF_THE_DESIGN
    chance = random.Random(seed)
    names = [begin + end for begin in _BEGINNINGS.split() for end in _ENDINGS.split()]
    chance.shuffle(names)
    postcodes = _postcodes()
    for round_of_names in count():
        estates = cycle([f"{name} Estate" for name in names[:400]])
        for place, name in enumerate(names):
            suffix = "" if round_of_names == 0 else f" {_STREETS[round_of_names % len(_STREETS)]}"
            if place % 2:
                estate, postcode = next(estates), next(postcodes)
                block = f"{name}{suffix} {chance.choice(_BLOCKS)}"
                for number in range(1, chance.randint(24, 72)):
                    yield Home(
                        "", f"Flat {number}", block, "", f"{names[place - 1]} Street", "", estate, "London", postcode
                    )
                continue
            street, postcode = f"{name}{suffix} {chance.choice(_STREETS)}", next(postcodes)
            for number in range(1, chance.randint(12, 60)):
                yield from _houses(chance, str(number), street, postcode)


def _houses(chance: random.Random, number: str, street: str, postcode: str) -> Iterator[Home]:
    parted = chance.random()
    if parted < 0.7:
        yield Home("", "", "", number, street, "Nowhere Green", "", "London", postcode)
    elif parted < 0.9:
        for flat in range(1, 4):
            yield Home("", f"Flat {flat}", "", number, street, "Nowhere Green", "", "London", postcode)
    else:
        for letter in "AB":
            yield Home("", "", "", f"{number}{letter}", street, "Nowhere Green", "", "London", postcode)


def _postcodes() -> Iterator[str]:
    letters = "ABDEFGHJLNPQRSTUWXYZ"  # those a real one may end with
    for number in cycle(range(10)):
        for one in letters:
            for two in letters:
                yield f"NW0 {number}{one}{two}"


def line_of(home: Home) -> list[str]:
    """Give a home as a line of BS7666-style columns, in capitals as gazetteers write, marked as made up."""
    number, letter = _number_and_letter(home.number)
    parts = [
        home.uprn,
        "",
        "",
        home.flat,
        number,
        letter,
        home.block,
        home.street,
        home.locality,
        home.estate,
        home.town,
    ]
    return [*(each.upper() for each in parts), home.postcode, "made up"]


def _number_and_letter(number: str) -> tuple[str, str]:
    return (number[:-1], number[-1]) if number[-1:].isalpha() else (number, "")


def as_csv(how_many: int, seed: int = SEED) -> str:
    """Give a whole list."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(line_of(home) for home in homes(how_many, seed))
    return text.getvalue()


if __name__ == "__main__":
    sys.stdout.write(as_csv(int(sys.argv[1])))
