"""How fast the explorer draws, beside pyvis: graphs, pages, a browser, and the table."""
