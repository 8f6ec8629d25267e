"""Makes the film of the course out of drawings and words of our own; never shipped: only what it makes is."""
