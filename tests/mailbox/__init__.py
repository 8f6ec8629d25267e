"""Tests of the service: its store on both databases, its calls over real HTTP."""
