"""The Team place: who coded what so far, and the views of working together that others bring."""
