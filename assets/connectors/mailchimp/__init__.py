"""The Mailchimp connector."""
