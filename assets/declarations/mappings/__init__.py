"""How tables of tools without a connector are read."""
