"""The read model of the graph: claims, names, and the network they form."""
