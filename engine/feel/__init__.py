"""The condition language: FEEL text -> syntax tree -> types and units checked -> value."""
