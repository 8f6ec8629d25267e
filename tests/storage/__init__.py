"""Tests of detectors_app.storage."""
