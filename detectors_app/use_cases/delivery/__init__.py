"""Carrying envelopes to the service and taking receipts back."""
