"""Draws all parts, in every theme and at large text, to be looked at: `python -m tests.widgets.gallery DIR`."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from detectors_app.widgets.banners import Banner, BannerKind
from detectors_app.widgets.buttons import PrimaryButton, SecondaryButton, SmallButton
from detectors_app.widgets.empty_state import EmptyState
from detectors_app.widgets.fields import LabelledArea, LabelledField, PassphraseField
from detectors_app.widgets.frame import AppFrame
from detectors_app.widgets.help_card import HelpCard
from detectors_app.widgets.option_row import Choice, OptionGroup, TickGroup
from detectors_app.widgets.page import Page
from detectors_app.widgets.problem_list import ProblemList
from detectors_app.widgets.row_model import Cell, TableRow
from detectors_app.widgets.status_word import DeliveryStrip, StatusWord, StripCell
from detectors_app.widgets.steps import StepList
from detectors_app.widgets.summary_list import SummaryList, SummaryRow
from detectors_app.widgets.tables import RowTable
from detectors_app.widgets.text import heading1, hint
from detectors_app.widgets.theme import apply_theme
from detectors_app.widgets.tile_button import TileButton
from detectors_app.widgets.timeline import Moment, Timeline
from detectors_app.widgets.tokens import ThemeName, load_tokens


def parts_page() -> Page:
    """Give a page with every part on it."""
    page = Page("parts", foot=True)
    page.main.addWidget(heading1("Is anyone in danger right now?"))
    page.main.addWidget(hint("Tick any that fit. One sign alone may mean nothing, and it is fine to leave this blank."))
    group = OptionGroup(
        "danger", [Choice("yes", "Yes"), Choice("no", "No"), Choice("unsure", "I’m not sure")], columns=3
    )
    group.set_value("yes")
    page.main.addWidget(group)
    problems = ProblemList("There is a problem")
    page.main.addWidget(problems)
    problems.show_problems([("when", "Enter the day"), ("place", "Say where it happened")])
    banner = Banner(BannerKind.INFO, "You have a draft.", "Started today at 09:12. You were on step 3.")
    banner.add_action(SmallButton("Carry on", "carry_on", icon_name="lock"))
    page.main.addWidget(banner)
    page.main.addWidget(Banner(BannerKind.SAFETY, "No safe way known.", "Do not phone, text, write or visit."))
    page.main.addWidget(
        Banner(BannerKind.URGENT, "Urgent: nobody has seen this yet. Phone now.", "No signal.", big=True)
    )
    page.main.addWidget(
        TileButton(
            "Record a concern", "Something felt wrong? About five minutes.", "record", icon_name="pencil", main=True
        )
    )
    page.main.addWidget(
        TileButton(
            "My concerns",
            "See what was sent and what was read.",
            "my",
            icon_name="list",
            note="Asks for your passphrase",
            note_icon="lock",
        )
    )
    field = LabelledField("when", "When did you notice it?", "A day is enough.", width_px=240)
    field.set_problem("Enter the day")
    page.main.addWidget(field)
    page.main.addWidget(LabelledArea("happened", "What happened?", "Write what you saw and heard. Keep it to facts."))
    page.main.addWidget(PassphraseField("passphrase", "Passphrase", "At least 12 letters.", "Show", "Hide"))
    ticks = TickGroup("signs", [Choice(str(n), f"Sign number {n}", f"Group {n // 4}") for n in range(12)], columns=3)
    ticks.set_values(("1", "5"))
    page.main.addWidget(ticks)
    strip = DeliveryStrip("strip")
    strip.show_cells([
        StripCell("saved", "Saved on this laptop", "Today, 09:46", reached=True),
        StripCell("sent", "Not sent yet", "Goes by itself when there is a signal", reached=False),
        StripCell("read", "Not read yet", "We show it here when a person has read it", reached=False),
    ])  # fmt: skip
    page.main.addWidget(strip)
    page.side.addWidget(StepList(["Is everyone safe?", "Where and when", "What you saw or heard"], 1))
    card = HelpCard("Danger now?")
    card.add_number("Call 999")
    card.add_line("Nobody reads this app straight away.")
    card.add_rule()
    card.add_marked("phone", "Duty line", "To talk a worry over.")
    page.side.addWidget(card)
    for status in ("saved", "sent", "read", "unknown", "held_back"):
        page.side.addWidget(StatusWord(status, status.title()))
    timeline = Timeline()
    timeline.show_moments([Moment("double-check", "Read", "Today, 10:31", "good"), Moment("inbox", "Came in", "10:28")])
    page.side.addWidget(timeline)
    page.side.addWidget(EmptyState("inbox", "Nothing is waiting", "Up to date, 10:31."))
    page.side.addWidget(
        SummaryList("1. Is everyone safe?", [SummaryRow("danger", "In danger now", "I’m not sure.", "Change")])
    )
    table = RowTable("table", "Inbox", [("How soon", 110), ("Where", 0)])
    table.set_rows([
        TableRow("1", (Cell("Urgent", icon="urgent", role="urgent", bold=True), Cell("Flat 12", "2 earlier"))),
        TableRow("2", (Cell("Usual"), Cell("7 Storybook Row", "First from here"))),
    ])  # fmt: skip
    table.selectRow(0)
    table.setMinimumHeight(200)
    page.side.addWidget(table)
    page.finish()
    for button in (PrimaryButton("Continue", "continue"), SecondaryButton("Finish later", "later")):
        page.foot.row.addWidget(button)
    page.foot.row.addStretch(1)
    return page


def main(folder: Path) -> None:
    """Draw the page in every theme."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    folder.mkdir(parents=True, exist_ok=True)
    for name in ThemeName:
        for factor in (1.0, 2.0) if name is ThemeName.LIGHT else (1.0,):
            apply_theme(app, load_tokens(name, factor))
            frame = AppFrame("Site Notes", "Hide", "Shift ×3", "Sign in")
            frame.set_sync("clock", "No signal. 1 waiting to send")
            page = parts_page()
            frame.show_page(page)
            frame.resize(1280, 1900 if factor == 1.0 else 2600)
            frame.show()
            app.processEvents()
            next(each for each in page.findChildren(QWidget) if each.objectName() == "carry_on").setFocus()
            app.processEvents()
            frame.grab().save(str(folder / f"parts-{name.value}-{int(factor * 100)}.png"))
            frame.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
