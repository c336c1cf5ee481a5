"""What editing an article means: its Markdown marks, and what keys and commands make of a text."""
