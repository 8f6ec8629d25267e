"""Qt parts that the staff app and the desk share."""
