"""The staff app worked by a real assistive client, over the accessibility bus."""
