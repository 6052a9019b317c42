// Threads, waiting and the floating-point unit's mode.
#ifndef STRATA_PLATFORM_THREADS_H
#define STRATA_PLATFORM_THREADS_H

#include <stdbool.h>
#include <stdint.h>

/// Sets whether denormal inputs and results are flushed to zero on the calling thread (FTZ and DAZ), and returns what it was.
/// A memorised batch otherwise runs ten times slower.
bool platform_set_flush_denormals(bool flush);

/// A hint that this thread spins.
void platform_relax(void);

/// Lets another thread have the core.
void platform_yield(void);

/// Starts a detached thread with all signals blocked; false where the system refuses.
bool platform_start_thread(void (*body)(void *), void *context);

/// How many processors this process may run on, at least 1.
int32_t platform_processors(void);

/// A counter that threads wait on: they spin for a while, then sleep in the kernel.
typedef struct platform_wait_word platform_wait_word;
platform_wait_word *platform_wait_word_create(void);
void platform_wait_word_destroy(platform_wait_word *word);
/// Counts up and wakes who sleeps.
void platform_wait_word_advance(platform_wait_word *word);
/// Returns the count as soon as it differs from `seen`.
uint32_t platform_wait_word_wait(platform_wait_word *word, uint32_t seen, int32_t spins);

#endif
