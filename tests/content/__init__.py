"""The form, the wording and the contacts hold together."""
