#include "platform/follow.h"

#include <SDL_syswm.h>

#include "base/log.h"

enum { MANAGER_MS = 1000 }; /* what a window manager may take to do as it is asked */

bool follow_open(struct follow *follow, SDL_Rect *at)
{
    struct rect place;
    *follow = (struct follow){.x11 = x11_open(), .look_at = MS_NEVER};
    if (!follow->x11 || !x11_place(follow->x11, &place))
        return false;
    *at = (SDL_Rect){place.x, place.y, place.w, place.h};
    return true;
}

void follow_close(struct follow *follow)
{
    x11_close(follow->x11);
    follow->x11 = NULL;
}

void follow_window(struct follow *follow, SDL_Window *window, ms_t now)
{
    SDL_SysWMinfo info;
    SDL_VERSION(&info.version);
    if (!follow->x11 || !SDL_GetWindowWMInfo(window, &info))
        return;
    follow->window = window;
    follow->id = (uint32_t)info.info.x11.window;
    follow->look_at = now;
    x11_attend(follow->x11, follow->id);
}

static void move_window(struct follow *follow, const struct rect *place)
{
    log_info("display", "size=%dx%d at=%d,%d", place->w, place->h, place->x, place->y);
    SDL_SetWindowPosition(follow->window, place->x, place->y);
    SDL_SetWindowSize(follow->window, place->w, place->h);
}

static bool is_in_place(const struct follow *follow, const struct rect *place)
{
    struct rect now;
    return x11_window_place(follow->x11, follow->id, &now) && rect_equal(now, *place);
}

/* The window stays as it is while there is nothing to show it on. */
static bool find_place(struct follow *follow, struct rect *place)
{
    bool on = x11_place(follow->x11, place);
    if (on == follow->dark)
        log_info("display", "state=%s", on ? "on" : "off");
    follow->dark = !on;
    return on;
}

/* A manager is asked to cover the output; it sees to the rest, or else it is done for it. */
static bool put_in_place(struct follow *follow, const struct rect *place, ms_t now)
{
    bool managed = x11_managed(follow->x11);
    if (managed && !follow->asked) {
        x11_cover(follow->x11, follow->id, true);
        follow->asked = true;
        follow->look_at = now + MANAGER_MS;
        return false;
    }
    if (is_in_place(follow, place))
        return false;
    if (managed)
        x11_cover(follow->x11, follow->id, false);
    move_window(follow, place);
    if (managed)
        x11_cover(follow->x11, follow->id, true);
    return true;
}

bool follow_step(struct follow *follow, ms_t now)
{
    if (!follow->window)
        return false;
    if (x11_changed(follow->x11)) {
        follow->asked = false;
        follow->look_at = now;
    }
    struct rect place;
    if (now < follow->look_at)
        return false;
    follow->look_at = MS_NEVER;
    return find_place(follow, &place) && put_in_place(follow, &place, now);
}
