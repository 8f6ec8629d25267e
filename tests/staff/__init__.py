"""The staff app, with real windows offscreen."""
