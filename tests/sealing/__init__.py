"""Tests of `detectors_app/sealing`."""
