// Between terminal.c and keys.c only.
#ifndef STRATA_KEYS_H
#define STRATA_KEYS_H

#include <curses.h>

/// What keys are read from: a pad, because reading from a window draws it.
extern WINDOW *keys;

/// Adds to the description's keys what terminals send besides.
void keys_define(void);

#endif
