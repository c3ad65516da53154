"""Clauses to a searchable index: passages, vectors, words."""
