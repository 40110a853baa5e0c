"""SPARQL wherever it runs: the embedded store, a remote endpoint, rdflib; and the check of a user's query."""
