"""Tests of Loket Training; they mirror the source."""
