"""Retrieval on STARD: everyday questions, and the articles of Chinese law that answer them."""
