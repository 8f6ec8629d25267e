"""The service's verbs: accept an envelope, give a feed."""
