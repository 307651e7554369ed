"""The terminal: one file per command, renderers apart."""
