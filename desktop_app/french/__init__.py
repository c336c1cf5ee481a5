"""French: functions on text, given their data; nothing here knows the rest of the house."""
