"""Reads resources into domain values: the form, the wording, the contacts."""
