"""The duty team's verbs: open, read, tell."""
