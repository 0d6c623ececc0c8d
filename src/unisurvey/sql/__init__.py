"""The catalogue as a relational database, and questions to it."""
