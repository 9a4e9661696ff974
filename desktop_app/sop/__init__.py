"""The rules of SOP 24/2020, pure: standard library only, no clock, no input or output, no globals that
change.

Nothing here knows screens, papers or storage; what is needed (today's date, rows of settings) is passed in.
"""
