"""The main window: rail, docks, status bar, start page. Knows panels, no rules."""
