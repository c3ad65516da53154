"""A language model that writes the answer, and the verifier that lets through only what the clauses say."""
