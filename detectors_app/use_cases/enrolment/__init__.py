"""Making a laptop known: grants, certificates, bundles."""
