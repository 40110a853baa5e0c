"""The little grammars (ids, quantities, periods), how values are shown, how names are spelled, text made safe."""
