"""The fields of the brief: what they hold, and how they are typed, pasted and corrected."""
