"""Question sets to an accuracy report."""
