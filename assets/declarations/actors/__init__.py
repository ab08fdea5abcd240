"""Which names in the exports are agents or static rules."""
