"""The film's scenes, each drawn for a moment; movement is slow, nothing flashes, and nobody is seen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter

from tools.film import shapes
from tools.film.shapes import HIGH, WIDE, box, disc, mixed, shape, stroke

_FLOOR = 330.0


def slow(now_s: float, begin_s: float, end_s: float) -> float:
    """Give how far a movement is, 0 to 1, that begins and ends gently."""
    share = max(0.0, min(1.0, (now_s - begin_s) / (end_s - begin_s)))
    return share * share * (3 - 2 * share)


def landing(painter: QPainter, now_s: float) -> None:
    """The landing: the title goes, the tool box is put down, the door opens by a hand's width."""
    _landing(painter, day=0, opened=slow(now_s, 12.6, 16.6))
    came = slow(now_s, 5.6, 8.6)
    shapes.tool_box(painter, 500 + 90 * (1 - came), _FLOOR + 16) if came else None
    _title(painter, 1 - slow(now_s, 4.0, 5.4))


def morning(painter: QPainter, now_s: float) -> None:
    """The same landing; morning comes."""
    _landing(painter, day=slow(now_s, 90.6, 98.0), opened=0)


def lock(painter: QPainter, now_s: float) -> None:
    """A door inside, close by: its lock hangs loose, and above it are the marks of two more."""
    _inner_door(painter, loose=1 - 0.25 * slow(now_s, 21.5, 24), light=0.9)


def fitted(painter: QPainter, now_s: float) -> None:
    """The same door: the new lock is on, the tool box packed."""
    _inner_door(painter, loose=0, light=1, body="#D9B45A")
    shapes.tool_box(painter, 560 - 20 * slow(now_s, 60, 62.5), 404, scale=1.7)


def hall(painter: QPainter, now_s: float) -> None:
    """A narrow hall: the door at its end stands open, then shuts; light is left below it."""
    opened = 1 - slow(now_s, 43.7, 45.4)
    dim = 0.45 * slow(now_s, 45.6, 48.0) + 0.2 * slow(now_s, 50.6, 52.6)
    _hall(painter, opened, 1 - dim)


def van(painter: QPainter, now_s: float) -> None:
    """Outside: flats, a tree, a green van. It is getting light."""
    light = slow(now_s, 66.4, 72.4)
    box(painter, (0, 0, WIDE, HIGH), mixed("#8FA9AE", "#A9C0C1", light))
    _flats(painter)
    box(painter, (0, 322, WIDE, 97), "#6E7B78")
    box(painter, (0, 318, WIDE, 10), "#A9A79B")
    _tree(painter, 655, 320)
    _van(painter, 292 - 8 * slow(now_s, 66.4, 69), 306)


def laptop(painter: QPainter, now_s: float) -> None:
    """On the seat of the van: the page fills line by line, then a tick stands below it."""
    box(painter, (0, 0, WIDE, HIGH), "#2F4442")
    box(painter, (0, 0, WIDE, 92), "#93AEB0")
    box(painter, (0, 92, WIDE, 26), "#22302F")
    box(painter, (76, 150, 592, 290), "#3B5351", round_px=34)
    box(painter, (76, 360, 592, 80), "#344A48", round_px=18)
    shapes.laptop(painter, 228, 98, 288, 6 * slow(now_s, 72.8, 79.6), tick=slow(now_s, 80.6, 81.6))


def desk(painter: QPainter, now_s: float) -> None:
    """The duty desk: a lamp that grows a little brighter, a phone, and the same page open."""
    glow = slow(now_s, 82.8, 86.0)
    box(painter, (0, 0, WIDE, HIGH), "#3A4B4C")
    shapes.window(painter, 70, 56, (66, 78), "#7F979A")
    shape(painter, [(560, 132), (618, 132), (700, 322), (478, 322)], "#F3E4C0", alpha=0.10 + 0.16 * glow)
    box(painter, (0, 320, WIDE, 99), "#8C6A48")
    box(painter, (0, 320, WIDE, 8), "#A47E58")
    shapes.laptop(painter, 246, 152, 226, 6)
    _lamp(painter, 589, 320, glow)
    _phone(painter, 92, 322)


SCENES: dict[str, Callable[[QPainter, float], None]] = {
    each.__name__: each for each in (landing, lock, hall, fitted, van, laptop, desk, morning)
}


def _landing(painter: QPainter, *, day: float, opened: float) -> None:
    box(painter, (0, 0, WIDE, HIGH), mixed("#2A383A", "#7E938F", day))
    box(painter, (0, _FLOOR, WIDE, HIGH - _FLOOR), mixed("#1F2A2B", "#6B6558", day))
    box(painter, (0, _FLOOR - 2, WIDE, 3), mixed("#42504F", "#57534A", day))
    shapes.window(painter, 70, 64, (57, 72), mixed("#6F8585", "#F4E7C4", day))
    shape(painter, [(372, 0), (420, 0), (462, 96), (330, 96)], "#F3E4C0", alpha=0.14 * (1 - day))
    box(painter, (372, 0, 48, 10), mixed("#F3E4C0", "#D9D3C2", day))
    box(painter, (330, 96, 132, _FLOOR - 96), mixed("#36474C", "#5B6F70", day))
    _number(painter, mixed("#DCE3E0", "#22302F", day))
    box(painter, (340, _FLOOR - 224, 112, 224), mixed("#5B4A2E", "#F0D9A0", min(1, opened * 1.4)))
    if opened:
        light = [(452 - 20 * opened, _FLOOR), (452, _FLOOR), (548, HIGH), (452, HIGH)]
        shape(painter, light, "#F0D9A0", alpha=0.34 * opened)
    shapes.door(painter, 340, _FLOOR, opened, "#A8703F", "#935F30")
    shapes.plant(painter, 660, _FLOOR, leaf=mixed("#5F9068", "#6FA678", day))
    if day:
        shape(painter, [(70, 64), (190, 64), (700, _FLOOR + 60), (430, _FLOOR + 60)], "#FFF3D0", alpha=0.16 * day)


def _number(painter: QPainter, ink: str) -> None:
    _write(painter, "12", (330, 64, 132, 28), 18, ink)


def _title(painter: QPainter, share: float) -> None:
    if share:
        _write(painter, "Noticing", (478, 150, 240, 60), 34, "#F6F4EE", alpha=share)


def _write(
    painter: QPainter, text: str, where: tuple[float, float, float, float], size: float, ink: str, *, alpha: float = 1
) -> None:
    font = QFont("Noto Sans")
    font.setBold(True)
    font.setPixelSize(round(size))
    painter.setFont(font)
    painter.setPen(shapes.colour(ink, alpha))
    painter.drawText(QRectF(*where), Qt.AlignmentFlag.AlignCenter, text)


def _inner_door(painter: QPainter, *, loose: float, light: float, body: str = "#B9923B") -> None:
    box(painter, (0, 0, WIDE, HIGH), mixed("#33464A", "#41575B", light))
    box(painter, (0, 250, WIDE, HIGH - 250), mixed("#2C3D40", "#384C50", light))
    box(painter, (0, 248, WIDE, 4), "#5A6E70")
    stroke(painter, [(556, 96), (676, 96)], "#8E9A98", 6)
    box(painter, (576, 94, 80, 118), "#7FA39C", round_px=4)
    box(painter, (576, 188, 80, 8), "#A8C4BD")
    box(painter, (130, 0, 350, HIGH), "#5A6E70")
    box(painter, (150, 0, 310, HIGH), "#E3E5DF")
    box(painter, (190, 30, 150, 150), "#D5D9D2")
    box(painter, (190, 214, 150, 210), "#D5D9D2")
    shapes.lock_marks(painter, 388, 50)
    shapes.lock_marks(painter, 388, 134)
    shapes.lock(painter, 388, 222, loose=loose, body=body)
    box(painter, (404, 318, 14, 44), "#8E9A98", round_px=4)
    box(painter, (352, 330, 62, 12), "#8E9A98", round_px=6)
    box(painter, (0, 396, WIDE, 23), "#2A383A", alpha=0.5)


def _hall(painter: QPainter, opened: float, light: float) -> None:
    warm = mixed("#7B6A48", "#F0D9A0", light)
    box(painter, (0, 0, WIDE, HIGH), "#33464A")
    shape(painter, [(0, 0), (WIDE, 0), (480, 86), (264, 86)], "#2A3A3D")
    shape(painter, [(0, HIGH), (WIDE, HIGH), (480, 318), (264, 318)], "#26302F")
    shape(painter, [(0, 0), (264, 86), (264, 318), (0, HIGH)], "#3E5357")
    box(painter, (264, 86, 216, 232), "#475E62")
    box(painter, (318, 116, 108, 202), "#2F3F42")
    box(painter, (324, 122, 96, 196), warm if opened else "#2F3F42")
    gap = 22 * opened
    shape(painter, [(324, 122), (420 - gap, 122 + gap * 0.4), (420 - gap, 318 - gap * 0.3), (324, 318)], "#8C9C98")
    disc(painter, 408 - gap, 224, 4, "#E8D5A0")
    box(painter, (326, 315, 92, 4), warm)
    floor = [(326, 319), (418, 319), (470, 360), (274, 360)]
    shape(painter, floor, warm, alpha=0.10 + 0.12 * light * opened)
    if opened:
        shape(painter, [(420 - gap, 319), (420, 319), (560, HIGH), (470, HIGH)], warm, alpha=0.25 * opened)
    _coat(painter)
    shapes.plant(painter, 610, 392, leaf="#557F60")


def _coat(painter: QPainter) -> None:
    stroke(painter, [(92, 104), (190, 128)], "#8B5A40", 7)
    disc(painter, 118, 116, 5, "#E8D5A0")
    disc(painter, 168, 128, 5, "#E8D5A0")
    shape(painter, [(106, 118), (130, 120), (148, 156), (152, 292), (92, 296), (88, 150)], "#6B7F9A")
    stroke(painter, [(120, 150), (122, 292)], "#566A85", 3)


def _flats(painter: QPainter) -> None:
    box(painter, (70, 58, 470, 262), "#B98A6A")
    box(painter, (70, 58, 470, 12), "#9A6F52")
    for row in range(3):
        for column in range(5):
            lit = (row, column) == (1, 2)
            box(painter, (104 + column * 88, 92 + row * 72, 46, 42), "#F0D9A0" if lit else "#6F8585")
    box(painter, (258, 250, 64, 70), "#5B4A3A")


def _tree(painter: QPainter, x: float, floor: float) -> None:
    box(painter, (x - 7, floor - 96, 14, 96), "#7A5A41")
    for across, up, radius in ((0, 142, 46), (-32, 112, 34), (32, 112, 34)):
        disc(painter, x + across, floor - up, radius, "#5F9068")


def _van(painter: QPainter, x: float, floor: float) -> None:
    top = floor - 108
    box(painter, (x, top, 190, 108), "#2E6E5E", round_px=10)
    shape(
        painter,
        [(x + 180, top + 10), (x + 224, top + 10), (x + 256, top + 58), (x + 256, floor), (x + 180, floor)],
        "#2E6E5E",
    )
    shape(painter, [(x + 198, top + 20), (x + 220, top + 20), (x + 243, top + 56), (x + 198, top + 56)], "#BFD3D2")
    box(painter, (x, floor - 38, 256, 7), "#C7A445")
    for across in (46, 206):
        disc(painter, x + across, floor, 23, "#22302F")
        disc(painter, x + across, floor, 10, "#8E9A98")


def _lamp(painter: QPainter, x: float, table: float, glow: float) -> None:
    box(painter, (x - 30, table - 8, 60, 10), "#22302F", round_px=4)
    stroke(painter, [(x, table - 8), (x + 34, table - 120), (x, table - 196)], "#22302F", 7)
    shape(
        painter, [(x - 14, table - 212), (x + 14, table - 212), (x + 36, table - 176), (x - 36, table - 176)], "#2E6E5E"
    )
    box(painter, (x - 28, table - 178, 56, 6), mixed("#B9A878", "#F6E7BE", glow), round_px=3)


def _phone(painter: QPainter, x: float, table: float) -> None:
    shape(painter, [(x, table), (x + 14, table - 40), (x + 96, table - 40), (x + 110, table)], "#22302F")
    box(painter, (x - 4, table - 62, 118, 18), "#2C3D3C", round_px=9)
    box(painter, (x - 4, table - 56, 26, 26), "#2C3D3C", round_px=8)
    box(painter, (x + 88, table - 56, 26, 26), "#2C3D3C", round_px=8)
    disc(painter, x + 55, table - 19, 12, "#B7C3C1")
