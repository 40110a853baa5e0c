"""Pictures as plain data: nodes and edges, their places, their style."""
