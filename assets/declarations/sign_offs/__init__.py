"""Who has signed the agents' weekly reviews."""
