"""The grammars of ids, quantities and periods; how values are shown and names compared; text made safe."""
