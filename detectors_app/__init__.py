"""Early Detectors: record a concern, carry it sealed, read it at the duty desk."""
