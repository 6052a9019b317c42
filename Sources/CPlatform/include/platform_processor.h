#ifndef STRATA_PLATFORM_PROCESSOR_H
#define STRATA_PLATFORM_PROCESSOR_H

#include <stdbool.h>

/// Whether the processor and the system carry x86-64-v3 (AVX2, FMA, BMI), as far as the arithmetic uses it; true on other architectures.
bool platform_processor_has_v3(void);

/// Asks the caches for the line at an address that will be read and written; any address is allowed.
static inline void platform_prefetch(const void *address) { __builtin_prefetch(address, 1, 2); }

/// Gives memory that was freed back to the system, where the C library keeps it.
void platform_return_memory(void);
#endif
