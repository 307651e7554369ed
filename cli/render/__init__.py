"""Results and diagnostics as text and as JSON: functions from a value to a text, none of which prints."""
