"""What people see: a reader of the published snapshot."""
