"""cfnews: the morning news desk in a terminal for people who work with children in the UK."""

__version__ = "0.1.0"
