#include "cli/await.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "cli/cli.h"
#include "cli/notify.h"

enum { LOOK_EVERY_MS = 1000 };

static const char no_display[] =
    "kiosk: there is no display here (neither X11 nor Wayland nor a screen of this machine).\n"
    "Without one, these still work:\n"
    "  kiosk shot home --out home.png        one screen as a picture\n"
    "  kiosk bench attract --seconds 10      the demo, run in memory\n";

void await_lost_display(void)
{
    log_info("end", "code=%d", CLI_MACHINE_WRONG);
    _exit(CLI_MACHINE_WRONG);
}

static void end_at_once(int number)
{
    (void)number;
    _exit(CLI_FINE);
}

struct handlers {
    struct sigaction old_int, old_term;
};

/* Also in the middle of a call to a server that never answers. */
static void take_signals(struct handlers *handlers)
{
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = end_at_once;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, &handlers->old_int);
    sigaction(SIGTERM, &action, &handlers->old_term);
}

/* SDL takes them only from nobody. */
static void give_signals_back(const struct handlers *handlers)
{
    sigaction(SIGINT, &handlers->old_int, NULL);
    sigaction(SIGTERM, &handlers->old_term, NULL);
}

static void sleep_ms(ms_t ms)
{
    struct timespec time = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000};
    nanosleep(&time, NULL);
}

/* `said`: the last cause that was logged. */
static void rest(const char *cause, const char **said)
{
    if (!*said)
        notify_send("READY=1\nSTATUS=waiting for a display");
    if (!*said || strcmp(*said, cause) != 0)
        log_info("waiting_for_display", "cause=%s", cause);
    *said = cause;
    ms_t ping_every = notify_watchdog_every();
    notify_send("WATCHDOG=1");
    sleep_ms(ping_every < LOOK_EVERY_MS ? ping_every : LOOK_EVERY_MS);
}

/* Rests first when there is a cause to wait. */
static struct display look(const char *cause, const char **said)
{
    struct handlers handlers;
    take_signals(&handlers);
    if (cause)
        rest(cause, said);
    struct display display = display_find();
    give_signals_back(&handlers);
    return display;
}

struct window *await_window(struct window_options *how)
{
    const char *cause = NULL, *said = NULL;
    how->gone = await_lost_display;
    for (;;) {
        struct display display = look(cause, &said);
        if (display.state == DISPLAY_NONE) {
            fputs(no_display, stderr);
            return NULL;
        }
        cause = display.cause;
        if (display.state == DISPLAY_AWAITED)
            continue;
        bool not_yet;
        how->driver = display.driver;
        struct window *window = window_open(how, &not_yet);
        if (window || !not_yet)
            return window;
        cause = "it has no screen";
    }
}
