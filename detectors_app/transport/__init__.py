"""The service's client: signed requests over HTTP, and what each answer means."""
