"""Citations judged by hand: drawn from the answers, judged by a person, summed up, kept as data."""
