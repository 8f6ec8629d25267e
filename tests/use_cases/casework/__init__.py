"""Tests of the duty team's side."""
