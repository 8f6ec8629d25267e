"""The staff app: record a concern, see where it is, with or without a network."""
