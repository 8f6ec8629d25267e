"""Tests of use_cases.delivery."""
