"""Bytes to values and back: envelopes, payloads, statements, bundles."""
