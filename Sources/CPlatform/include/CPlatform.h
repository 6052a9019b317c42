// The C façade: what Swift cannot reach safely by itself. No system header is included here, so that no macro or global of
// curses ever reaches Swift.
#ifndef STRATA_CPLATFORM_H
#define STRATA_CPLATFORM_H

#include <stdbool.h>
#include <stdint.h>

#include "platform_processor.h"
#include "platform_signals.h"
#include "platform_terminal.h"
#include "platform_threads.h"
#include "platform_vectors.h"

#endif
