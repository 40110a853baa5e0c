"""What the graph knows, read back once: claims, names, and the network that they make."""
