"""Tests of use_cases.reporting."""
