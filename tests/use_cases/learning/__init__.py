"""Tests of what learning does: packs, progress, completions, figures."""
