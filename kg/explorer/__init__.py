"""The explorer: one offline page for viewing and querying the ledger and tracing every line to its source.

Python supplies the data and the shell (`payload`, `page`); the interface is the TypeScript beside it, built into
`dist/`. `README.md` describes how the two meet.
"""
