// Keys, clicks and pastes, decoded by curses from the terminal's description; what it doesn't know, the mouse in SGR form and unknown
// sequences, is read here.
#define NCURSES_WIDECHAR 1
#include "keys.h"

#include "platform_terminal.h"

/// Past the codes that curses gives to the extended strings of a description, which follow KEY_MAX.
enum { code_paste_start = KEY_MAX + 1000, code_paste_end, code_mouse };

void keys_define(void) {
    define_key("\033[200~", code_paste_start);
    define_key("\033[201~", code_paste_end);
    define_key("\033[<", code_mouse);
    // Both forms of the cursor and editing keys, whichever the description knows.
    static const struct { const char *sequence; int code; } forms[] = {
        {"\033[A", KEY_UP},    {"\033[B", KEY_DOWN},  {"\033[C", KEY_RIGHT},  {"\033[D", KEY_LEFT},  {"\033OA", KEY_UP},    {"\033OB", KEY_DOWN},
        {"\033OC", KEY_RIGHT}, {"\033OD", KEY_LEFT},  {"\033[H", KEY_HOME},   {"\033[F", KEY_END},   {"\033OH", KEY_HOME},  {"\033OF", KEY_END},
        {"\033[1~", KEY_HOME}, {"\033[4~", KEY_END},  {"\033[7~", KEY_HOME},  {"\033[8~", KEY_END},  {"\033[2~", KEY_IC},   {"\033[3~", KEY_DC},
        {"\033[5~", KEY_PPAGE}, {"\033[6~", KEY_NPAGE}, {"\033[Z", KEY_BTAB}, {"\033OP", KEY_F(1)}, {"\033[11~", KEY_F(1)}, {"\033OM", KEY_ENTER},
    };
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) define_key(forms[i].sequence, forms[i].code);
}

static bool next(wint_t *code, int *status) {
    *status = wget_wch(keys, code);
    return *status != ERR;
}

/// After `ESC [ <`: button; column; row, then M for a press, m for a release.
static bool read_mouse(struct platform_terminal_event *event) {
    int32_t numbers[3] = {0, 0, 0}, count = 0;
    wint_t code;
    int status;
    while (next(&code, &status) && status == OK) {
        if (code >= '0' && code <= '9') {
            if (numbers[count] < 100000) numbers[count] = numbers[count] * 10 + (int32_t)(code - '0');
        } else if (code == ';' && count < 2) {
            count++;
        } else {
            event->column = numbers[1] - 1;
            event->row = numbers[2] - 1;
            event->kind = numbers[0] == 0 ? platform_event_press
                : numbers[0] == 64       ? platform_event_wheel_up
                : numbers[0] == 65       ? platform_event_wheel_down
                                         : platform_event_none;
            return code == 'M' && count == 2 && event->kind != platform_event_none;
        }
    }
    return false;
}

/// After an Escape that begins no known sequence: true for the Escape key itself; an unknown sequence is swallowed whole, so that its
/// letters don't act as keys.
static bool is_escape_key(void) {
    wint_t code, following;
    int status;
    if (!next(&code, &status)) return true;
    if (status == OK && (code == '[' || code == 'O') && next(&following, &status)) {
        while (code == '[' && status == OK && following >= 0x20 && following < 0x40)
            if (!next(&following, &status)) break;
        return false;
    }
    if (status == OK) unget_wch((wchar_t)code);
    return true;
}

static uint32_t named_key(wint_t code) {
    switch (code) {
    case KEY_UP: return platform_key_up;
    case KEY_DOWN: return platform_key_down;
    case KEY_LEFT: return platform_key_left;
    case KEY_RIGHT: return platform_key_right;
    case KEY_HOME: return platform_key_home;
    case KEY_END: return platform_key_end;
    case KEY_PPAGE: return platform_key_page_up;
    case KEY_NPAGE: return platform_key_page_down;
    case KEY_BTAB: return platform_key_back_tab;
    case KEY_BACKSPACE: return platform_key_backspace;
    case KEY_DC: return platform_key_delete;
    case KEY_IC: return platform_key_insert;
    case KEY_ENTER: return platform_key_enter;
    default: return 0;
    }
}

/// Fills the event from one code of curses; false where it means nothing here.
static bool decode(wint_t code, bool is_key, struct platform_terminal_event *event) {
    event->kind = platform_event_key;
    if (is_key) {
        if (code == code_mouse) return read_mouse(event);
        if (code == code_paste_start || code == code_paste_end) {
            event->kind = code == code_paste_start ? platform_event_paste_start : platform_event_paste_end;
            return true;
        }
        if (code >= KEY_F(1) && code <= KEY_F(12)) {
            event->kind = platform_event_function;
            event->code = code - KEY_F0;
            return true;
        }
        event->code = named_key(code);
        return event->code != 0;
    }
    switch (code) {
    case 27: event->code = platform_key_escape; return is_escape_key();
    case '\r': case '\n': event->code = platform_key_enter; return true;
    case 8: case 127: event->code = platform_key_backspace; return true;
    default: event->kind = platform_event_character; event->code = code; return true;
    }
}

bool platform_terminal_read(struct platform_terminal_event *event) {
    wint_t code;
    int status;
    while (keys != NULL && next(&code, &status)) {
        *event = (struct platform_terminal_event){0};
        if (decode(code, status == KEY_CODE_YES, event)) return true;
    }
    return false;
}
