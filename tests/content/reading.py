"""How hard a text is to read: the measure that authors use too."""

from __future__ import annotations

from detectors_app.content.reading_age import grade, plain, sentences, whole_sentences, word_count

__all__ = ["grade", "plain", "sentences", "whole_sentences", "word_count"]
