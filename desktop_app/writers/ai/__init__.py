"""The AI writer: any model the user has, the brief kept by verify-and-repair, quotations sealed."""
