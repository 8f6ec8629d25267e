"""Speaks the film's lines with espeak-ng, softens them, and lays each at its time; the words are not its own."""

from __future__ import annotations

import subprocess
import sys
from array import array
from collections.abc import Iterable

from tools.film.story import Line, Story, Voice

RATE_HZ = 48_000
_SPOKEN = "highpass=f=90,equalizer=f=220:t=q:w=1:g=2,equalizer=f=3300:t=q:w=1.2:g=-5,lowpass=f=6200,lowpass=f=7200"
_ROOM = "aecho=0.92:0.9:23|41:0.12|0.07"
_EVEN = "acompressor=threshold=0.12:ratio=3:attack=8:release=160:makeup=2"
_SOFT = f"{_SPOKEN},{_ROOM},{_EVEN}"
# Behind a wall: the tune of a voice is left, and no word of it can be made out.
_BEHIND = "highpass=f=110,lowpass=f=420,lowpass=f=420,aecho=0.8:0.8:60|95:0.3|0.2,afade=t=in:d=0.4"
_SAMPLE_BYTES = 2


def narration(story: Story, ffmpeg: str, *, with_seen: bool) -> bytes:
    """Give the whole narration: 48,000 samples a second, 16 bits, one channel; `with_seen` tells what is seen too.

    Raises ValueError where a line takes longer to say than it has.
    """
    track = array("h", bytes(round(story.length_s * RATE_HZ) * _SAMPLE_BYTES))
    for line in _spoken(story.lines, with_seen=with_seen):
        said = _say(line, story.voices[line.voice], ffmpeg)
        if len(said) > (line.to_s - line.at_s) * RATE_HZ:
            raise ValueError(f"{len(said) / RATE_HZ:.1f} s are too long for {line.at_s} to {line.to_s}: {line.text}")
        begin = round(line.at_s * RATE_HZ)
        track[begin : begin + len(said)] = said
    if sys.byteorder == "big":
        track.byteswap()
    return track.tobytes()


def _spoken(lines: Iterable[Line], *, with_seen: bool) -> Iterable[Line]:
    return (each for each in lines if each.spoken and (with_seen or not each.is_seen))


def _say(line: Line, voice: Voice, ffmpeg: str) -> array[int]:
    settings = ["-v", voice.voice, "-s", str(voice.speed), "-p", str(voice.pitch)]
    raw = subprocess.run(["espeak-ng", *settings, "--stdout", line.spoken], check=True, capture_output=True).stdout
    softer = f"{_BEHIND if line.voice == 'behind' else _SOFT},volume={voice.loud}"
    out = ["-af", softer, "-ar", str(RATE_HZ), "-ac", "1", "-f", "s16le", "-"]
    command = [ffmpeg, "-v", "error", "-i", "-", *out]
    made = array("h", subprocess.run(command, input=raw, check=True, capture_output=True).stdout)
    if sys.byteorder == "big":
        made.byteswap()
    return _faded(made)


def _faded(samples: array[int]) -> array[int]:
    """Take off the silence at the end, and let the last hundredth of a second run out, so that nothing clicks."""
    end = len(samples)
    while end and abs(samples[end - 1]) < 16:
        end -= 1
    kept = samples[:end]
    fade = min(RATE_HZ // 100, end)
    for place in range(fade):
        kept[end - fade + place] = kept[end - fade + place] * (fade - place) // fade
    return kept
