"""The style sheet of the window's own parts: rail, docks, tabs, lists. Roles in braces."""

WINDOW_STYLE = """
QMainWindow::separator {{ background: {hairline}; width: 1px; height: 1px; }}
QMenuBar {{ background: {window}; padding: 3px 6px; }}
QMenuBar::item {{ padding: 4px 10px; border-radius: 4px; background: transparent; }}
QMenuBar::item:selected {{ background: {accent_surface}; }}
QToolBar#places {{ background: {window}; border: none; border-right: 1px solid {hairline};
    padding: 8px 5px; spacing: 6px; }}
QToolBar#places QToolButton {{ border: 1px solid transparent; border-radius: 8px;
    padding: 8px 2px 6px 2px; color: {text_quiet}; background: transparent; }}
QToolBar#places QToolButton:hover {{ background: {raised}; }}
QToolBar#places QToolButton:checked {{ background: {accent_surface}; color: {accent};
    font-weight: 600; }}
QToolBar#places QToolButton:focus {{ border-color: {accent}; }}
QDockWidget > QWidget {{ background: {paper}; }}
QDockWidget QTreeView {{ background: {paper}; border: none; outline: none; }}
QTreeView::item {{ padding: 4px 4px; border: none; }}
QTreeView::item:selected {{ background: {accent_surface}; color: {text}; }}
QTreeView::branch:selected {{ background: {accent_surface}; }}
QTabWidget::pane {{ border: none; }}
QTabBar {{ background: {window}; }}
QTabBar::tab {{ background: transparent; color: {text_quiet}; border: none;
    border-bottom: 2px solid transparent; padding: 9px 14px 8px 14px; }}
QTabBar::tab:selected {{ color: {text}; background: {paper}; border-bottom-color: {accent};
    font-weight: 600; }}
QTabBar::tab:focus {{ color: {accent}; }}
QTabBar QToolButton {{ color: {text_quiet}; border: none; border-radius: 4px; padding: 0 4px; }}
QTabBar QToolButton:hover, QTabBar QToolButton:focus {{ background: {hairline}; color: {text}; }}
QLineEdit {{ background: {raised}; border: 1px solid {control_border}; border-radius: 6px;
    padding: 5px 8px; selection-background-color: {selection};
    selection-color: {selection_text}; }}
QLineEdit:focus {{ border-color: {accent}; }}
QPushButton {{ background: {raised}; color: {text}; border: 1px solid {control_border};
    border-radius: 6px; padding: 6px 14px; }}
QPushButton:hover {{ border-color: {accent}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: 5px 13px; }}
QPushButton:pressed {{ background: {accent_surface}; }}
QPushButton:flat {{ background: transparent; border-color: transparent; }}
QPushButton#mainButton {{ background: {accent}; color: {on_accent}; border-color: {accent};
    font-weight: 600; }}
QPushButton#mainButton:focus {{ border-color: {text}; }}
QFrame#quickCodeBox {{ background: {raised}; border: 1px solid {control_border}; }}
QFrame#quickCodeBox QListWidget {{ background: {raised}; outline: none; }}
QFrame#quickCodeBox QListWidget::item {{ padding: 5px 4px; border-radius: 4px; }}
QFrame#quickCodeBox QListWidget::item:selected {{ background: {accent_surface}; color: {text}; }}
QStatusBar {{ background: {window}; border-top: 1px solid {hairline}; padding: 2px 8px; }}
QStatusBar::item {{ border: none; }}
QStatusBar QLabel {{ color: {text_quiet}; padding: 3px 8px; }}
QStatusBar QLabel#saved {{ color: {positive}; }}
QScrollArea {{ border: none; }}
QScrollArea#inspector > QWidget > QWidget {{ background: {paper}; }}
"""
