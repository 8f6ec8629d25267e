"""The house style: Fusion with our flat parts; put on after the first paint, for loading it takes a while."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QProxyStyle,
    QPushButton,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QStyleOptionComplex,
    QStyleOptionHeader,
    QStyleOptionSlider,
    QWidget,
)

from detectors_app.widgets import qt_start  # noqa: F401 - the first import of Qt goes through it
from detectors_app.widgets.boxes import paint_box, paint_button
from detectors_app.widgets.direction import mirrored
from detectors_app.widgets.paint import (
    combo_arrow_px,
    paint_combo_box,
    paint_progress,
    paint_scroll_bar,
    scroll_bar_part,
)
from detectors_app.widgets.theme import font_of
from detectors_app.widgets.tokens import Theme

CELL_MARGIN_PX = 14
"""From a column's left edge to its words, in headings and cells."""
SCROLL_BAR_PX = 14
COMBO_INSET_PX = 12


class HouseStyle(QProxyStyle):
    """Fusion with our flat parts. Widgets choose their look by the dynamic property ``look``.

    PySide6 6.12 drops a reference to None at each call of a Python styleHint or pixelMetric; `qt_start` mends that.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__("Fusion")
        self.theme = theme

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Paint buttons, fields, frames and indicators flat; leave the rest to Fusion."""
        kinds = QStyle.PrimitiveElement
        if element == kinds.PE_FrameFocusRect:
            return
        if element in {kinds.PE_PanelButtonCommand, kinds.PE_PanelButtonBevel}:
            self._button(option, painter, widget)
        elif element in {kinds.PE_PanelLineEdit, kinds.PE_FrameLineEdit} or _is_framed_field(element, widget):
            self._field(option, painter, widget)
        elif element == kinds.PE_Frame and isinstance(widget, QAbstractItemView):
            paint_box(painter, QRectF(option.rect), self.theme, fill=None, edge="line", radius=0)
        elif element == kinds.PE_IndicatorRadioButton:
            self._indicator(option, painter, round_=True)
        elif element == kinds.PE_IndicatorCheckBox:
            self._indicator(option, painter, round_=False)
        else:
            super().drawPrimitive(element, option, painter, widget)

    def drawControl(
        self,
        element: QStyle.ControlElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Paint ring, headings, progress and buttons' words; leave the rest to Fusion."""
        kinds = QStyle.ControlElement
        if element == kinds.CE_FocusFrame:
            self._ring(option.rect, painter)
        elif element in {kinds.CE_HeaderSection, kinds.CE_HeaderEmptyArea}:
            painter.fillRect(option.rect, self.theme.colour("sunken"))
            below = QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1)
            painter.fillRect(below, self.theme.colour("line"))
        elif element == kinds.CE_HeaderLabel:
            self._heading(option, painter, widget)
        elif element == kinds.CE_PushButtonLabel and isinstance(widget, QPushButton):
            self._button_words(option.rect, painter, widget)
        elif element in {kinds.CE_ProgressBarGroove, kinds.CE_ProgressBarContents}:
            paint_progress(option, painter, self.theme, done=element == kinds.CE_ProgressBarContents)
        else:
            super().drawControl(element, option, painter, widget)

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Paint scroll bars and combo boxes flat, in the edge's colour; leave the rest to Fusion."""
        if control == QStyle.ComplexControl.CC_ScrollBar and isinstance(option, QStyleOptionSlider):
            paint_scroll_bar(option, painter, self.theme)
        elif control == QStyle.ComplexControl.CC_ComboBox:
            paint_combo_box(option, painter, self.theme)
        else:
            super().drawComplexControl(control, option, painter, widget)

    def subControlRect(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        part: QStyle.SubControl,
        widget: QWidget | None = None,
    ) -> QRect:
        """Give a scroll bar its whole length: it has no arrows at its ends. A combo box's words begin as a field's."""
        if control == QStyle.ComplexControl.CC_ScrollBar and isinstance(option, QStyleOptionSlider):
            return scroll_bar_part(option, part)
        rect = super().subControlRect(control, option, part, widget)  # type: ignore[arg-type]  # Qt takes null
        if part == QStyle.SubControl.SC_ComboBoxEditField and control == QStyle.ComplexControl.CC_ComboBox:
            turned = option.direction == Qt.LayoutDirection.RightToLeft
            inside = option.rect.adjusted(COMBO_INSET_PX, 2, -combo_arrow_px(self.theme), -2)
            return mirrored(inside, option.rect, right_to_left=turned)
        return rect

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        """Give 24 px indicators that grow with the text, and room for the ring."""
        kinds = QStyle.PixelMetric
        if metric in {
            kinds.PM_IndicatorWidth,
            kinds.PM_IndicatorHeight,
            kinds.PM_ExclusiveIndicatorWidth,
            kinds.PM_ExclusiveIndicatorHeight,
        }:
            return self.theme.scaled(self.theme.mark_px)
        if metric in {kinds.PM_FocusFrameHMargin, kinds.PM_FocusFrameVMargin}:
            return self.theme.focus_px["margin"]
        if metric in {kinds.PM_CheckBoxLabelSpacing, kinds.PM_RadioButtonLabelSpacing}:
            return self.theme.space(2)
        if metric in {kinds.PM_ButtonShiftHorizontal, kinds.PM_ButtonShiftVertical}:
            return 0
        if metric == kinds.PM_ScrollBarExtent:
            return SCROLL_BAR_PX
        return super().pixelMetric(metric, option, widget)

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,  # noqa: N803 - Qt's name
    ) -> int:
        """Lay the focus ring above everything, so that no box around a part cuts it off; move no part."""
        if hint == QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1
        if hint == QStyle.StyleHint.SH_Widget_Animation_Duration:
            return 0
        return super().styleHint(hint, option, widget, returnData)

    def _button(self, option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
        look = str(widget.property("look") or "secondary") if widget is not None else "secondary"
        down = bool(option.state & (QStyle.StateFlag.State_Sunken | QStyle.StateFlag.State_On))
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        paint_button(painter, QRectF(option.rect), self.theme, look, down=down, over=over)

    def _button_words(self, rect: QRect, painter: QPainter, button: QPushButton) -> None:
        """Paint icon and words in the middle, with more air between than Fusion gives; words too long are wrapped."""
        gap, side = (0, 0) if button.icon().isNull() else (self.theme.space(1) + 2, button.iconSize().width())
        gap = gap if button.text() else 0
        # Fusion takes some pixels off at each side, which is enough to break a line that fits.
        room = button.width() - side - gap - 2 * self.theme.space(1)
        flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignHCenter)
        words = button.fontMetrics().boundingRect(QRect(0, 0, room, button.height()), flags, button.text())
        left = rect.left() + (rect.width() - side - gap - words.width()) // 2
        turned = button.isRightToLeft()
        if side:
            place = QRect(left, rect.top() + (rect.height() - side) // 2, side, side)
            button.icon().paint(painter, mirrored(place, rect, right_to_left=turned))
        painter.setFont(button.font())
        painter.setPen(button.palette().color(QPalette.ColorRole.ButtonText))
        top = rect.top() + (rect.height() - words.height()) // 2
        place = QRect(left + side + gap, top, words.width() + 1, words.height())
        painter.drawText(mirrored(place, rect, right_to_left=turned), flags, button.text())

    def _heading(self, option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
        """Paint a column's heading where its cells' words begin."""
        if isinstance(option, QStyleOptionHeader) and widget is not None:
            inset = self.pixelMetric(QStyle.PixelMetric.PM_HeaderMargin, option, widget)  # taken off already
            turned = widget.isRightToLeft()
            at_end = bool(option.textAlignment & Qt.AlignmentFlag.AlignRight)
            inside = option.rect.adjusted(CELL_MARGIN_PX - inset, 0, inset - CELL_MARGIN_PX if at_end else -4, 0)
            rect = mirrored(inside, option.rect, right_to_left=turned)
            painter.setFont(font_of(widget, "small", bold=True))
            painter.setPen(self.theme.colour("ink_soft"))
            words = painter.fontMetrics().elidedText(option.text, Qt.TextElideMode.ElideRight, rect.width())
            side = Qt.AlignmentFlag.AlignRight if at_end else Qt.AlignmentFlag.AlignLeft
            painter.drawText(rect, int(side | Qt.AlignmentFlag.AlignVCenter), words)

    def _field(self, option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
        problem = bool(widget is not None and widget.property("problem"))
        edge = "urgent" if problem else "edge"
        width = self.theme.border_px["problem" if problem else "field"]
        paint_box(painter, QRectF(option.rect), self.theme, fill="surface", edge=edge, width=width)

    def _indicator(self, option: QStyleOption, painter: QPainter, *, round_: bool) -> None:
        theme = self.theme
        on = bool(option.state & QStyle.StateFlag.State_On)
        width = theme.border_px["field"]
        inside = QRectF(option.rect).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent" if on else "edge"), width))
        painter.setBrush(theme.colour("fill") if on and not round_ else theme.colour("surface"))
        if round_:
            painter.drawEllipse(inside)
            if on:
                painter.setBrush(theme.colour("accent"))
                painter.setPen(Qt.PenStyle.NoPen)
                dot = inside.width() * 0.26
                painter.drawEllipse(inside.center(), dot, dot)
        else:
            painter.drawRoundedRect(inside, theme.check_radius_px, theme.check_radius_px)
            if on:
                _tick(painter, inside, theme.colour("on_fill"))
        painter.restore()

    def _ring(self, rect: QRect, painter: QPainter) -> None:
        theme = self.theme
        inner, outer = theme.focus_px["inner"], theme.focus_px["outer"]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        outside = QRectF(rect).adjusted(outer / 2, outer / 2, -outer / 2, -outer / 2)
        painter.setPen(QPen(theme.colour("focus_outer"), outer))
        painter.drawRoundedRect(outside, theme.radius_px + inner + 1, theme.radius_px + inner + 1)
        shift = outer / 2 + inner / 2
        painter.setPen(QPen(theme.colour("focus_inner"), inner))
        painter.drawRoundedRect(
            outside.adjusted(shift, shift, -shift, -shift), theme.radius_px + 1, theme.radius_px + 1
        )
        painter.restore()


def _is_framed_field(element: QStyle.PrimitiveElement, widget: QWidget | None) -> bool:
    return element == QStyle.PrimitiveElement.PE_Frame and widget is not None and widget.property("look") == "field"


def _tick(painter: QPainter, box: QRectF, colour: QColor) -> None:
    pen = QPen(colour, box.width() * 0.11)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    points = [(0.25, 0.53), (0.43, 0.70), (0.76, 0.33)]
    at = [box.topLeft() + type(box.topLeft())(box.width() * x, box.height() * y) for x, y in points]
    painter.drawPolyline(at)
