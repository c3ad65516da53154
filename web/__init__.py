"""The web edge: chat, reading pages, embed script and HTTP API; it wires and renders, and decides nothing."""
