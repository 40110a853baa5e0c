"""The explorer: one offline page in which a reader sees the industry, asks it, and gets from any line to who said it.

Python fills in the data and the shell (`payload`, `page`); what the reader sees is the TypeScript beside it, built into
`dist/`. `README.md` says how the two meet.
"""
