// Standard error goes to a file while the screen is taken: a line from a library would spoil it.
#define _GNU_SOURCE
#include <fcntl.h>
#include <unistd.h>

#include "platform_terminal.h"

static int error_before = -1;

bool platform_standard_error_to(const char *path) {
    const int file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    if (file < 0) return false;
    if (error_before < 0) error_before = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    const bool is_done = dup2(file, STDERR_FILENO) >= 0;
    close(file);
    return is_done;
}

void platform_standard_error_back(void) {
    if (error_before < 0) return;
    dup2(error_before, STDERR_FILENO);
    close(error_before);
    error_before = -1;
}
