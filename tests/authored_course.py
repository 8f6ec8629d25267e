"""A made-up course as an author writes it: its files, one module with every kind of block, put into a folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from detectors_app.content.courses import load_course
from detectors_app.domain.course import Course

COURSE = """\
id: first-steps
version: 3
iri: https://learning.example/courses/first-steps
title: {en: "First steps: a made-up course", bn: "প্রথম পদক্ষেপ"}
summary: {en: "What to see and what to do. It is made up."}
audience: {required: [repairs, cleaning]}
taught: laptop
due_days: 42
refresh_months: 12
change: wording
substance_since: 2
catch_up: [door]
approval: {by: null, on: null, review_by: null}
modules: [door]
"""

DOOR = """\
---
id: door
title: {en: "At the door", bn: "দরজায়"}
minutes: 8
move_on: CompletedAndPassed
mastery: 0.8
outcomes: ["Name one sign.", "Say whom to tell."]
notes:
  - {tag: controlling-behaviour, where: radiator/hall, skippable: true}
  - {tag: shouting, where: film}
easy_read: door.easy.md
---
# At the door

## What you may see {#signs}

You are **not** asked to find out more. You [tell us](help) what you saw.

- She looks at him before she talks.
- He stands **very** near.

### When you are not sure

1. Write it down.
2. Ring {phone:csn_duty} or look at [who helps](contact:csn_duty).

![A front door, half open](pictures/door.svg)

::: film id=film title="The visit" src=film/visit.mp4 captions=film/en.vtt transcript=film/en.md
must_see: 0.9
scenes:
  - {from: "00:04", to: "00:06", note: "a raised voice", instead: "He shouts. She goes quiet."}
:::

::: stop
:::

::: scenario id=radiator title="The radiator" start=hall
outcome: "You do not need proof. Say what you saw."
scenes:
  hall:
    text: "You fix a radiator. He talks each time you ask her."
    note: "Someone is controlled. Nobody is hurt."
    choices:
      - {say: "Ask her about it in front of him", then: "He hears you. It could be worse for her later.", go: hall}
      - {say: "Do the job and leave", then: "You think of it all the way back.", go: van}
      - {say: "Do the job, then write it down", go: done, best: true}
  van:
    text: "You sit in the van. What now?"
    choices:
      - {say: "Write it down now", go: done, best: true}
      - {say: "Go back in your mind to the hall", go: hall}
  done: {text: "Right. To notice is enough."}
:::

::: quiz id=check title="Check yourself"
- id: proof
  type: single
  ask: "You feel ill at ease. What do you do?"
  options:
    - {text: "Wait until I am sure", why: "You do not need proof."}
    - {text: "Write it down in this app", right: true, why: "Yes. A small sign counts."}
  refresh: true
- id: signs
  type: multiple
  ask: "Which of these may be signs?"
  options:
    - {text: "He talks for her each time", right: true, why: "Yes. It may be control."}
    - {text: "She has no key of her own", right: true, why: "Yes. It may be control."}
    - {text: "The flat is cold", why: "On its own it says little."}
  refresh: true
- id: shout
  type: story
  story: "You hear a man shout next door. Then it goes quiet."
  ask: "What do you do first?"
  options:
    - {text: "Knock and ask", why: "That may put you or her in danger."}
    - {text: "Go to a safe place, then call", right: true, why: "Yes. You stay safe, and help comes."}
- id: secret
  type: single
  ask: "She asks you to keep it secret. What do you say?"
  options:
    - {text: "I promise", why: "You may have to tell someone who can help."}
    - {text: "I only tell people who can help", right: true, why: "Yes. It is true, and it is kind."}
- id: leaflet
  type: single
  ask: "Do you leave a card with a number?"
  options:
    - {text: "No", right: true, why: "Yes. The wrong person may find it."}
    - {text: "Yes", why: "The wrong person may find it."}
:::

::: practice id=practice title="Try the form"
This is the real form. Nothing of it is kept or sent.
:::

::: support
:::
"""

EASY = """\
# At the door

## You may see a sign

![A front door, half open](pictures/door.svg)

You may see a small sign. You do not need proof.

## You tell someone

![Two people who talk](pictures/talk.svg)

You write down what you saw. Then people who can help read it.
"""

CAPTIONS = """\
WEBVTT

00:00.000 --> 00:03.500
<v Narrator>A van stops at a door.

00:03.500 --> 00:06.000
<v Mr Smith>I said it is fine.

NOTE a remark is passed over

00:06.000 --> 00:09.800
<v Narrator>She looks down.
It is very quiet.
"""

TRANSCRIPT = """\
# The visit

A van stops at a door. I said it is fine. She looks down. It is very quiet.
"""

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 80"><path d="M40 10h40v60H40z"/></svg>\n'

FILES: Mapping[str, str] = {
    "course.yaml": COURSE,
    "door.md": DOOR,
    "door.easy.md": EASY,
    "film/en.vtt": CAPTIONS,
    "film/en.md": TRANSCRIPT,
    "film/visit.mp4": "not a film: whoever needs one makes it",
    "pictures/door.svg": PICTURE,
    "pictures/talk.svg": PICTURE,
}
"""Every file of it, by its place in the folder."""


def write_course(folder: Path, changed: Mapping[str, str] | None = None) -> Path:
    """Write the course to a folder, some of its files with other texts, and give the folder."""
    for name, text in {**FILES, **(changed or {})}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return folder


def authored_course(folder: Path, language: str = "en") -> Course:
    """Write the course and read it."""
    return load_course(write_course(folder), language)
