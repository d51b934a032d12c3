"""One connection to the service: the generated client on connections that pace, repeat and log. Knows no queue."""
