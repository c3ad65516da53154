"""Hits to an answer made of the documents' own sentences: one module for each kind of composition."""
