"""The kit every screen is built from: painted, keyboard-first, two themes, three text sizes.

Import from the module that names the thing::

    buttons    Button, IconButton, LinkButton, Chip, Segmented, Segment
    fields     Field, LineEdit, NoteEdit, NumberField, DateField, TimeField, ChoiceField, Choice,
               AutoCompleteField, Suggestion, CheckRow, RadioRow, EnterMovesOn
    labels     Label, GroupHeading, Keycap          pane      Pane, Bar, Line, row(), column()
    lists      RowList, RowListModel, ListRow       tables    DataTable, TableModel, Column, Cell, TableRow
    grid       EntryGrid, EntryColumn               sop_strip SopStrip, StepView, MiniSteps
    badges     Badge, BadgeView, status_badge()     avatar    Avatar, Mark, initials()
    fill_bar   FillBar                              bars      TimeBar, StandardBars, ColumnChart
    empty_state EmptyState, EmptyView               toast     Toasts
    conflict_bar ConflictBar                        banner    Banner
    hint_bar   HintBar, Hint                        top_bar   TopBar, TabView
    page_view  PageView, PageCanvas, LensView       splitter  Splitter
    shortcut_sheet ShortcutSheet                    dialog_shell DialogShell

Conventions: ``object_name=`` on every control (tests find it by that); visible text doubles as the
accessible name unless ``name=`` says more; ``allow(False, "alasan")`` switches off with a reason; lengths
are design pixels. ``python -m ui.widgets.gallery -o DIR [--dark]`` draws the sheet of components.
"""
