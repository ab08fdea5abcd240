"""What is to be done about each agent, in Markdown."""
