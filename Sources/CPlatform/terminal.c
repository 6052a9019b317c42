// Curses owns the terminal's modes, the alternate screen and the keys. What the screen shows is written past it, as ECMA-48 sequences, by
// Swift: descriptions with direct colour are seldom installed, a half-block picture has thousands of colour pairs, and one write a frame
// never tears. So curses' own screen stays empty and is only "refreshed" to enter the alternate screen.
#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1
#include "platform_terminal.h"

#include "crash.h"
#include "keys.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>
// term.h calls a field of the description by this plain word.
#undef columns
#undef lines

/// Written by us after curses entered, and before it leaves: bracketed paste; clicks and wheel with positions as decimal numbers (SGR), which
/// every terminal of today speaks, and which has no limit at column 223 as the mouse of most descriptions.
static const char paste_on[] = "\033[?2004h", mouse_on[] = "\033[?1000h\033[?1006h";
static const char extras_off[] = "\033[?2026l\033[?1006l\033[?1000l\033[?2004l\033[0m";

WINDOW *keys;
static struct termios before;
static bool wants_mouse;
static int output = -1;
static char crash_bytes[512];

static void write_all(const char *bytes, size_t count) {
    while (count > 0) {
        const ssize_t taken = write(STDOUT_FILENO, bytes, count);
        if (taken < 0 && errno == EINTR) continue;
        if (taken <= 0) return;
        bytes += taken;
        count -= (size_t)taken;
    }
}

// MARK: The locale

/// The user's locale; where it isn't installed but is called UTF-8 (a container, an SSH login from afar), the C locale's UTF-8.
static bool set_locale(void) {
    if (setlocale(LC_ALL, "") == NULL) {
        const char *names[] = {getenv("LC_ALL"), getenv("LC_CTYPE"), getenv("LANG")};
        for (int i = 0; i < 3; i++) {
            if (names[i] == NULL || *names[i] == 0) continue;
            if (strcasestr(names[i], "utf-8") || strcasestr(names[i], "utf8")) setlocale(LC_CTYPE, "C.UTF-8");
            break;
        }
    }
    // Numbers in files and on the screen have a point.
    setlocale(LC_NUMERIC, "C");
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

// MARK: The description

/// Whether the description moves the cursor as ECMA-48 does, whatever padding it asks for.
static bool speaks_ecma_48(void) {
    const char *move = cursor_address, *standard = "\033[%i%p1%d;%p2%dH";
    return move != NULL && clear_screen != NULL && strncmp(move, standard, strlen(standard)) == 0;
}

static int32_t check_description(void) {
    int state = 0;
    const char *name = getenv("TERM");
    if (name == NULL || *name == 0) return platform_terminal_unknown;
    if (setupterm(NULL, STDOUT_FILENO, &state) != OK) return state == 1 ? platform_terminal_too_simple : platform_terminal_unknown;
    const bool is_enough = speaks_ecma_48();
    del_curterm(cur_term);
    return is_enough ? platform_terminal_opened : platform_terminal_too_simple;
}

// MARK: Opening and leaving

/// The same device through a description of its own, so that not waiting for it concerns nobody else who has it open.
static int open_output(void) {
    char name[256];
    int descriptor = -1;
    if (ttyname_r(STDOUT_FILENO, name, sizeof name) == 0) descriptor = open(name, O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0) descriptor = open("/proc/self/fd/1", O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0) descriptor = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
    return descriptor;
}

static void append(char *bytes, size_t capacity, const char *more) {
    const size_t length = strlen(bytes);
    if (more != NULL && length + strlen(more) < capacity) strcat(bytes, more);
}

static void arm_crash(void) {
    crash_bytes[0] = 0;
    // CAN ends a sequence that was cut in the middle.
    append(crash_bytes, sizeof crash_bytes, "\030");
    append(crash_bytes, sizeof crash_bytes, extras_off);
    append(crash_bytes, sizeof crash_bytes, "\033[?25h");
    append(crash_bytes, sizeof crash_bytes, keypad_local);
    append(crash_bytes, sizeof crash_bytes, exit_ca_mode);
    append(crash_bytes, sizeof crash_bytes, "\r\n");
    crash_restores(STDOUT_FILENO, &before, crash_bytes, strlen(crash_bytes));
}

static void enter(void) {
    // The first refresh, and the first after endwin, enters the alternate screen and sets the modes.
    clearok(curscr, TRUE);
    refresh();
    curs_set(0);
    write_all(paste_on, strlen(paste_on));
    if (wants_mouse) write_all(mouse_on, strlen(mouse_on));
    arm_crash();
}

int32_t platform_terminal_open(bool mouse, struct platform_terminal_traits *traits) {
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) return platform_terminal_no_terminal;
    traits->is_utf8 = set_locale();
    const int32_t status = check_description();
    if (status != platform_terminal_opened) return status;
    if (tcgetattr(STDIN_FILENO, &before) != 0) return platform_terminal_no_terminal;
    // newterm, not initscr, which ends the process when it fails.
    if (newterm(NULL, stdout, stdin) == NULL) return platform_terminal_failed;
    keys = newpad(1, 1);
    output = open_output();
    if (keys == NULL || output < 0) {
        endwin();
        return platform_terminal_failed;
    }
    raw();
    noecho();
    nonl();
    set_escdelay(25);
    // Reading from a pad draws nothing, unlike reading from a window.
    keypad(keys, TRUE);
    nodelay(keys, TRUE);
    if (has_colors()) {
        start_color();
        use_default_colors();
    }
    keys_define();
    traits->colours = tigetflag("RGB") > 0 || tigetflag("Tc") > 0 ? 1 << 24 : has_colors() ? COLORS : 0;
    traits->scrolls_at_corner = auto_right_margin && !eat_newline_glitch;
    wants_mouse = mouse;
    enter();
    return platform_terminal_opened;
}

void platform_terminal_leave(void) {
    if (keys == NULL) return;
    write_all("\030", 1);
    write_all(extras_off, strlen(extras_off));
    endwin();
    // What was typed and not read stays for whoever comes next: TCSADRAIN, not TCSAFLUSH.
    tcsetattr(STDIN_FILENO, TCSADRAIN, &before);
    crash_restores(STDOUT_FILENO, &before, "", 0);
}

void platform_terminal_resume(void) {
    if (keys == NULL) return;
    // What the shell set meanwhile is what is to be given back.
    tcgetattr(STDIN_FILENO, &before);
    reset_prog_mode();
    enter();
}

void platform_terminal_size(int32_t *columns, int32_t *rows) {
    struct winsize size = {0};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_row > 0) {
        *columns = size.ws_col;
        *rows = size.ws_row;
        if (keys != NULL) resizeterm(*rows, *columns);
    } else {
        *columns = keys != NULL ? COLS : 80;
        *rows = keys != NULL ? LINES : 24;
    }
}

// MARK: Output

int64_t platform_terminal_write(const uint8_t *bytes, uint64_t count) {
    const ssize_t taken = write(output, bytes, count);
    if (taken >= 0) return taken;
    return errno == EAGAIN || errno == EINTR ? 0 : -1;
}

int32_t platform_terminal_input(void) { return STDIN_FILENO; }
int32_t platform_terminal_output(void) { return output; }

bool platform_is_terminal(int32_t descriptor) { return isatty(descriptor); }

int32_t platform_terminal_columns(int32_t descriptor) {
    struct winsize size = {0};
    return ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}
