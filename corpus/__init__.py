"""Documents to clauses: every clause of every policy text, with its address and its place in the file."""
