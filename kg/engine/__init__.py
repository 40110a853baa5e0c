"""SPARQL, wherever it runs: the embedded store, a remote endpoint, rdflib; and what a query may be."""
