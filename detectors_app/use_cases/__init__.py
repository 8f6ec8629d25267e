"""One verb a module; everything outward is a port handed in."""
