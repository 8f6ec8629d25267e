"""Tests of the service's verbs."""
