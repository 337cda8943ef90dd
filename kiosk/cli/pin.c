#include "clinic/pin.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/commands.h"
#include "store/kept.h"
#include "store/owner.h"

/* `kiosk pin`: the staff PIN, at the machine. A running kiosk takes it at the next touch of its
 * pad. */

/* Root works as the user whose kiosk it is. */
static bool become_owner(void)
{
    char path[PATH_MAX], user[64];
    if (!kept_path(path, sizeof path, "pin")) {
        fputs("kiosk pin: there is no state folder; set HOME or STATE_DIRECTORY\n", stderr);
        return false;
    }
    if (!owner_is_another(path))
        return true;
    uid_t owner = owner_of(path);
    owner_name(owner, user, sizeof user);
    if (owner_become(owner))
        return true;
    fprintf(stderr,
            "kiosk pin: root cannot work as user %s, whose kiosk it is; type\n  sudo -u %s "
            "kiosk pin ...\n",
            user, user);
    return false;
}

/* One line, not shown while it is typed. `line` has no line break then. False at the end of what
 * there is to read, or when it is longer. */
static bool read_line(const char *prompt, char *line, size_t size)
{
    struct termios shown;
    bool terminal = isatty(STDIN_FILENO) && tcgetattr(STDIN_FILENO, &shown) == 0;
    if (terminal) {
        struct termios hidden = shown;
        hidden.c_lflag &= ~(tcflag_t)ECHO;
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
        fputs(prompt, stderr);
    }
    setvbuf(stdin, NULL, _IONBF, 0); /* no copy of it stays in memory */
    bool read = fgets(line, (int)size, stdin) != NULL;
    if (terminal) {
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
        fputc('\n', stderr);
    }
    size_t length = read ? strcspn(line, "\r\n") : 0;
    bool whole = read && (line[length] != '\0' || feof(stdin));
    line[length] = '\0';
    return whole;
}

static const char *fault_text(enum pin_fault fault)
{
    static const char *const texts[] = {
        [PIN_FINE] = "",
        [PIN_NO_DIGITS] = "six digits are needed",
        [PIN_ALL_SAME] = "six equal digits are too easy to guess; others are needed",
        [PIN_RUN] = "a run such as 123456 is too easy to guess; others are needed",
    };
    return texts[fault];
}

/* A terminal asks twice: nobody sees what is typed. */
static bool read_pin(char *digits, size_t size)
{
    char again[16] = "";
    enum pin_fault fault = PIN_NO_DIGITS;
    if (read_line("New PIN, six digits: ", digits, size))
        fault = pin_judge(digits);
    if (fault != PIN_FINE) {
        fprintf(stderr, "kiosk pin: %s\n", fault_text(fault));
        return false;
    }
    bool same = !isatty(STDIN_FILENO) ||
                (read_line("Once more: ", again, sizeof again) && strcmp(again, digits) == 0);
    explicit_bzero(again, sizeof again);
    if (!same)
        fputs("kiosk pin: the two were not the same; nothing is changed\n", stderr);
    return same;
}

static int set_pin(void)
{
    char digits[16] = "";
    struct pin pin;
    bool wanted = read_pin(digits, sizeof digits);
    pin_load(&pin, 0);
    bool kept = wanted && pin_choose(&pin, digits);
    explicit_bzero(digits, sizeof digits);
    if (!wanted)
        return CLI_INPUT_WRONG;
    puts(kept ? "The PIN is set." : "The PIN could not be kept; the one before holds.");
    return kept ? CLI_FINE : CLI_MACHINE_WRONG;
}

static int reset_pin(void)
{
    struct pin pin;
    pin_load(&pin, 0);
    bool was = pin.set;
    if (!pin_reset(&pin)) {
        fputs("kiosk pin: the file could not be removed\n", stderr);
        return CLI_MACHINE_WRONG;
    }
    puts(was ? "There is no PIN any more; whoever holds the top corner next chooses one."
             : "There is no PIN; whoever holds the top corner next chooses one.");
    return CLI_FINE;
}

int command_pin(const struct options *options)
{
    if (options->set_pin == options->reset_pin) {
        fputs("kiosk pin: one of --set and --reset is needed\n"
              "`kiosk pin --help` shows how to call it.\n",
              stderr);
        return CLI_CALL_WRONG;
    }
    if (!become_owner())
        return CLI_MACHINE_WRONG;
    return options->set_pin ? set_pin() : reset_pin();
}
