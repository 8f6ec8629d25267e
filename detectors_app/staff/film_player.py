"""The one edge to Qt Multimedia: plays a film and hands out its pictures; knows no page, no step and no words.

The library is loaded when a film is opened, never before. Where it, a codec or the file is missing, `failed` says so.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLoggingCategory, QObject, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QMediaPlayer, QVideoFrame

_QUIET = "qt.multimedia.*=false\nqt.multimedia.ffmpeg.*=false"
"""It tells standard error of each decoder and sound system that a laptop does not have."""


class FilmPlayer(QObject):
    """One film. It opens paused at a place; only `play` makes it play."""

    opened = Signal(int)
    """The film can be played; its length in milliseconds."""
    moved = Signal(int)
    """Where it is, in milliseconds, a few times a second while it plays."""
    playing_changed = Signal(bool)
    ended = Signal()
    pictured = Signal(QImage)
    """The next picture."""
    failed = Signal()
    """It cannot be played."""

    def __init__(self, file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self._media: QMediaPlayer | None = None
        self._begin_ms = 0
        self._has_opened = False
        self._has_failed = False
        self._muted = False

    @property
    def is_playing(self) -> bool:
        """Say whether it plays."""
        media = self._media
        return media is not None and media.isPlaying()

    @property
    def has_sound(self) -> bool:
        """Say whether the laptop has anything that sounds."""
        if self._media is None:
            return False
        from PySide6.QtMultimedia import QMediaDevices

        return not QMediaDevices.defaultAudioOutput().isNull()

    @property
    def can_describe(self) -> bool:
        """Say whether there is a second narration, which tells what is seen too."""
        return self._media is not None and len(self._media.audioTracks()) > 1

    def open(self, begin_ms: int) -> None:
        """Load the film and show the picture at this place."""
        self._begin_ms = begin_ms
        if not self._file.is_file() or not self._load():
            QTimer.singleShot(0, self, self.on_failed)

    def _load(self) -> bool:
        QLoggingCategory.setFilterRules(_QUIET)
        try:
            from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer, QVideoSink
        except ImportError:  # a system library is missing
            return False
        self._media = media = QMediaPlayer(self)
        self._sound = QAudioOutput(self)
        self._sink = QVideoSink(self)
        media.setAudioOutput(self._sound)
        media.setVideoSink(self._sink)
        self._sink.videoFrameChanged.connect(self.on_frame)
        media.positionChanged.connect(self.on_position)
        media.playingChanged.connect(self.playing_changed)
        media.mediaStatusChanged.connect(self.on_status)
        media.errorOccurred.connect(self.on_failed)
        media.setSource(QUrl.fromLocalFile(str(self._file)))
        return True

    # --- what can be asked of it ------------------------------------------------------------------------------------

    def play(self) -> None:
        """Play on, from the beginning where it was at its end."""
        if self._media is not None and self._has_opened:
            self._sound.setMuted(self._muted)
            self._media.play()

    def pause(self) -> None:
        """Stop at this picture."""
        if self._media is not None and self._has_opened:
            self._media.pause()

    def silence(self) -> None:
        """Make no sound any more, at once; it stays so until it plays again."""
        if self._media is not None:
            self._sound.setMuted(True)
            self.pause()

    def seek(self, at_ms: int) -> None:
        """Go on from here, playing or not."""
        if self._media is not None and self._has_opened:
            self._media.setPosition(at_ms)

    def set_rate(self, rate: float) -> None:
        """Play so many times as fast as the film was made."""
        if self._media is not None:
            self._media.setPlaybackRate(rate)

    def set_sound(self, *, on: bool, percent: int) -> None:
        """Let it sound or not, and how loud of all there is."""
        self._muted = not on
        if self._media is not None:
            self._sound.setMuted(self._muted)
            # Ears hear loudness by its logarithm: a square comes near enough, and half sounds like half.
            self._sound.setVolume((percent / 100) ** 2)

    def describe(self, *, on: bool) -> None:
        """Let the narration tell what is seen too, or not."""
        if self.can_describe and self._media is not None:
            self._media.setActiveAudioTrack(1 if on else 0)

    @property
    def is_silent(self) -> bool:
        """Say whether no sound can be heard now."""
        return self._media is None or self._sound.isMuted() or not self.is_playing

    # --- what it tells ----------------------------------------------------------------------------------------------

    @Slot("QVideoFrame")
    def on_frame(self, frame: QVideoFrame) -> None:
        """Hand out a picture."""
        image = frame.toImage()
        if not image.isNull():
            self.pictured.emit(image)

    @Slot("qlonglong")
    def on_position(self, at_ms: int) -> None:
        """Tell where it is, once it is there."""
        if self._has_opened:
            self.moved.emit(at_ms)

    @Slot("QMediaPlayer::MediaStatus")
    def on_status(self, status: QMediaPlayer.MediaStatus) -> None:
        """Go to the place once the film is loaded, tell that it has ended, or that it is damaged."""
        media = self._media
        if media is None:
            return
        kinds = type(status)
        if status == kinds.LoadedMedia and not self._has_opened:
            self._open_at_place(media)
        elif status == kinds.EndOfMedia:
            self.ended.emit()
        elif status == kinds.InvalidMedia:
            self.on_failed()

    def _open_at_place(self, media: QMediaPlayer) -> None:
        if not media.hasVideo() or media.duration() <= 0:
            self.on_failed()
            return
        self._has_opened = True
        media.setPosition(min(self._begin_ms, media.duration()))
        media.pause()
        self.opened.emit(media.duration())

    @Slot()
    def on_failed(self) -> None:
        """Tell once that it cannot be played."""
        if not self._has_failed:
            self._has_failed = True
            self.failed.emit()
