"""What is kept of questions, answers and ratings, for whoever improves the answers."""
