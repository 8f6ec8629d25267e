"""The service: takes sealed envelopes, answers with signed receipts, reads nothing."""
