"""What an export does not say about itself, per connector."""
