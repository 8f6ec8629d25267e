"""The council's list of homes on a laptop: taking it in, and finding a home in it."""
