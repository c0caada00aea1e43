"""The data that the reference server is born with: real places, invented jobs, courses and offices."""
