"""One module per outside system that keeps something: the database, the Redis cache, the queue, the rate limits."""
