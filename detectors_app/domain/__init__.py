"""The words and the rules, on the standard library alone."""
