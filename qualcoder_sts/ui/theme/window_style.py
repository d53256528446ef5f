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
QDockWidget QTreeView {{ background: {paper}; border: none; outline: none;
    border-left: 2px solid transparent; }}
QDockWidget QTreeView:focus {{ border-left-color: {accent}; }}
QDockWidget QStackedWidget, QDockWidget QStackedWidget > QWidget {{ background: {paper}; }}
QTreeView::item {{ padding: 4px 4px; border: none; }}
QTreeView::item:selected {{ background: {accent_surface}; color: {text}; }}
QTreeView::branch:selected {{ background: {accent_surface}; }}
QTabWidget::pane {{ border: none; }}
QTabBar {{ background: {window}; }}
QTabBar::tab {{ background: transparent; color: {text_quiet}; border: none;
    border-bottom: 2px solid transparent; padding: 9px 14px 8px 14px; }}
QTabBar::tab:selected {{ color: {text}; background: {paper}; border-bottom-color: {accent};
    font-weight: 600; }}
QTabBar#openPages::tab {{ min-width: 84px; }}
QTabBar[behind="true"]::tab:selected {{ color: {text_quiet}; border-bottom-color: {hairline}; }}
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
QPushButton#mainButton:disabled {{ background: {raised}; color: {text_quiet};
    border-color: {control_border}; }}
QPushButton#mainButton:focus {{ border-color: {text}; }}
QFrame#quickCodeBox {{ background: {raised}; border: 1px solid {control_border}; }}
QFrame#quickCodeBox QListWidget {{ background: {raised}; outline: none; }}
QFrame#quickCodeBox QListWidget::item {{ padding: 5px 4px; border-radius: 4px; }}
QFrame#quickCodeBox QListWidget::item:selected {{ background: {accent_surface}; color: {text}; }}
QListWidget#tickList {{ background: {paper}; border: 1px solid {hairline}; border-radius: 6px;
    padding: 4px; outline: none; }}
QListWidget#tickList:focus {{ border-color: {accent}; }}
QListWidget#tickList::item {{ padding: 4px; border-radius: 4px; }}
QListWidget#tickList::item:selected {{ background: {accent_surface}; color: {text}; }}
QFrame#filterBar {{ background: {accent_surface}; border: none;
    border-bottom: 1px solid {hairline}; }}
QFrame#quickCodeBox QTreeWidget {{ background: {raised}; outline: none; }}
QFrame#quickCodeBox QTreeWidget::item:selected {{ background: {accent_surface};
    color: {text}; }}
QFrame#dropFrame {{ border: 2px solid {accent}; border-radius: 4px; background: transparent; }}
QListWidget#codeList, QListView#passages {{ background: {paper}; border: 1px solid {hairline};
    border-radius: 6px; outline: none; }}
QListWidget#codeList:focus, QListView#passages:focus {{ border-color: {accent}; }}
QListWidget#codeList::item {{ padding: 5px 4px; border-radius: 4px; }}
QListWidget#codeList::item:selected, QListView#passages::item:selected {{
    background: {accent_surface}; color: {text}; }}
QFrame#quickCodeBox QListWidget#codeList {{ background: {raised}; border: none; }}
QTextEdit#growingText {{ background: {raised}; border: 1px solid {hairline}; border-radius: 6px;
    padding: 3px 4px; selection-background-color: {selection};
    selection-color: {selection_text}; }}
QTextEdit#growingText:focus {{ border-color: {accent}; }}
QLineEdit#codeName {{ background: transparent; border-color: transparent; padding: 3px 4px; }}
QLineEdit#codeName:hover {{ border-color: {hairline}; }}
QLineEdit#codeName:focus {{ background: {raised}; border-color: {accent}; }}
QPushButton#chip {{ background: {raised}; border: 1px solid {hairline}; border-radius: 11px;
    padding: 2px 10px; }}
QPushButton#chip:hover, QPushButton#chip:focus {{ border-color: {accent}; }}
QToolButton#chipRemoval {{ color: {text_quiet}; padding: 1px 3px; border: none; }}
QToolButton#chipRemoval:hover, QToolButton#chipRemoval:focus {{ color: {negative}; }}
QWidget[paper="true"], QTextBrowser#readingPane {{ background: {paper}; }}
QStatusBar {{ background: {window}; border-top: 1px solid {hairline}; padding: 2px 8px; }}
QStatusBar::item {{ border: none; }}
QStatusBar QLabel {{ color: {text_quiet}; padding: 3px 8px; }}
QStatusBar QLabel#saved {{ color: {positive}; }}
QAbstractScrollArea::corner {{ background: {paper}; border: none; }}
QScrollArea {{ border: 1px solid transparent; }}
QScrollArea:focus {{ border-color: {accent}; }}
QScrollArea#inspector > QWidget > QWidget {{ background: {paper}; }}
QLabel#card {{ background: {raised}; border: 1px solid {hairline}; border-radius: 8px;
    padding: 8px 10px; }}
QLabel#card:focus {{ border-color: {accent}; }}
QFrame#tourCard {{ background: {raised}; border: 1px solid {control_border};
    border-radius: 10px; }}
QFrame#tourFrame {{ background: transparent; border: 2px solid {accent}; border-radius: 6px; }}
QWidget#settingsPage, QScrollArea#settingsArea {{ background: {window}; }}
QFrame#card {{ background: {raised}; border: 1px solid {hairline}; border-radius: 8px; }}
QToolButton#chip {{ background: {paper}; border: 1px solid {hairline}; border-radius: 10px;
    padding: 0; }}
QToolButton#chip:hover, QToolButton#chip:focus {{ border-color: {accent}; }}
QFrame#segmentInFull {{ background: {raised}; border: 1px solid {hairline};
    border-radius: 8px; }}
QFrame#segmentLine {{ background: transparent; border: none;
    border-bottom: 1px solid {hairline}; }}
QFrame#segmentLine:hover {{ background: {raised}; }}
QToolButton#smallButton {{ padding: 0; border-radius: 4px; color: {text_quiet}; }}
QToolButton#smallButton:checked {{ color: {warning}; }}
QPlainTextEdit#segmentMemo {{ background: {paper}; border: 1px solid {hairline};
    border-radius: 6px; padding: 2px 4px; }}
QPlainTextEdit#segmentMemo:focus {{ border-color: {accent}; }}
QSpinBox#segmentWeight {{ background: {paper}; border: 1px solid {hairline}; border-radius: 4px;
    padding: 1px 6px; min-width: 44px; }}
QSpinBox#segmentWeight::up-button, QSpinBox#segmentWeight::down-button {{ width: 0;
    border: none; }}
QSpinBox#segmentWeight QLineEdit {{ border: none; padding: 0; background: transparent; }}
QSpinBox#segmentWeight:focus {{ border-color: {accent}; }}
QLabel#quickCodeDefinition {{ border-top: 1px solid {hairline}; padding: 8px 4px 2px 4px; }}
QPushButton#recentProject {{ text-align: left; padding: 5px 8px; border: 1px solid transparent; }}
QPushButton#recentProject:hover {{ background: {raised}; }}
QPushButton#recentProject:focus {{ border: 1px solid {accent}; padding: 5px 8px; }}
QPushButton:disabled {{ color: {text_quiet}; border-color: {hairline}; }}
QToolButton {{ color: {text}; border: 1px solid transparent; border-radius: 6px;
    padding: 5px 10px; }}
QToolButton:hover {{ background: {raised}; border-color: {control_border}; }}
QToolButton:focus {{ border-color: {accent}; }}
QToolButton:disabled {{ color: {text_quiet}; }}
QToolButton#sheetSwitch {{ color: {text_quiet}; border: 1px solid transparent; }}
QToolButton#sheetSwitch:checked {{ background: {accent_surface}; color: {accent};
    font-weight: 600; }}
QToolButton#sheetSwitch:focus {{ border-color: {accent}; }}
QLineEdit#cell {{ border: 1px solid {accent}; border-radius: 0; padding: 0 3px; }}
QToolButton#placeButton {{ background: {raised}; border-color: {control_border}; }}
QToolButton#placeButton:hover, QToolButton#placeButton:focus {{ border-color: {accent}; }}
QLineEdit QToolButton {{ padding: 0; border: none; }}
QFrame#findBar, QFrame#editBar {{ background: {window}; border-top: 1px solid {hairline}; }}
QLabel#findProblem {{ color: {negative}; }}
QToolButton#findOption:checked {{ background: {accent_surface}; color: {accent};
    border-color: {accent}; }}
QMenu {{ background: {raised}; border: 1px solid {control_border}; padding: 4px; }}
QMenu::item {{ padding: 5px 24px 5px 24px; border-radius: 4px; }}
QMenu::item:selected {{ background: {accent_surface}; color: {text}; }}
QMenu::item:disabled {{ color: {text_quiet}; }}
QMenu::separator {{ height: 1px; background: {hairline}; margin: 4px 8px; }}
QTreeView#table {{ background: {paper}; border: 1px solid {hairline}; border-radius: 6px;
    outline: none; }}
QTreeView#table:focus {{ border-color: {accent}; }}
QTreeView#table::item {{ border-bottom: 1px solid {hairline}; padding: 5px 1px; }}
QListWidget#people {{ background: {raised}; border: 1px solid {hairline}; border-radius: 6px;
    outline: none; }}
QListWidget#people:focus {{ border-color: {accent}; }}
QListWidget#people::item {{ padding: 5px 6px; }}
QListWidget#people::item:selected {{ background: {accent_surface}; color: {text}; }}
QSplitter::handle {{ background: transparent; }}
QTableView {{ background: {paper}; border: 1px solid {hairline}; border-radius: 6px;
    selection-background-color: {accent_surface}; selection-color: {text}; outline: none;
    padding: 4px; }}
QTableView:focus {{ border-color: {accent}; }}
QTableView::item {{ border-bottom: 1px solid {hairline}; }}
QTableView#sheet::item, QTableView#frozenColumn::item {{ padding: 0 6px; }}
QTableView#sheet::item:focus {{ border: 1px solid {accent}; background: {accent_surface};
    color: {text}; padding: 0 5px; }}
QTableView#sheet QHeaderView::section, QTableView#frozenColumn QHeaderView::section {{
    padding: 6px 9px; }}
QTableView#frozenColumn {{ border: none; border-right: 1px solid {control_border};
    border-radius: 0; padding: 0; }}
QHeaderView::section {{ background: {window}; color: {text_quiet}; border: none;
    border-bottom: 1px solid {hairline}; padding: 6px 4px; font-weight: 600; }}
QToolButton#viewSwitch {{ color: {text_quiet}; border-radius: 0;
    border-bottom: 2px solid transparent; padding: 5px 8px; }}
QToolButton#viewSwitch:hover {{ background: transparent; color: {text}; }}
QToolButton#viewSwitch:checked {{ color: {accent}; border-bottom-color: {accent};
    font-weight: 600; background: transparent; }}
QToolButton#viewSwitch:focus {{ border: 1px solid {accent}; }}
QScrollArea#filters, QScrollArea#quoteDetails {{ background: transparent; border: none; }}
QScrollArea#filters > QWidget > QWidget, QScrollArea#quoteDetails > QWidget > QWidget {{
    background: transparent; }}
QTableView#quotes {{ border: 1px solid {hairline}; padding: 0; }}
QTableView#quotes:focus {{ border-color: {accent}; }}
QWidget#memos {{ background: {paper}; }}
QWidget#memos QSplitter::handle {{ background: {hairline}; }}
QListView#memoList {{ border: none; border-top: 1px solid {hairline}; background: {paper}; }}
QLineEdit#memoTitle {{ border: 1px solid transparent; background: transparent; padding: 3px 0; }}
QLineEdit#memoTitle:focus {{ border-bottom-color: {accent}; }}
QPlainTextEdit#memoText {{ border: none; border-top: 1px solid {hairline};
    background: {paper}; padding: 8px 0; }}
QPlainTextEdit#memoText:focus {{ border-top-color: {accent}; }}
QPushButton#link {{ color: {accent}; text-align: left; padding: 3px 2px; }}
QPushButton#link:hover {{ text-decoration: underline; }}
QPushButton#link:focus {{ border: 1px solid {accent}; padding: 3px 2px; }}
QPushButton#link:disabled {{ color: {text_quiet}; border-color: transparent; }}
QWidget#audit_trail, QWidget#audit_trail StepView {{ background: {paper}; }}
QWidget#audit_trail QSplitter::handle {{ background: {hairline}; }}
QTableView#steps {{ border: none; padding: 0; }}
QScrollArea#stepDetails, QScrollArea#stepDetails > QWidget > QWidget {{
    background: {paper}; border: none; }}
QLabel#refusal {{ color: {negative}; }}
QLabel#figures {{ font-weight: 600; }}
QLabel#warning {{ color: {warning}; }}
QFrame#hairline {{ color: {hairline}; }}
QTableView#importFiles, QTableView#speakersFound, QTableView#surveyColumns {{
    background: {window}; border: none; border-radius: 0; padding: 0; }}
QPushButton#numberCard {{ background: {raised}; border: 1px solid {hairline}; border-radius: 8px;
    padding: 0; text-align: left; }}
QPushButton#numberCard:checked {{ border: 2px solid {accent}; }}
QPushButton#numberCard:focus {{ border: 2px solid {text}; }}
QTableView#conflicts {{ padding: 0; }}
QTableView#conflicts::item {{ padding: 4px 8px; }}
QTableView#conflicts QHeaderView::section {{ padding: 6px 8px; }}
QRadioButton::indicator {{ width: 11px; height: 11px; border: 2px solid {text_quiet};
    border-radius: 7px; background: {raised}; }}
QRadioButton::indicator:checked {{ border-color: {accent}; background: {accent}; }}
QRadioButton::indicator:focus {{ border-color: {text}; }}
QCheckBox::indicator, QAbstractItemView::indicator {{ width: 13px; height: 13px;
    border: 1px solid {text_quiet}; border-radius: 3px; background: {raised}; }}
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {{
    border-color: {accent}; background: {accent}; image: url("{tick}"); }}
QAbstractItemView::indicator:indeterminate {{ border-color: {accent};
    background: {accent_surface}; }}
QCheckBox::indicator:disabled {{ border-color: {hairline}; background: transparent; }}
QCheckBox::indicator:focus {{ border: 2px solid {accent}; width: 11px; height: 11px; }}
QTableView QComboBox {{ margin: 2px 6px 2px 0; }}
QComboBox {{ background: {raised}; color: {text}; border: 1px solid {control_border};
    border-radius: 6px; padding: 4px 8px; }}
QComboBox::drop-down {{ border: none; width: 22px; }}
QComboBox::down-arrow {{ image: url("{arrow}"); width: 12px; height: 12px; }}
QComboBox:hover, QComboBox:focus, QComboBox:on {{ border-color: {accent}; }}
QComboBox:disabled {{ color: {text_quiet}; border-color: {hairline}; }}
QComboBox QAbstractItemView {{ background: {raised}; border: 1px solid {control_border};
    selection-background-color: {accent_surface}; selection-color: {text}; outline: none; }}
QComboBox QLineEdit {{ border: none; background: transparent; padding: 0; }}
QProgressBar {{ background: {hairline}; border: none; border-radius: 3px; max-height: 6px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 3px; }}
"""
