"""Sign and verify: statements, payloads, HTTP messages."""
