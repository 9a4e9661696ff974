/* Preloaded into a desk under test: makes the N-th change below one folder fail, tear or be the last one,
 * or writes every change into a trace for the power-cut simulator. Armed by the test after fork(). */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

enum { OFF, COUNT, KILL, TEAR, FULL_ONCE, FULL_ALWAYS, IO_ONCE, TRACE };
#define MOST_FILES 4096

static char folder[1024];
static size_t folder_length;
static int mode = OFF, trace_file = -1;
static long at, count;
static char names[MOST_FILES][256];

void loket_arm(const char *where, int what, long number, const char *trace) {
  strncpy(folder, where, sizeof folder - 1);
  folder_length = strlen(folder);
  at = number;
  count = 0;
  trace_file = *trace ? (int)syscall(SYS_openat, AT_FDCWD, trace, O_WRONLY | O_CREAT | O_APPEND, 0600) : -1;
  mode = what;
}

long loket_disarm(void) {
  mode = OFF;
  return count;
}

static void put(const void *data, size_t size) {
  const char *from = data;
  while (size > 0) {
    ssize_t done = syscall(SYS_write, trace_file, from, size);
    if (done <= 0) _exit(99);
    from += done;
    size -= (size_t)done;
  }
}

static void note(const char *what, const char *name, long long offset, size_t size, const void *data) {
  char head[512];
  if (mode != TRACE || trace_file < 0) return;
  int used = snprintf(head, sizeof head, "%s\t%s\t%lld\t%zu\n", what, name, offset, data ? size : 0);
  put(head, (size_t)used);
  if (data) put(data, size);
}

void loket_told(const char *words) { note("told", words, 0, 0, NULL); }

static const char *below(const char *path) {
  if (mode == OFF || !path || strncmp(path, folder, folder_length) != 0) return NULL;
  if (path[folder_length] == 0) return ".";
  return path[folder_length] == '/' ? path + folder_length + 1 : NULL;
}

/* 0: go on; else the errno to give; kills where that is asked for. */
static int fault(void) {
  if (mode == OFF || mode == TRACE) return 0;
  count++;
  if (mode == KILL && count == at) kill(getpid(), SIGKILL);
  if (mode == FULL_ONCE && count == at) return ENOSPC;
  if (mode == FULL_ALWAYS && count >= at) return ENOSPC;
  if (mode == IO_ONCE && count == at) return EIO;
  return 0;
}

static const char *watched(int fd) { return mode != OFF && fd >= 0 && fd < MOST_FILES && names[fd][0] ? names[fd] : NULL; }

static int opened(int fd, const char *path, int flags) {
  const char *name = below(path);
  if (fd >= 0 && fd < MOST_FILES) {
    names[fd][0] = 0;
    if (name && ((flags & (O_WRONLY | O_RDWR | O_CREAT)) || (flags & O_DIRECTORY) || strcmp(name, ".") == 0))
      strncpy(names[fd], name, sizeof names[fd] - 1);
  }
  return fd;
}

static int open_common(int directory, const char *path, int flags, mode_t rights) {
  const char *name = below(path);
  if (name && (flags & O_CREAT) && syscall(SYS_faccessat, AT_FDCWD, path, F_OK) != 0) {
    int error = fault();
    if (error) {
      errno = error;
      return -1;
    }
    note("create", name, 0, 0, NULL);
  }
  if (name && (flags & O_TRUNC)) note("truncate", name, 0, 0, NULL);
  return opened((int)syscall(SYS_openat, directory, path, flags, rights), path, flags);
}

#define RIGHTS                                   \
  mode_t rights = 0;                             \
  if (flags & (O_CREAT | O_TMPFILE)) {           \
    va_list more;                                \
    va_start(more, flags);                       \
    rights = va_arg(more, mode_t);               \
    va_end(more);                                \
  }
int open(const char *path, int flags, ...) { RIGHTS return open_common(AT_FDCWD, path, flags, rights); }
int open64(const char *path, int flags, ...) { RIGHTS return open_common(AT_FDCWD, path, flags, rights); }
int openat(int directory, const char *path, int flags, ...) { RIGHTS return open_common(directory, path, flags, rights); }
int openat64(int directory, const char *path, int flags, ...) { RIGHTS return open_common(directory, path, flags, rights); }

int close(int fd) {
  if (fd >= 0 && fd < MOST_FILES) names[fd][0] = 0;
  return (int)syscall(SYS_close, fd);
}

static ssize_t written(int fd, const void *data, size_t size, off64_t offset, int placed) {
  const char *name = watched(fd);
  if (name) {
    int error = fault();
    if (error) {
      errno = error;
      return -1;
    }
    if (!placed) offset = syscall(SYS_lseek, fd, 0, SEEK_CUR);
    if (mode == TEAR && count == at) {
      syscall(SYS_pwrite64, fd, data, size / 2, offset);
      kill(getpid(), SIGKILL);
    }
    note("write", name, offset, size, data);
  }
  return placed ? syscall(SYS_pwrite64, fd, data, size, offset) : syscall(SYS_write, fd, data, size);
}
ssize_t write(int fd, const void *data, size_t size) { return written(fd, data, size, 0, 0); }
ssize_t pwrite(int fd, const void *data, size_t size, off_t offset) { return written(fd, data, size, offset, 1); }
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t offset) { return written(fd, data, size, offset, 1); }

static int synced(int fd, long number) {
  const char *name = watched(fd);
  if (name) {
    int error = fault();
    if (error) {
      errno = error;
      return -1;
    }
  }
  int done = (int)syscall(number, fd);
  if (name && done == 0) note("sync", name, 0, 0, NULL);
  return done;
}
int fsync(int fd) { return synced(fd, SYS_fsync); }
int fdatasync(int fd) { return synced(fd, SYS_fdatasync); }

static int cut(int fd, off64_t size) {
  const char *name = watched(fd);
  if (name) {
    int error = fault();
    if (error) {
      errno = error;
      return -1;
    }
    note("truncate", name, size, 0, NULL);
  }
  return (int)syscall(SYS_ftruncate, fd, size);
}
int ftruncate(int fd, off_t size) { return cut(fd, size); }
int ftruncate64(int fd, off64_t size) { return cut(fd, size); }

int rename(const char *from, const char *to) {
  const char *name = below(to);
  if (name) {
    int error = fault();
    if (error) {
      errno = error;
      return -1;
    }
    const char *old = below(from);
    if (old) note("rename", old, 0, strlen(name), name);
  }
  return (int)syscall(SYS_renameat, AT_FDCWD, from, AT_FDCWD, to);
}

int unlink(const char *path) {
  const char *name = below(path);
  if (name) {
    int error = fault();
    if (error) {
      errno = error;
      return -1;
    }
    note("unlink", name, 0, 0, NULL);
  }
  return (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
}
