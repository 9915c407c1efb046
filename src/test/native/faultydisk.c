/*
 * Loaded by LD_PRELOAD: fails writes, flushes and truncations of the files in one directory, as a
 * control file orders, and keeps an image of what a disk that loses its power would have.
 *
 * FAULTY_DISK_DIRECTORY  the files in here, and no others
 * FAULTY_DISK_CONTROL    "GENERATION", then lines of "CALL SUFFIX ERRNO SKIP TIMES";
 *                        CALL is write, sync or truncate; counting begins anew with a generation
 * FAULTY_DISK_TRACE      a line a call: "CALL NAME ok" or "CALL NAME ERRNO"
 * FAULTY_DISK_FAULTS     if it is set, only calls that failed are traced
 * FAULTY_DISK_IMAGE      a directory for what is durable of files named *.db*; a flush that fails
 *                        drops what was written since the last one, as Linux does
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#define MOST_RULES 16
#define MOST_FILES 64

struct rule {
    char call[16];
    char suffix[64];
    int error;
    long skip;
    long times;
    long seen;
};

struct range {
    off64_t from;
    off64_t to;
};

struct file {
    char name[NAME_MAX + 1];
    struct range *dirty;
    size_t count;
    size_t room;
};

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static struct rule rules[MOST_RULES];
static int rule_count;
static long generation = -1;
static struct file files[MOST_FILES];
static int file_count;

#define REAL(name, result, ...)                                     \
    static result (*real)(__VA_ARGS__);                             \
    if (!real) {                                                    \
        real = (result (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name);     \
    }

static ssize_t plain_pwrite(int fd, const void *bytes, size_t size, off64_t at) {
    REAL("pwrite64", ssize_t, int, const void *, size_t, off64_t)
    return real(fd, bytes, size, at);
}

static ssize_t plain_write(int fd, const void *bytes, size_t size) {
    REAL("write", ssize_t, int, const void *, size_t)
    return real(fd, bytes, size);
}

static int plain_truncate(int fd, off64_t size) {
    REAL("ftruncate64", int, int, off64_t)
    return real(fd, size);
}

/* The name of a file in the directory that is watched, or nothing. */
static int watched(int fd, char *name) {
    const char *directory = getenv("FAULTY_DISK_DIRECTORY");
    char link[64];
    char path[PATH_MAX];
    if (!directory || fd < 0) {
        return 0;
    }
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0) {
        return 0;
    }
    path[length] = 0;
    char *gone = strstr(path, " (deleted)");
    if (gone) {
        *gone = 0;
    }
    size_t front = strlen(directory);
    if (strncmp(path, directory, front) || path[front] != '/') {
        return 0;
    }
    const char *last = strrchr(path, '/') + 1;
    snprintf(name, NAME_MAX + 1, "%s", last);
    return 1;
}

static int number_of(const char *error) {
    if (!strcmp(error, "ENOSPC")) return ENOSPC;
    if (!strcmp(error, "EROFS")) return EROFS;
    if (!strcmp(error, "EDQUOT")) return EDQUOT;
    return EIO;
}

static void read_rules(void) {
    const char *control = getenv("FAULTY_DISK_CONTROL");
    FILE *in = control ? fopen(control, "re") : NULL;
    if (!in) {
        return;
    }
    long now;
    if (fscanf(in, "%ld", &now) == 1 && now != generation) {
        generation = now;
        rule_count = 0;
        char error[16];
        struct rule *next = rules;
        while (rule_count < MOST_RULES
               && fscanf(in, "%15s %63s %15s %ld %ld",
                         next->call, next->suffix, error, &next->skip, &next->times) == 5) {
            next->error = number_of(error);
            next->seen = 0;
            rule_count++;
            next++;
        }
    }
    fclose(in);
}

static int ends_with(const char *name, const char *suffix) {
    size_t all = strlen(name);
    size_t end = strlen(suffix);
    return all >= end && !strcmp(name + all - end, suffix);
}

static void trace(const char *call, const char *name, int error) {
    const char *path = error || !getenv("FAULTY_DISK_FAULTS") ? getenv("FAULTY_DISK_TRACE") : NULL;
    int fd = path ? open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644) : -1;
    if (fd < 0) {
        return;
    }
    char line[NAME_MAX + 64];
    int size = snprintf(line, sizeof line, "%s %s %s\n", call, name,
                        error ? strerrorname_np(error) : "ok");
    if (plain_write(fd, line, size) != size) {
        abort();
    }
    close(fd);
}

/* Which error a call is to fail with, or 0. */
static int ordered(const char *call, const char *name) {
    read_rules();
    for (int i = 0; i < rule_count; i++) {
        struct rule *rule = &rules[i];
        if (!strcmp(rule->call, call) && ends_with(name, rule->suffix)) {
            long place = rule->seen++;
            if (place >= rule->skip && (rule->times < 0 || place < rule->skip + rule->times)) {
                return rule->error;
            }
        }
    }
    return 0;
}

static int image(const char *name, char *path) {
    const char *directory = getenv("FAULTY_DISK_IMAGE");
    if (!directory || !strstr(name, ".db") || ends_with(name, "-shm")) {
        return 0;
    }
    snprintf(path, PATH_MAX, "%s/%s", directory, name);
    return 1;
}

static struct file *file_of(const char *name) {
    for (int i = 0; i < file_count; i++) {
        if (!strcmp(files[i].name, name)) {
            return &files[i];
        }
    }
    if (file_count == MOST_FILES) {
        abort();
    }
    struct file *made = &files[file_count++];
    snprintf(made->name, sizeof made->name, "%s", name);
    return made;
}

static void dirtied(const char *name, off64_t from, off64_t to) {
    char path[PATH_MAX];
    if (!image(name, path)) {
        return;
    }
    struct file *file = file_of(name);
    if (file->count == file->room) {
        file->room = file->room ? 2 * file->room : 64;
        file->dirty = realloc(file->dirty, file->room * sizeof *file->dirty);
    }
    file->dirty[file->count++] = (struct range){from, to};
}

static void flushed(int fd, const char *name, int error) {
    char path[PATH_MAX];
    if (!image(name, path)) {
        return;
    }
    struct file *file = file_of(name);
    int out = error ? -1 : open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
    for (size_t i = 0; out >= 0 && i < file->count; i++) {
        char bytes[8192];
        off64_t at = file->dirty[i].from;
        while (at < file->dirty[i].to) {
            off64_t rest = file->dirty[i].to - at;
            ssize_t got = pread64(fd, bytes, rest > 8192 ? 8192 : rest, at);
            if (got <= 0 || plain_pwrite(out, bytes, got, at) != got) {
                break;
            }
            at += got;
        }
    }
    file->count = 0;
    if (out >= 0) {
        close(out);
    }
}

static void shortened(const char *name, off64_t size) {
    char path[PATH_MAX];
    if (!image(name, path)) {
        return;
    }
    int out = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
    if (out >= 0) {
        if (plain_truncate(out, size)) {
            abort();
        }
        close(out);
    }
}

static ssize_t writing(int fd, const void *bytes, size_t size, off64_t at) {
    char name[NAME_MAX + 1];
    if (!watched(fd, name)) {
        return at < 0 ? plain_write(fd, bytes, size) : plain_pwrite(fd, bytes, size, at);
    }
    pthread_mutex_lock(&mutex);
    int error = ordered("write", name);
    ssize_t done = -1;
    if (!error) {
        off64_t from = at < 0 ? lseek64(fd, 0, SEEK_CUR) : at;
        done = at < 0 ? plain_write(fd, bytes, size) : plain_pwrite(fd, bytes, size, at);
        error = done < 0 ? errno : 0;
        if (done > 0) {
            dirtied(name, from, from + done);
        }
    }
    trace("write", name, error);
    pthread_mutex_unlock(&mutex);
    errno = error;
    return done;
}

ssize_t write(int fd, const void *bytes, size_t size) { return writing(fd, bytes, size, -1); }

ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t at) {
    return writing(fd, bytes, size, at);
}

ssize_t pwrite(int fd, const void *bytes, size_t size, off_t at) {
    return writing(fd, bytes, size, at);
}

static int flushing(int fd, int (*real)(int)) {
    char name[NAME_MAX + 1];
    if (!watched(fd, name)) {
        return real(fd);
    }
    pthread_mutex_lock(&mutex);
    int error = ordered("sync", name);
    if (!error && real(fd)) {
        error = errno;
    }
    flushed(fd, name, error);
    trace("sync", name, error);
    pthread_mutex_unlock(&mutex);
    errno = error;
    return error ? -1 : 0;
}

int fsync(int fd) {
    REAL("fsync", int, int)
    return flushing(fd, real);
}

int fdatasync(int fd) {
    REAL("fdatasync", int, int)
    return flushing(fd, real);
}

static int truncating(int fd, off64_t size) {
    char name[NAME_MAX + 1];
    if (!watched(fd, name)) {
        return plain_truncate(fd, size);
    }
    pthread_mutex_lock(&mutex);
    int error = ordered("truncate", name);
    if (!error && plain_truncate(fd, size)) {
        error = errno;
    }
    if (!error) {
        shortened(name, size);
    }
    trace("truncate", name, error);
    pthread_mutex_unlock(&mutex);
    errno = error;
    return error ? -1 : 0;
}

int ftruncate64(int fd, off64_t size) { return truncating(fd, size); }

int ftruncate(int fd, off_t size) { return truncating(fd, size); }

int unlink(const char *path) {
    REAL("unlink", int, const char *)
    const char *directory = getenv("FAULTY_DISK_DIRECTORY");
    int done = real(path);
    int error = errno;
    const char *last = strrchr(path, '/');
    char lost[PATH_MAX];
    if (!done && directory && last && !strncmp(path, directory, strlen(directory))
        && image(last + 1, lost)) {
        pthread_mutex_lock(&mutex);
        file_of(last + 1)->count = 0;
        real(lost);
        pthread_mutex_unlock(&mutex);
    }
    errno = error;
    return done;
}
