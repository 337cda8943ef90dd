#include "platform/window.h"

#include <SDL.h>
#include <SDL_syswm.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "base/memory.h"
#include "platform/follow.h"
#include "platform/input.h"
#include "platform/power.h"
#include "platform/presenter.h"

enum {
    SLICE_MS = 1000, /* the longest sleep: a signal that comes just before it is seen after it */
    POLL_MS = 10,    /* on drivers that cannot wait for an event */
    FOCUS_RETRY_MS = 1000
};

struct window {
    SDL_Window *sdl;
    struct presenter presenter;
    struct input input;
    bool lock;
    bool can_wait; /* SDL sleeps on the display's connection instead of polling every ms */
    bool cursor;
    bool dark;            /* nothing is to be seen, */
    bool off;             /* and the screen is switched off */
    struct follow follow; /* of a fullscreen window on X11 */
    bool close_asked;     /* the window's close button; SDL_QUIT follows */
    bool quit_due;        /* a signal was told, its SDL_QUIT is still to come */
    bool attention;       /* something other than an event wants a frame */
    bool frame_due;       /* what `attention` was when window_events last returned */
    ms_t focus_tried;
    char renderer[96];
    struct sigaction old_int, old_term;
};

static volatile sig_atomic_t interrupted, terminated;
static void (*on_gone)(void);
static atomic_bool wake_pending;
static atomic_uint wake_event; /* 0: no window */

ms_t window_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_BOOTTIME, &t);
    return (ms_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* SDL's own handlers: all they do is make the sleep below end with an SDL_QUIT. */
static void (*sdl_on_int)(int), (*sdl_on_term)(int);

static void on_signal(int number)
{
    void (*sdl)(int) = number == SIGTERM ? sdl_on_term : sdl_on_int;
    if (number == SIGTERM)
        terminated = 1;
    else
        interrupted = 1;
    if (sdl != SIG_DFL && sdl != SIG_IGN)
        sdl(number);
}

/* Without SA_RESTART, so that a signal ends a sleep. */
static void catch_signals(struct window *window)
{
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = on_signal;
    sigemptyset(&action.sa_mask);
    interrupted = terminated = 0;
    sigaction(SIGINT, NULL, &window->old_int);
    sigaction(SIGTERM, NULL, &window->old_term);
    sdl_on_int = window->old_int.sa_handler;
    sdl_on_term = window->old_term.sa_handler;
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

static void set_hints(const struct window_options *options)
{
    SDL_SetHintWithPriority(SDL_HINT_VIDEODRIVER, options->driver, SDL_HINT_OVERRIDE);
    /* Otherwise SDL draws the window surface as an OpenGL texture, on the CPU where there is no
     * GPU: 25 times the work. */
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0");
    SDL_SetHint(SDL_HINT_ALLOW_ALT_TAB_WHILE_GRABBED, "0");
    SDL_SetHint(SDL_HINT_RENDER_SCALE_QUALITY, "nearest");
    /* It reads the outputs once and ends when none is left; see follow.h. */
    SDL_SetHint(SDL_HINT_VIDEO_X11_XRANDR, "0");
    if (options->width > 0)
        SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
    else /* for frames: where a compositor draws none, SDL hides the window and asks for them */
        SDL_SetHint(SDL_HINT_VIDEO_WAYLAND_ALLOW_LIBDECOR, "0");
}

/* Without a session bus libdbus starts one, a program run for 10 ms and more, only for SDL to ask
 * that the screen stay on; it can ask X for that too. */
static void avoid_bus_launch(void)
{
    char bus[256];
    const char *folder = getenv("XDG_RUNTIME_DIR");
    if (folder)
        snprintf(bus, sizeof bus, "%s/bus", folder);
    if (!folder || access(bus, F_OK) != 0)
        setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", 0);
}

/* libX11 parses thousands of compose sequences at the start; the kiosk knows no dead keys. */
static void avoid_compose_tables(void)
{
    setenv("XCOMPOSEFILE", "/dev/null", 0);
}

static bool driver_is(const char *name)
{
    const char *driver = SDL_GetCurrentVideoDriver();
    return driver && strcmp(driver, name) == 0;
}

static void display_gone(const char *cause)
{
    log_error("display_gone", "cause=%s", cause);
    on_gone();
}

/* The display was there a moment ago. Mostly it then has no screen. */
static bool init_video(const struct window_options *options, bool *not_yet)
{
    on_gone = options->gone;
    x11_watch_over(display_gone);
    *not_yet = SDL_Init(SDL_INIT_VIDEO) < 0;
    if (*not_yet) {
        log_debug("no_display", "driver=%s cause=%s", options->driver, SDL_GetError());
        return false;
    }
    SDL_StopTextInput(); /* only where something is written: window_take_text */
    return true;
}

static void quit_video(void)
{
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
    if (SDL_WasInit(0) == 0)
        SDL_Quit();
}

static void guard_window(SDL_Window *window)
{
    SDL_SysWMinfo info;
    SDL_VERSION(&info.version);
    if (driver_is("x11") && SDL_GetWindowWMInfo(window, &info))
        x11_guard((uint32_t)info.info.x11.window);
}

/* On X11 a fullscreen window is a bare one as large as the screen; see follow.h. */
static bool create_window(struct window *window, const struct window_options *options, bool texture)
{
    bool full = options->width <= 0 || options->height <= 0;
    bool bare = full && driver_is("x11");
    uint32_t flags = bare   ? SDL_WINDOW_BORDERLESS | SDL_WINDOW_RESIZABLE
                     : full ? SDL_WINDOW_FULLSCREEN_DESKTOP
                            : SDL_WINDOW_RESIZABLE;
    SDL_Rect at = {SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, options->width, options->height};
    bool placed = bare && follow_open(&window->follow, &at);
    if (full && !placed && SDL_GetDisplayBounds(0, &at) != 0)
        at = (SDL_Rect){0, 0, 1920, 1080};
    if (texture)
        flags |= SDL_WINDOW_ALLOW_HIGHDPI;
    window->sdl = SDL_CreateWindow("Physio Kiosk", at.x, at.y, at.w, at.h, flags);
    if (!window->sdl) {
        log_error("no_window", "cause=%s", SDL_GetError());
        return false;
    }
    guard_window(window->sdl);
    if (options->lock)
        SDL_SetWindowKeyboardGrab(window->sdl, SDL_TRUE);
    window->cursor = !options->lock && !full;
    SDL_ShowCursor(window->cursor ? SDL_ENABLE : SDL_DISABLE);
    return true;
}

static void name_renderer(struct window *window)
{
    SDL_RendererInfo info = {.name = "texture"};
    if (window->presenter.renderer)
        SDL_GetRendererInfo(window->presenter.renderer, &info);
    snprintf(window->renderer, sizeof window->renderer, "%s/%s%s%s", SDL_GetCurrentVideoDriver(),
             window->presenter.renderer ? "texture" : "surface",
             window->presenter.renderer ? "/" : "", window->presenter.renderer ? info.name : "");
}

static bool wants_texture(const char *presenter)
{
    if (presenter && strcmp(presenter, "surface") == 0)
        return false;
    if (presenter && strcmp(presenter, "texture") == 0)
        return true;
    return !driver_is("x11");
}

/* Of the GPU's renderers none showed anything: Mesa then draws on the CPU, in a window made anew.
 */
static bool present_without_gpu(struct window *window, const struct window_options *options)
{
    log_warn("without_gpu", "text=%s", "drawn by the CPU alone");
    setenv("GBM_ALWAYS_SOFTWARE", "1", 1);
    SDL_DestroyWindow(window->sdl);
    window->sdl = NULL;
    return create_window(window, options, true) &&
           presenter_open(&window->presenter, window->sdl, true, true);
}

static bool present(struct window *window, const struct window_options *options)
{
    bool texture = wants_texture(options->presenter), bare = driver_is("KMSDRM");
    return create_window(window, options, texture) &&
           (presenter_open(&window->presenter, window->sdl, texture, bare) ||
            (bare && present_without_gpu(window, options)));
}

struct window *window_open(const struct window_options *options, bool *not_yet)
{
    struct window *window = MEMORY_NEW(struct window);
    *not_yet = false;
    set_hints(options);
    avoid_bus_launch();
    avoid_compose_tables();
    if (!init_video(options, not_yet) || !present(window, options))
        goto fail;
    window->lock = options->lock;
    window->can_wait = driver_is("x11") || driver_is("wayland");
    window->focus_tried = window_now() - FOCUS_RETRY_MS;
    input_init(&window->input);
    name_renderer(window);
    catch_signals(window);
    atomic_store(&wake_pending, false);
    atomic_store(&wake_event, SDL_RegisterEvents(1));
    log_info("window", "renderer=%s", window->renderer);
    return window;

fail:
    follow_close(&window->follow);
    if (window->sdl)
        SDL_DestroyWindow(window->sdl);
    quit_video();
    free(window);
    return NULL;
}

bool window_set_dark(struct window *window, bool dark)
{
    if (dark == window->dark)
        return window->off;
    window->dark = dark;
    bool done = power_set(window->sdl, !dark);
    window->off = done && dark;
    return window->off;
}

void window_close(struct window *window)
{
    if (!window)
        return;
    window_set_dark(window, false);
    atomic_store(&wake_event, 0);
    sigaction(SIGINT, &window->old_int, NULL);
    sigaction(SIGTERM, &window->old_term, NULL);
    presenter_close(&window->presenter);
    follow_close(&window->follow);
    x11_guard(0);
    /* SDL hides the window on its display. Where a compositor has none left, that is address 0. */
    if (SDL_GetNumVideoDisplays() > 0) {
        SDL_DestroyWindow(window->sdl);
        quit_video();
    }
    free(window);
}

struct canvas *window_canvas(struct window *window, bool *fresh)
{
    return presenter_canvas(&window->presenter, fresh);
}

void window_present(struct window *window, const struct painter_damage *damage)
{
    presenter_show(&window->presenter, damage);
    if (!window->follow.window)
        follow_window(&window->follow, window->sdl, window_now());
}

bool window_shows(const struct window *window)
{
    bool screen = !window->off && !window->follow.dark && SDL_GetNumVideoDisplays() > 0;
    return !screen || presenter_shows(&window->presenter);
}

void window_take_text(struct window *window, bool on)
{
    if (on == window->input.writing)
        return;
    window->input.writing = on;
    if (on)
        SDL_StartTextInput();
    else
        SDL_StopTextInput();
}

void window_set_turn(struct window *window, enum turn turn, const struct touch_matrix *touch)
{
    struct input *input = &window->input;
    if (turn == input->turn && touch_matrix_same(touch, &input->touch))
        return;
    input_cancel(input, window_now());
    input->turn = turn;
    input->touch = *touch;
    presenter_turn(&window->presenter, turn);
    window->attention = true;
}

void window_set_keys(struct window *window, const struct key_name *names, size_t count)
{
    keys_set(&window->input.keys, names, count);
}

void window_wake(void)
{
    uint32_t type = atomic_load(&wake_event);
    if (type == 0 || type == (uint32_t)-1 || atomic_exchange(&wake_pending, true))
        return;
    SDL_Event event;
    memset(&event, 0, sizeof event);
    event.type = type;
    if (SDL_PushEvent(&event) != 1)
        atomic_store(&wake_pending, false);
}

static void take_window_event(struct window *window, const SDL_WindowEvent *event, ms_t now)
{
    switch (event->event) {
    case SDL_WINDOWEVENT_SHOWN:
    case SDL_WINDOWEVENT_EXPOSED:
    case SDL_WINDOWEVENT_RESIZED:
    case SDL_WINDOWEVENT_SIZE_CHANGED:
    case SDL_WINDOWEVENT_MAXIMIZED:
    case SDL_WINDOWEVENT_RESTORED:
    case SDL_WINDOWEVENT_DISPLAY_CHANGED:
        window->presenter.stale = true;
        window->attention = true;
        break;
    case SDL_WINDOWEVENT_FOCUS_LOST:
        input_cancel(&window->input, now);
        break;
    case SDL_WINDOWEVENT_CLOSE:
        window->close_asked = true;
        break;
    default:
        break;
    }
}

/* A locked kiosk takes the focus back, once a second at most. */
static void keep_focus(struct window *window, ms_t now)
{
    if (!window->lock || now - window->focus_tried < FOCUS_RETRY_MS ||
        (SDL_GetWindowFlags(window->sdl) & SDL_WINDOW_INPUT_FOCUS))
        return;
    window->focus_tried = now;
    SDL_RaiseWindow(window->sdl);
    SDL_SetWindowInputFocus(window->sdl);
}

static struct input_scale window_scale(const struct window *window)
{
    struct input_scale scale;
    SDL_GetWindowSize(window->sdl, &scale.window_w, &scale.window_h);
    SDL_GetWindowSizeInPixels(window->sdl, &scale.pixel_w, &scale.pixel_h);
    return scale;
}

/* Hidden under a finger, shown again by a mouse that moves. */
static void update_cursor(struct window *window)
{
    bool show = window->cursor;
    for (size_t i = 0; i < window->input.count; i++) {
        const struct event *event = &window->input.queue[i];
        if (event->kind == EVENT_HOVER || event->kind == EVENT_POINTER_DOWN)
            show = !window->lock && event->pointer == 0;
    }
    if (show != window->cursor)
        SDL_ShowCursor(show ? SDL_ENABLE : SDL_DISABLE);
    window->cursor = show;
}

/* SDL_QUIT tells a closed window, a signal and a compositor that has gone alike. */
static bool quit_is_signal(struct window *window)
{
    bool signal = window->quit_due || interrupted || terminated;
    window->quit_due = false;
    if (!signal && !window->close_asked && driver_is("wayland"))
        display_gone("the Wayland compositor has gone");
    window->close_asked = false;
    return signal;
}

static void take_signals(struct window *window, bool quit_seen, ms_t now)
{
    void (*sdl)(int) = interrupted ? sdl_on_int : terminated ? sdl_on_term : SIG_IGN;
    if (!quit_seen && sdl != SIG_DFL && sdl != SIG_IGN)
        window->quit_due = true;
    if (interrupted) {
        interrupted = 0;
        input_push(&window->input, EVENT_QUIT, now);
    }
    if (terminated) {
        terminated = 0;
        input_push(&window->input, EVENT_TERMINATE, now);
    }
}

static void take_events(struct window *window)
{
    SDL_Event event;
    ms_t now = window_now();
    struct input_scale scale = window_scale(window);
    bool quit_seen = false;
    if (follow_step(&window->follow, now)) {
        window->presenter.stale = window->attention = true;
        input_cancel(&window->input, now);
        scale = window_scale(window);
    }
    while (input_has_room(&window->input) && SDL_PollEvent(&event)) {
        if (event.type == SDL_WINDOWEVENT) {
            take_window_event(window, &event.window, now);
            scale = window_scale(window);
        } else if (event.type == SDL_RENDER_TARGETS_RESET ||
                   event.type == SDL_RENDER_DEVICE_RESET) {
            window->presenter.stale = window->attention = true;
        } else if (event.type == atomic_load(&wake_event)) {
            atomic_store(&wake_pending, false);
            window->attention = true;
        } else if (event.type == SDL_QUIT && quit_is_signal(window)) {
            quit_seen = true;
        } else {
            input_take(&window->input, &event, scale, now);
        }
    }
    take_signals(window, quit_seen, now);
    input_expire(&window->input, now);
    keep_focus(window, now);
    update_cursor(window);
}

/* Sleeps until an event comes, but not past `until` and not for ever. */
static void sleep_until(const struct window *window, ms_t until, ms_t now)
{
    ms_t most = window->can_wait ? SLICE_MS : POLL_MS;
    int wait = (int)(until - now < most ? until - now : most);
    if (window->can_wait)
        SDL_WaitEventTimeout(NULL, wait);
    else
        SDL_Delay((uint32_t)wait);
}

size_t window_events(struct window *window, ms_t until, struct event *events, size_t max)
{
    for (;;) {
        take_events(window);
        size_t count = input_drain(&window->input, events, max);
        ms_t now = window_now();
        if (count > 0 || window->attention || now >= until) {
            window->frame_due = window->attention;
            window->attention = false;
            return count;
        }
        sleep_until(window, until, now);
    }
}

bool window_frame_due(const struct window *window)
{
    return window->frame_due;
}

const char *window_renderer(const struct window *window)
{
    return window->renderer;
}
