"""Pictures as plain data: which nodes and edges, where they stand, how they are drawn."""
