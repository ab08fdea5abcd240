"""AI-ops governance: audits, escalation triggers and the queries that an organisation declares."""
