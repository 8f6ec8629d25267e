"""Make a content pack's list of a course and its files; signs nothing and writes nothing."""

from __future__ import annotations

import hashlib
from datetime import datetime

from detectors_app.domain.course import Course
from detectors_app.domain.packs import Pack, PackedFile, check_pack, check_path
from detectors_app.use_cases.learning.pack_ports import CourseFolder


def build_pack(course: Course, files: CourseFolder, made_at: datetime) -> Pack:
    """Give the list of a course as its files are now; the course says its id, version and what changed.

    Raises Invalid: a path or kind of file that no laptop would take, too many or too large ones. EnvironmentFault.
    """
    paths = files.paths()
    for path in paths:
        check_path(path)
    packed = tuple(_packed(files, path) for path in paths)
    pack = Pack(course.id, course.version, course.change, made_at.replace(microsecond=0), packed)
    check_pack(pack)
    return pack


def _packed(files: CourseFolder, path: str) -> PackedFile:
    size, digests = 0, []
    for piece in files.pieces(path):
        size += len(piece)
        digests.append(hashlib.sha256(piece).hexdigest())
    return PackedFile(path, size, tuple(digests))
