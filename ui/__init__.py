"""The windows of Loket Training. Everything a clerk sees is here; every decision is in ``desktop_app``."""
