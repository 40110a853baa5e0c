# internal: add triples; they take the place of the word triples and its mark, in a named graph or without one
INSERT DATA {
# triples
}
