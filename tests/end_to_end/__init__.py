"""Whole stories, with real windows, stores and service."""
