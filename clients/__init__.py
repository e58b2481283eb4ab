"""Programs that speak the wire: the reference client, simulated players and the pages."""
