"""Tests of `detectors_app/protocol`."""
