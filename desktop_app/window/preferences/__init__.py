"""The preferences: one window, a page for each section; every change counts at once."""
