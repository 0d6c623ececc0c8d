"""References as citation styles print them."""
