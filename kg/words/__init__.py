"""The ontology's terms and every other word that people read, in both languages."""
