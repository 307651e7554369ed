"""Where a thing was read: texts, places, diagnostics, and the strict YAML reader that keeps line and column."""
