"""Public aids for doctors in under-served areas of France, as data."""
