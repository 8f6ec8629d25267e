"""Makes one film file out of frames and narrations with ffmpeg; it knows nothing of what they show or say."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tools.film.voices import RATE_HZ

FRAMES_A_SECOND = 25


class Track(NamedTuple):
    """One narration: its samples, and what it is called."""

    samples: bytes
    name: str


def encode(frames: Iterable[bytes], size: tuple[int, int], tracks: Sequence[Track], out: Path, ffmpeg: str) -> None:
    """Write an MP4: H.264, a key frame each second so that seeking is quick, one AAC track for each narration.

    `frames` are BGRA, `size` wide and high, 25 a second. The same input makes the same file with the same ffmpeg.
    """
    with TemporaryDirectory() as folder:
        files = [_kept(Path(folder) / f"{place}.raw", each.samples) for place, each in enumerate(tracks)]
        sounds = [word for file in files for word in ("-f", "s16le", "-ar", str(RATE_HZ), "-ac", "1", "-i", str(file))]
        picture = ["-f", "rawvideo", "-pix_fmt", "bgra", "-s", f"{size[0]}x{size[1]}", "-r", str(FRAMES_A_SECOND)]
        maps = [word for place in range(len(files) + 1) for word in ("-map", str(place))]
        command = [ffmpeg, "-v", "error", "-y", *picture, "-i", "-", *sounds, *maps, *_VIDEO, *_AUDIO]
        command += [word for place, each in enumerate(tracks) for word in _labels(place, each.name)]
        command += ["-movflags", "+faststart", "-fflags", "+bitexact", "-map_metadata", "-1", str(out)]
        _feed(command, frames)


_VIDEO = [
    *("-c:v", "libx264", "-preset", "slow", "-tune", "animation", "-crf", "23", "-pix_fmt", "yuv420p"),
    *("-vf", "scale=out_color_matrix=bt709:out_range=tv", "-colorspace", "bt709", "-color_primaries", "bt709"),
    *("-color_trc", "bt709", "-g", str(FRAMES_A_SECOND), "-keyint_min", str(FRAMES_A_SECOND), "-sc_threshold", "0"),
    # Closed groups without pictures that look ahead: seeking to any second shows it at once.
    *("-bf", "0", "-x264-params", "open-gop=0"),
    *("-threads", "1", "-flags:v", "+bitexact"),
]
_AUDIO = ["-c:a", "aac", "-b:a", "56k", "-flags:a", "+bitexact"]


def _labels(place: int, name: str) -> list[str]:
    titles = [f"-metadata:s:a:{place}", f"handler_name={name}"]
    kind = "default" if place == 0 else "descriptions"
    return [*titles, f"-metadata:s:a:{place}", "language=eng", f"-disposition:a:{place}", kind]


def _kept(file: Path, samples: bytes) -> Path:
    file.write_bytes(samples)
    return file


def _feed(command: list[str], frames: Iterable[bytes]) -> None:
    with subprocess.Popen(command, stdin=subprocess.PIPE) as running:
        if running.stdin is None:
            raise RuntimeError
        for each in frames:
            running.stdin.write(each)
        running.stdin.close()
    if running.returncode:
        raise subprocess.CalledProcessError(running.returncode, command)
