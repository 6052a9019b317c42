// Between terminal.c and crash.c only.
#ifndef STRATA_CRASH_H
#define STRATA_CRASH_H

#include <stddef.h>
#include <termios.h>

/// On a fatal signal writes these bytes to the terminal and sets it back, then lets the signal do what it does. `length` 0 switches it off.
void crash_restores(int descriptor, const struct termios *modes, const char *bytes, size_t length);

#endif
