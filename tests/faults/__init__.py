"""What must hold when things die, fill up or are searched by someone who should find nothing."""
