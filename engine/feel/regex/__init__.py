"""Regular expressions of XPath (DMN 1.5, clause 10.3.4.3), matched in a time that patterns cannot blow up."""
