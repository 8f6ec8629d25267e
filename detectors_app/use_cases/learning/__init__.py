"""Taking courses, and counting who has; knows nothing of concerns."""
