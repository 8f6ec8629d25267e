"""Tests of `detectors_app/domain`."""
