"""What others know: asking services, drafting records from answers, and refreshing them."""
