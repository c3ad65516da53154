"""Train the default embedder for policy questions in everyday words; needs torch and never runs in service."""
