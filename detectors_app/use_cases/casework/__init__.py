"""What a duty officer's desk does: take in, show, read, put back."""
