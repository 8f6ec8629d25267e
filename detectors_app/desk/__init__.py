"""The duty desk: open, read and answer for every concern."""
