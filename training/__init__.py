"""How the trained artefacts of onrecord are made; the package itself never imports this."""
