/*
 * What a power cut would leave, without cutting the power: preloaded into a process, it copies a file of the watched folder
 * to a second folder whenever the process waits for it to reach the medium (fsync, fdatasync), and follows renames and
 * deletions there. Once the process is killed, the second folder holds exactly what was synced and nothing else.
 * It also counts the syncs of every thread.
 *
 *   UKETSUKE_DISK    the watched folder
 *   UKETSUKE_MEDIUM  the second folder
 *   UKETSUKE_SYNCS   file of 64 Ki counters of 8 bytes, indexed by thread id modulo their number
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define COUNTERS 65536

static pthread_mutex_t copying = PTHREAD_MUTEX_INITIALIZER;
static uint64_t *counters;

__attribute__((constructor)) static void begin(void) {
    const char *file = getenv("UKETSUKE_SYNCS");
    int fd = file ? open(file, O_RDWR) : -1;
    if (fd >= 0) {
        void *map = mmap(NULL, COUNTERS * 8, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
        counters = map == MAP_FAILED ? NULL : map;
        close(fd);
    }
}

/* The place on the medium of a path on the disk; 0 if the path is not watched. */
static int on_medium(const char *path, char *place) {
    const char *disk = getenv("UKETSUKE_DISK");
    const char *medium = getenv("UKETSUKE_MEDIUM");
    size_t length = disk ? strlen(disk) : 0;
    if (!length || !medium || strncmp(path, disk, length) || path[length] != '/') {
        return 0;
    }
    return snprintf(place, PATH_MAX, "%s%s", medium, path + length) < PATH_MAX;
}

/* Reads through the open file where that is possible: closing another descriptor of it would drop SQLite's locks. */
static void copy(int fd, const char *path, const char *to) {
    char part[PATH_MAX + 8];
    char block[1 << 16];
    off_t at = 0;
    ssize_t n = pread(fd, block, sizeof block, at);
    int in = n < 0 ? open(path, O_RDONLY) : fd;
    snprintf(part, sizeof part, "%s.copy", to);
    int out = open(part, O_CREAT | O_TRUNC | O_WRONLY, 0644);
    while (out >= 0 && (n = pread(in, block, sizeof block, at)) > 0) {
        if (write(out, block, (size_t) n) != n) {
            abort();
        }
        at += n;
    }
    if (out >= 0) {
        close(out);
        syscall(SYS_rename, part, to);
    }
    if (in != fd && in >= 0) {
        close(in);
    }
}

static void synced(int fd) {
    char link[64], path[PATH_MAX], place[PATH_MAX];
    struct stat info;
    if (counters) {
        __atomic_add_fetch(&counters[syscall(SYS_gettid) % COUNTERS], 1, __ATOMIC_RELAXED);
    }
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0 || fstat(fd, &info) || !S_ISREG(info.st_mode)) {
        return;
    }
    path[length] = 0;
    if (on_medium(path, place)) {
        pthread_mutex_lock(&copying);
        copy(fd, path, place);
        pthread_mutex_unlock(&copying);
    }
}

int fsync(int fd) {
    int result = (int) syscall(SYS_fsync, fd);
    if (!result) synced(fd);
    return result;
}

int fdatasync(int fd) {
    int result = (int) syscall(SYS_fdatasync, fd);
    if (!result) synced(fd);
    return result;
}

int rename(const char *from, const char *to) {
    char from_place[PATH_MAX], to_place[PATH_MAX];
    int result = (int) syscall(SYS_rename, from, to);
    if (!result && on_medium(from, from_place) && on_medium(to, to_place)) {
        syscall(SYS_rename, from_place, to_place);
    }
    return result;
}

int unlink(const char *path) {
    char place[PATH_MAX];
    int result = (int) syscall(SYS_unlink, path);
    if (!result && on_medium(path, place)) {
        syscall(SYS_unlink, place);
    }
    return result;
}
