"""The tables in `data/`: cells, sheets and rows, their canonical form, and the evidence of a claim."""
