"""Seal and open envelopes; keys; the passphrase wrap."""
