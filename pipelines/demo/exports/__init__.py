"""What each tool of the demo organisation exports of its world, in the tool's own format."""
