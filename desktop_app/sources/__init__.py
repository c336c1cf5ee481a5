"""Text out of every readable file, and the brief line out of the text."""
