"""Tests of finding homes and of taking them in."""
