#ifndef C_PSEUDO_TERMINAL_H
#define C_PSEUDO_TERMINAL_H

#include <stdint.h>

/// Starts a program as the leader of a session on a new terminal. Returns its process, or -1; `master` is the terminal's other end, `slave` the
/// terminal itself, by which its settings can be read after the program has gone.
int32_t pseudo_terminal_start(
    const char *path, char *const arguments[], char *const environment[], int32_t columns, int32_t rows, int32_t *master, int32_t *slave);

void pseudo_terminal_resize(int32_t master, int32_t columns, int32_t rows);

#endif
