// A trap in Swift raises SIGILL or SIGTRAP and runs no defer: the terminal is given back here, with calls that a signal handler may make.
#define _GNU_SOURCE
#include "crash.h"

#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

static const int fatal[] = {SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGFPE, SIGBUS};
enum { fatals = sizeof fatal / sizeof fatal[0] };

static volatile sig_atomic_t is_armed;
static int descriptor;
static struct termios modes;
static char bytes[512];
static size_t length;

static void restore(int number, siginfo_t *info, void *context) {
    (void)context;
    if (is_armed) {
        is_armed = 0;
        sigset_t output;
        sigemptyset(&output);
        sigaddset(&output, SIGTTOU);
        // In the background, changing the terminal would stop us here.
        pthread_sigmask(SIG_BLOCK, &output, NULL);
        (void)!write(descriptor, bytes, length);
        tcsetattr(descriptor, TCSANOW, &modes);
    }
    // Not the handler of before: Swift's would ask on the terminal what to do about its backtrace, and wait.
    signal(number, SIG_DFL);
    // A fault comes again when the instruction is run again; one that was sent must be sent again.
    if (info->si_code <= 0) raise(number);
}

static void install(void) {
    static char stack[64 * 1024];
    static bool is_installed;
    if (is_installed) return;
    is_installed = true;
    // An overflow of the stack has no stack left for its handler.
    const stack_t alternate = {.ss_sp = stack, .ss_size = sizeof stack};
    sigaltstack(&alternate, NULL);
    struct sigaction action = {.sa_sigaction = restore, .sa_flags = SA_SIGINFO | SA_ONSTACK};
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < fatals; i++) sigaction(fatal[i], &action, NULL);
}

void crash_restores(int to, const struct termios *saved, const char *sequence, size_t count) {
    is_armed = 0;
    if (count == 0 || count > sizeof bytes) return;
    descriptor = to;
    modes = *saved;
    memcpy(bytes, sequence, count);
    length = count;
    install();
    is_armed = 1;
}
