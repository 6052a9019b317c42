#ifndef STRATA_PLATFORM_TERMINAL_H
#define STRATA_PLATFORM_TERMINAL_H

#include <stdbool.h>
#include <stdint.h>

/// How `platform_terminal_open` went.
enum {
    platform_terminal_opened = 0,
    platform_terminal_no_terminal = 1,  // standard input or output isn't a terminal
    platform_terminal_unknown = 2,      // TERM is not set, or no description of it is installed
    platform_terminal_too_simple = 3,   // no cursor addressing as in ECMA-48: dumb, vt52, a printer
    platform_terminal_failed = 4,       // curses refused it
};

/// What the terminal can do, from its description and the locale.
struct platform_terminal_traits {
    /// 0, 8, 16, 88, 256, or 16,777,216 where the description says direct colour.
    int32_t colours;
    /// The locale's codeset is UTF-8.
    bool is_utf8;
    /// A character in the bottom right cell scrolls the screen.
    bool scrolls_at_corner;
};

/// Kinds of `platform_terminal_event`.
enum {
    platform_event_none = 0,
    platform_event_character = 1,  // code: a Unicode scalar; control characters too
    platform_event_key = 2,        // code: a platform_key_
    platform_event_function = 3,   // code: 1 for F1
    platform_event_press = 4,      // column, row: the left button
    platform_event_wheel_up = 5,
    platform_event_wheel_down = 6,
    platform_event_paste_start = 7,
    platform_event_paste_end = 8,
};

enum {
    platform_key_escape = 1, platform_key_enter, platform_key_backspace, platform_key_delete, platform_key_insert, platform_key_back_tab,
    platform_key_up, platform_key_down, platform_key_left, platform_key_right, platform_key_home, platform_key_end,
    platform_key_page_up, platform_key_page_down,
};

struct platform_terminal_event {
    int32_t kind;
    uint32_t code;
    /// From 0.
    int32_t column, row;
};

/// Takes the terminal on standard input and output: curses' raw mode without echo, the alternate screen, no cursor, bracketed paste, and the
/// mouse where wanted. From now on a fatal signal gives the terminal back before it ends the process. Returns a `platform_terminal_` status.
int32_t platform_terminal_open(bool mouse, struct platform_terminal_traits *traits);

/// Gives the terminal back as it was.
void platform_terminal_leave(void);

/// Takes it again after `platform_terminal_leave`.
void platform_terminal_resume(void);

/// Columns and rows now; the description's where the terminal doesn't say.
void platform_terminal_size(int32_t *columns, int32_t *rows);

/// The next key, click or paste that is there, decoded; false when none is. Never waits, except a moment after an Escape.
bool platform_terminal_read(struct platform_terminal_event *event);

/// Writes what the terminal takes without waiting: the count of bytes taken, 0 when it is busy, -1 when it is gone.
int64_t platform_terminal_write(const uint8_t *bytes, uint64_t count);

/// The descriptors to wait on: input, and where `platform_terminal_write` writes.
int32_t platform_terminal_input(void);
int32_t platform_terminal_output(void);

/// Whether the descriptor is a terminal, and how wide; 0 where it doesn't say.
bool platform_is_terminal(int32_t descriptor);
int32_t platform_terminal_columns(int32_t descriptor);

/// Sends standard error to the end of this file, made where it isn't there; false when it can't be opened.
bool platform_standard_error_to(const char *path);

/// Gives standard error back.
void platform_standard_error_back(void);

#endif
