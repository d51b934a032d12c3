"""One connection to the service: the generated client on transports that pace, repeat and log. Knows no queue."""
