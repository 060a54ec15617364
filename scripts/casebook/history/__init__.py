"""What earlier revisions held, and the gate that compares a change with them."""
