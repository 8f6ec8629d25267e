"""The `detectors` command and the demo: the only layer that may start all three programs."""
