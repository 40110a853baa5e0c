"""From tables and ontology to a built graph: rows to triples, rules, the cache."""
