// Signals as data: the handler sets a bit and wakes the loop; everything else happens in the loop.
#define _GNU_SOURCE
#include "platform_signals.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <time.h>
#include <unistd.h>
#if defined(__linux__)
#include <sys/resource.h>
#include <sys/syscall.h>
#endif

static const struct { uint32_t bit; int number; } table[] = {
    {platform_signal_interrupt, SIGINT}, {platform_signal_quit, SIGQUIT},    {platform_signal_terminate, SIGTERM},
    {platform_signal_hangup, SIGHUP},    {platform_signal_stop, SIGTSTP},    {platform_signal_continue, SIGCONT},
    {platform_signal_resize, SIGWINCH},
};
enum { signals = sizeof table / sizeof table[0] };

static atomic_uint pending;
static int wake_reader = -1, wake_writer = -1;
/// The mask of before, with the caught signals let through: what `platform_wait` sleeps with.
static sigset_t waiting_mask;

void platform_wake(void) {
    const int before = errno;
    // A full pipe wakes as well as one byte more.
    if (wake_writer >= 0) (void)!write(wake_writer, "", 1);
    errno = before;
}

static void note(int number) {
    for (int i = 0; i < signals; i++)
        if (table[i].number == number) atomic_fetch_or(&pending, table[i].bit);
    platform_wake();
}

static bool make_pipe(void) {
    int ends[2];
    if (wake_reader >= 0) return true;
    if (pipe(ends) != 0) return false;
    for (int i = 0; i < 2; i++) {
        fcntl(ends[i], F_SETFL, O_NONBLOCK);
        fcntl(ends[i], F_SETFD, FD_CLOEXEC);
    }
    wake_reader = ends[0];
    wake_writer = ends[1];
    return true;
}

bool platform_signals_catch(uint32_t which) {
    if (!make_pipe()) return false;
    sigset_t caught;
    sigemptyset(&caught);
    struct sigaction action = {.sa_handler = note};
    sigfillset(&action.sa_mask);
    for (int i = 0; i < signals; i++) {
        if (!(which & table[i].bit)) continue;
        struct sigaction before;
        // nohup and a shell's background jobs set these to be ignored, and mean it.
        if (sigaction(table[i].number, NULL, &before) == 0 && before.sa_handler == SIG_IGN) continue;
        sigaddset(&caught, table[i].number);
        sigaction(table[i].number, &action, NULL);
    }
    pthread_sigmask(SIG_BLOCK, &caught, &waiting_mask);
    for (int i = 0; i < signals; i++)
        if (which & table[i].bit) sigdelset(&waiting_mask, table[i].number);
    return true;
}

uint32_t platform_signals_take(void) { return atomic_exchange(&pending, 0); }

uint32_t platform_wait(int32_t input, int32_t output, int32_t milliseconds) {
    struct pollfd polled[3] = {
        {.fd = wake_reader, .events = POLLIN}, {.fd = input, .events = POLLIN}, {.fd = output, .events = POLLOUT}};
    const struct timespec limit = {.tv_sec = milliseconds / 1000, .tv_nsec = (long)(milliseconds % 1000) * 1000000};
    const int count = ppoll(polled, 3, milliseconds < 0 ? NULL : &limit, wake_reader >= 0 ? &waiting_mask : NULL);
    if (count <= 0) return 0;
    // What is ready at once keeps ppoll from letting signals in: a busy trainer, or a terminal that is gone, would hold them back for ever.
    sigset_t blocked;
    if (wake_reader >= 0 && pthread_sigmask(SIG_SETMASK, &waiting_mask, &blocked) == 0) pthread_sigmask(SIG_SETMASK, &blocked, NULL);
    uint32_t ready = 0;
    if (polled[0].revents & POLLIN) {
        char drained[64];
        while (read(wake_reader, drained, sizeof drained) == sizeof drained) {}
        ready |= platform_ready_wake;
    }
    if (polled[1].revents & POLLIN) ready |= platform_ready_input;
    // The terminal is gone, whether or not its SIGHUP was let through.
    if (polled[1].revents & (POLLHUP | POLLERR | POLLNVAL)) atomic_fetch_or(&pending, platform_signal_hangup);
    if (polled[2].revents) ready |= platform_ready_output;
    return ready;
}

void platform_stop_here(void) {
    struct sigaction default_action = {.sa_handler = SIG_DFL}, before;
    sigset_t stop, mask;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTSTP);
    sigaction(SIGTSTP, &default_action, &before);
    // The whole group stops, as it does when the terminal itself makes the signal: a pipeline stays one job.
    kill(0, SIGTSTP);
    pthread_sigmask(SIG_UNBLOCK, &stop, &mask);
    pthread_sigmask(SIG_SETMASK, &mask, NULL);
    sigaction(SIGTSTP, &before, NULL);
}

void platform_end_by_signal(uint32_t which) {
    for (int i = 0; i < signals; i++) {
        if (table[i].bit != which) continue;
        struct sigaction default_action = {.sa_handler = SIG_DFL};
        sigset_t one;
        sigemptyset(&one);
        sigaddset(&one, table[i].number);
        sigaction(table[i].number, &default_action, NULL);
        raise(table[i].number);
        pthread_sigmask(SIG_UNBLOCK, &one, NULL);
        _exit(128 + table[i].number);
    }
}

static void yield_by(int niceness) {
#if defined(__linux__)
    // Linux keeps a nice value for each thread, against POSIX.
    setpriority(PRIO_PROCESS, (id_t)syscall(SYS_gettid), niceness);
#else
    (void)niceness;
#endif
}

void platform_yield_to_screen(void) { yield_by(5); }

void platform_yield_to_training(void) { yield_by(10); }
