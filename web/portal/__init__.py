"""Readers whom a portal vouches for: its signed token is exchanged for a session of ours."""
