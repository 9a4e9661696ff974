"""The colours of both themes as data, and the contrast every pair must keep.

Rule: a new colour pair enters ``CONTRAST_PAIRS`` first; the test then asserts it in both themes.
"""

from __future__ import annotations

from typing import Final, NamedTuple

_TABLE: Final = """
canvas        #F3F6F6 #12181A
surface       #FFFFFF #1A2124
surface2      #F8FAFA #1F272A
hover         #EEF3F3 #263034
line          #DCE3E4 #2D383C
line2         #EAEFEF #263034
control       #7F8B91 #748389
thumb         #FFFFFF #2D383C
well          #EAEFEF #161D1F
text          #182226 #E7EDEE
text2         #46545A #B5C1C5
text3         #5E6C72 #94A2A8
disabled      #98A4A9 #5F6D73
accent        #0A666B #5CC2C4
accent_hover  #08565A #74CFD0
accent_press  #064649 #8FDADB
on_accent     #FFFFFF #062628
on_accent2    #D5EAEA #0B3A3D
accent_soft   #E1F0F0 #16373A
ok            #1B6E3F #74CC95
ok_soft       #E4F3EA #17311F
warn          #805300 #E5B353
warn_soft     #FDF1D8 #352A10
danger        #AE231C #F1938A
danger_soft   #FCEAE8 #3D1D1A
holiday       #9A2A23 #F0A099
holiday_soft  #FBF0EF #2A1D1D
t_ppk         #3C53B4 #9DADF2
t_ppk_soft    #E8EBF8 #222A47
t_pokja       #77408F #D0A3E2
t_pokja_soft  #F3EAF7 #34233D
t_pyd         #8F4518 #EBA678
t_pyd_soft    #FAEDE3 #3B2618
t_kat         #4A5F10 #B7CC78
t_kat_soft    #EEF3DF #2A3216
track         #E1E7E8 #313D41
desk          #E6EBEC #0E1315
toast         #1F2B30 #E7EDEE
toast_text    #F2F6F6 #182226
toast_action  #7FD6D6 #0A5B60
"""


def _column(which: int) -> dict[str, str]:
    rows = (line.split() for line in _TABLE.split("\n") if line.strip())
    return {row[0]: row[which] for row in rows}


LIGHT: Final[dict[str, str]] = _column(1)
DARK: Final[dict[str, str]] = _column(2)

TOPIC_TONES: Final = ("t_ppk", "t_pokja", "t_pyd", "t_kat")
STATUS_TONES: Final = ("ok", "warn", "danger", "holiday", "accent")


class Pair(NamedTuple):
    """A foreground on a background, the least ratio allowed and, where the design names one, the ratio."""

    fore: str
    back: str
    least: float
    light: float | None = None
    dark: float | None = None


TEXT: Final = 4.5
CONTROL: Final = 3.0

CONTRAST_PAIRS: Final[tuple[Pair, ...]] = (
    Pair("text", "surface", TEXT, 16.2, 13.8),
    Pair("text", "canvas", TEXT),
    Pair("text", "hover", TEXT),
    Pair("text", "accent_soft", TEXT),
    Pair("text", "danger_soft", TEXT),
    Pair("text", "thumb", TEXT),
    Pair("text2", "canvas", TEXT, 7.2, 9.7),
    Pair("text2", "surface2", TEXT),
    Pair("text2", "hover", TEXT),
    Pair("text2", "well", TEXT),
    Pair("text2", "warn_soft", TEXT),
    Pair("text3", "canvas", TEXT, 5.0, 6.8),
    Pair("text3", "surface", TEXT),
    Pair("text3", "hover", TEXT),
    Pair("text3", "desk", TEXT),
    Pair("text3", "well", TEXT),
    Pair("text3", "thumb", TEXT),
    Pair("text3", "accent_soft", TEXT, 4.6, 4.9),
    Pair("on_accent", "accent", TEXT, 6.7, 7.6),
    Pair("on_accent", "accent_hover", TEXT),
    Pair("on_accent", "accent_press", TEXT),
    Pair("on_accent2", "accent", TEXT),
    Pair("on_accent2", "accent_hover", TEXT),
    Pair("accent", "surface", TEXT),
    Pair("accent", "canvas", CONTROL, 6.2, 8.5),
    Pair("accent", "accent_soft", TEXT, 5.7, 6.1),
    Pair("accent", "desk", CONTROL),
    Pair("ok", "ok_soft", TEXT, 5.5, 7.2),
    Pair("ok", "surface", TEXT),
    Pair("ok", "canvas", TEXT),
    Pair("warn", "warn_soft", TEXT, 5.9, 7.3),
    Pair("warn", "canvas", TEXT),
    Pair("warn", "accent_soft", TEXT),
    Pair("danger", "danger_soft", TEXT, 5.9, 6.7),
    Pair("danger", "surface", TEXT),
    Pair("danger", "canvas", TEXT),
    Pair("danger", "accent_soft", TEXT),
    Pair("holiday", "holiday_soft", TEXT, 6.9, 7.9),
    *(Pair(tone, f"{tone}_soft", TEXT) for tone in TOPIC_TONES),
    *(Pair(tone, "surface", CONTROL) for tone in TOPIC_TONES),
    Pair("control", "surface", CONTROL, 3.5, 4.2),
    Pair("control", "canvas", CONTROL),
    Pair("toast_text", "toast", TEXT),
    Pair("toast_action", "toast", TEXT, 8.6, 6.6),
)


def luminance(hex_color: str) -> float:
    """Relative luminance of ``#RRGGBB`` by WCAG 2.2."""
    channels = [int(hex_color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two ``#RRGGBB`` colours, 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
