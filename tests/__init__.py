"""Tests; each docstring states the rule that it holds."""
