"""Bytes kept for ever: every version of this project, and any other program, must read them alike."""
