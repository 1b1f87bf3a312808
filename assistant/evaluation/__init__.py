"""Question sets, metrics, runs and reports. Knows the answer's JSON, never the service."""
