"""Pages for whoever runs an installation: behind a token, never in a frame."""
