"""The types: a schema and a class for each."""
