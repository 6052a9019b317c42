#define _GNU_SOURCE
#include "platform_threads.h"

#include <limits.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

#if defined(__linux__)
#include <linux/futex.h>
#include <sys/syscall.h>
#endif

#if defined(__x86_64__)
#include <xmmintrin.h>

enum { FLUSH_TO_ZERO_AND_DENORMALS_ARE_ZERO = 0x8040 };

bool platform_set_flush_denormals(bool flush) {
    unsigned mode = _mm_getcsr();
    bool was = (mode & FLUSH_TO_ZERO_AND_DENORMALS_ARE_ZERO) == FLUSH_TO_ZERO_AND_DENORMALS_ARE_ZERO;
    if (was != flush) {
        _mm_setcsr(flush ? mode | FLUSH_TO_ZERO_AND_DENORMALS_ARE_ZERO : mode & ~FLUSH_TO_ZERO_AND_DENORMALS_ARE_ZERO);
    }
    return was;
}

void platform_relax(void) { _mm_pause(); }
#else
bool platform_set_flush_denormals(bool flush) { return flush; }
void platform_relax(void) {}
#endif

void platform_yield(void) { sched_yield(); }

int32_t platform_processors(void) {
#if defined(__linux__)
    cpu_set_t allowed;
    if (sched_getaffinity(0, sizeof allowed, &allowed) == 0) return CPU_COUNT(&allowed);
#endif
    long online = sysconf(_SC_NPROCESSORS_ONLN);
    return online > 0 ? (int32_t)online : 1;
}

struct start {
    void (*body)(void *);
    void *context;
};

static void *run(void *address) {
    struct start start = *(struct start *)address;
    free(address);
    start.body(start.context);
    return NULL;
}

bool platform_start_thread(void (*body)(void *), void *context) {
    struct start *start = malloc(sizeof *start);
    if (!start) return false;
    *start = (struct start){body, context};
    // A thread inherits the mask: signals belong to the main thread.
    sigset_t all, before;
    sigfillset(&all);
    // A fault of the thread's own must find its handler, which gives the terminal back.
    const int faults[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT};
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) sigdelset(&all, faults[i]);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    pthread_t thread;
    bool started = pthread_create(&thread, &attributes, run, start) == 0;
    pthread_attr_destroy(&attributes);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (!started) free(start);
    return started;
}

struct platform_wait_word {
    _Atomic uint32_t count;
    _Atomic uint32_t sleepers;
};

platform_wait_word *platform_wait_word_create(void) {
    platform_wait_word *word = aligned_alloc(64, 64);
    if (!word) abort();
    atomic_init(&word->count, 0);
    atomic_init(&word->sleepers, 0);
    return word;
}

void platform_wait_word_destroy(platform_wait_word *word) { free(word); }

void platform_wait_word_advance(platform_wait_word *word) {
    atomic_fetch_add(&word->count, 1);
    if (atomic_load(&word->sleepers) == 0) return;
#if defined(__linux__)
    syscall(SYS_futex, &word->count, FUTEX_WAKE_PRIVATE, INT_MAX, NULL, NULL, 0);
#endif
}

uint32_t platform_wait_word_wait(platform_wait_word *word, uint32_t seen, int32_t spins) {
    uint32_t count;
    for (int32_t turn = 0; turn < spins; turn++) {
        if ((count = atomic_load_explicit(&word->count, memory_order_acquire)) != seen) return count;
        platform_relax();
    }
    atomic_fetch_add(&word->sleepers, 1);
    while ((count = atomic_load(&word->count)) == seen) {
#if defined(__linux__)
        syscall(SYS_futex, &word->count, FUTEX_WAIT_PRIVATE, seen, NULL, NULL, 0);
#else
        sched_yield();
#endif
    }
    atomic_fetch_sub(&word->sleepers, 1);
    return count;
}
