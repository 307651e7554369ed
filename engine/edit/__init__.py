"""Editing the rule files: canonical layout, new schemes, renamed facts and schemes."""
