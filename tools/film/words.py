"""Writes the film's captions and its transcript; it decides no word."""

from __future__ import annotations

from tools.film.story import Line, Story


def captions(story: Story) -> str:
    """Give the captions as WebVTT; what is heard but said by nobody stands in brackets."""
    cues = (f"{_clock(each.at_s)} --> {_clock(each.to_s)}\n{_cue(each)}\n" for each in story.said)
    return "WEBVTT\n\n" + "\n".join(cues)


def transcript(story: Story) -> str:
    """Give everything that is said, heard and seen, in order, as the small Markdown that the film's page reads."""
    paragraphs = (f"**{each.who}:** {each.text}" if each.who else each.text for each in story.lines)
    return "\n\n".join((f"# {story.title}", story.about, *paragraphs)) + "\n"


def _cue(line: Line) -> str:
    return f"<v {line.who}>{line.text}" if line.who else f"[{line.text}]"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds * 1000), 60_000)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{rest // 1000:02d}.{rest % 1000:03d}"
