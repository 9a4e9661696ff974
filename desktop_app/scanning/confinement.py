"""What a child that opens strangers' files gives up before it looks at one: memory, new files, other processes.

On POSIX by resource limits; on Windows by a job object the child puts itself into (Microsoft, "Job Objects": limits of
a job hold for a process from the moment it is assigned, nested jobs since Windows 8). Where a limit cannot be set the
caps on size, pages, pixels and time still hold, and the parent ends the child.
"""

from __future__ import annotations

import contextlib
import ctypes
import sys
from typing import Any

MEMORY = 1024 * 1024 * 1024

ACTIVE_PROCESS, PROCESS_MEMORY, DIE_ON_UNHANDLED_EXCEPTION = 0x8, 0x100, 0x400
"""JOB_OBJECT_LIMIT_* of winnt.h; the last one keeps Windows from showing a box for a crashed child."""
EXTENDED_LIMITS = 9
"""JobObjectExtendedLimitInformation."""


class _BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION; its types written out, so that the layout is checked on every system."""

    _fields_ = (
        ("PerProcessUserTimeLimit", ctypes.c_int64),
        ("PerJobUserTimeLimit", ctypes.c_int64),
        ("LimitFlags", ctypes.c_uint32),
        ("MinimumWorkingSetSize", ctypes.c_size_t),
        ("MaximumWorkingSetSize", ctypes.c_size_t),
        ("ActiveProcessLimit", ctypes.c_uint32),
        ("Affinity", ctypes.c_size_t),
        ("PriorityClass", ctypes.c_uint32),
        ("SchedulingClass", ctypes.c_uint32),
    )


class _Counters(ctypes.Structure):
    """IO_COUNTERS."""

    _fields_ = tuple(
        (name, ctypes.c_uint64)
        for name in ("ReadOps", "WriteOps", "OtherOps", "ReadOctets", "WriteOctets", "OtherOctets")
    )


class JobLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = (
        ("Basic", _BasicLimits),
        ("Io", _Counters),
        ("ProcessMemoryLimit", ctypes.c_size_t),
        ("JobMemoryLimit", ctypes.c_size_t),
        ("PeakProcessMemoryUsed", ctypes.c_size_t),
        ("PeakJobMemoryUsed", ctypes.c_size_t),
    )


def confine() -> None:
    """Give up what decoding does not need: memory beyond 1 GiB, writing files or starting programs, core dumps."""
    if sys.platform == "win32":
        with contextlib.suppress(OSError, AttributeError):
            confine_by_job(ctypes.WinDLL("kernel32", use_last_error=True))
        return
    import resource

    for what, most in (("RLIMIT_AS", MEMORY), ("RLIMIT_FSIZE", 0), ("RLIMIT_CORE", 0)):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            resource.setrlimit(getattr(resource, what), (most, most))


def job_limits() -> JobLimits:
    """One process of at most :data:`MEMORY` octets."""
    limits = JobLimits()
    limits.Basic.LimitFlags = ACTIVE_PROCESS | PROCESS_MEMORY | DIE_ON_UNHANDLED_EXCEPTION
    limits.Basic.ActiveProcessLimit = 1
    limits.ProcessMemoryLimit = MEMORY
    return limits


def confine_by_job(kernel: Any) -> bool:
    """Put this process into a job with :func:`job_limits`; False when Windows refused, then nothing is changed.

    The handle is kept open until the process ends: a job lives as long as a handle or a process of it.
    """
    for name in ("CreateJobObjectW", "GetCurrentProcess"):
        getattr(kernel, name).restype = ctypes.c_void_p
    limits = job_limits()
    job = kernel.CreateJobObjectW(None, None)
    if not job:
        return False
    handle = ctypes.c_void_p(job)
    size = ctypes.c_uint32(ctypes.sizeof(limits))
    return bool(
        kernel.SetInformationJobObject(handle, EXTENDED_LIMITS, ctypes.byref(limits), size)
        and kernel.AssignProcessToJobObject(handle, ctypes.c_void_p(kernel.GetCurrentProcess()))
    )
