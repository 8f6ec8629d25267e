"""A detector's verbs: draft, resume, report."""
