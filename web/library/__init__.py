"""The admin's library: documents handed in, looked over, accepted, removed, and the way back."""
