#ifndef STRATA_PLATFORM_SIGNALS_H
#define STRATA_PLATFORM_SIGNALS_H

#include <stdbool.h>
#include <stdint.h>

/// The signals that a program of ours answers in its own time, as bits.
enum {
    platform_signal_interrupt = 1,  // SIGINT
    platform_signal_quit = 2,       // SIGQUIT
    platform_signal_terminate = 4,  // SIGTERM
    platform_signal_hangup = 8,     // SIGHUP: the terminal or the connection is gone
    platform_signal_stop = 16,      // SIGTSTP
    platform_signal_continue = 32,  // SIGCONT
    platform_signal_resize = 64,    // SIGWINCH
};

/// What `platform_wait` saw, as bits.
enum {
    platform_ready_input = 1,
    platform_ready_output = 2,
    platform_ready_wake = 4,
};

/// Catches the signals of `which` from now on and blocks them in the calling thread, so in every thread that it makes later: they are
/// delivered only inside `platform_wait`. Call it on the main thread, before any other thread starts.
/// Returns false when the system refuses a pipe.
bool platform_signals_catch(uint32_t which);

/// The caught signals that came since the last call.
uint32_t platform_signals_take(void);

/// Ends the current or the next `platform_wait`. From any thread.
void platform_wake(void);

/// Sleeps until one of the file descriptors (-1 for none) is ready, a signal or a wake came, or the time is over (-1: never).
/// Returns the `platform_ready_` bits; 0 after the time or a signal.
uint32_t platform_wait(int32_t input, int32_t output, int32_t milliseconds);

/// Stops the process group as Ctrl-Z does; returns after it was continued.
void platform_stop_here(void);

/// Ends the process by one `platform_signal_` of those that end, so that its parent sees the true cause (a shell: 128 + number).
void platform_end_by_signal(uint32_t which);

/// Runs the calling thread at a lower priority than the threads of the screen: a key is answered at once while every core trains.
void platform_yield_to_screen(void);

/// Runs the calling thread at a lower priority than the threads that train, too: it takes what they leave.
void platform_yield_to_training(void);

#endif
