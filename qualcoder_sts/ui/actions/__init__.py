"""The one table of user actions: one module for each menu, and what makes them work.

A module ``…_menu.py`` declares a menu with its actions, in order; nothing else declares actions.
"""
