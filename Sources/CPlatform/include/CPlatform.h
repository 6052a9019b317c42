// The C façade: what Swift cannot reach safely by itself. No system header is included here, so that no macro or global of
// curses ever reaches Swift.
#ifndef STRATA_CPLATFORM_H
#define STRATA_CPLATFORM_H

#include <stdbool.h>
#include <stdint.h>

#include "platform_signals.h"
#include "platform_terminal.h"

/// Flushes denormal results and inputs to zero on the calling thread (FTZ and DAZ). A memorised batch otherwise runs ten times slower.
void platform_flush_denormals(void);

#endif
