"""AI-ops governance: triggers, milestones, risks, audits and sign-offs."""
