"""Editing the rule files: canonical layout, new schemes, renamed facts and schemes. Files go in as texts and come out as texts."""
