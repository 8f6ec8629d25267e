"""Tests of `detectors_app/signing`."""
