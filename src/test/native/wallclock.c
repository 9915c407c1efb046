/*
 * Loaded by LD_PRELOAD: sets the wall clock of one process forward or back. The clock for waits is
 * left alone, as it is when somebody sets the clock of a machine.
 *
 * WALL_CLOCK_OFFSET  a file of eight bytes, the offset in seconds in this machine's byte order; it
 *                    is mapped, so that a step takes effect at the next look at the clock
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static const volatile int64_t *offset;

__attribute__((constructor)) static void map_offset(void) {
    const char *name = getenv("WALL_CLOCK_OFFSET");
    int file = name ? open(name, O_RDONLY | O_CLOEXEC) : -1;
    void *mapped = file < 0
            ? MAP_FAILED
            : mmap(NULL, sizeof(int64_t), PROT_READ, MAP_SHARED, file, 0);
    if (mapped == MAP_FAILED) {
        fprintf(stderr, "wallclock: WALL_CLOCK_OFFSET names no file that can be mapped\n");
        _exit(70);
    }
    close(file);
    offset = mapped;
}

/* Nothing is added before the file is mapped. */
static int64_t added(void) {
    return offset ? *offset : 0;
}

/* Not by dlsym, which may itself look at the clock. */
int clock_gettime(clockid_t clock, struct timespec *now) {
    int result = (int)syscall(SYS_clock_gettime, clock, now);
    if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) {
        now->tv_sec += added();
    }
    return result;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
    int result = (int)syscall(SYS_gettimeofday, now, zone);
    if (result == 0 && now) {
        now->tv_sec += added();
    }
    return result;
}

time_t time(time_t *at) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (at) {
        *at = now.tv_sec;
    }
    return now.tv_sec;
}
