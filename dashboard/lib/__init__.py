"""What pages are built from: the snapshot, records, formats, components, the page shell."""
