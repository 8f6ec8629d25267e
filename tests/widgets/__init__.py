"""The shared parts: what is painted, what is named, what is never cut."""
