"""The Code place: transcript tabs, the quick-code box, the inspector."""
