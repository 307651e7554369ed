"""How facts are drawn for a population of trial: `population.toml`, beside the rules."""
