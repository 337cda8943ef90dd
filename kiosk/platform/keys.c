#include "platform/keys.h"

#include "base/log.h"

static SDL_Keycode code_of(const char *name)
{
    return SDL_GetKeyFromName(name);
}

bool keys_known(const char *name)
{
    return code_of(name) != SDLK_UNKNOWN;
}

void keys_set(struct key_map *map, const struct key_name *names, size_t count)
{
    map->count = 0;
    for (size_t i = 0; i < count && map->count < KEYS_NAMED_MOST; i++) {
        SDL_Keycode code = code_of(names[i].name);
        if (code == SDLK_UNKNOWN) {
            log_warn("key", "name=%s text=%s", names[i].name, "there is no such key");
            continue;
        }
        map->named[map->count].code = code;
        map->named[map->count++].key = names[i].key;
    }
}

/* By their place on the keyboard: in some countries a digit there needs Shift. */
static enum key digit_of(SDL_Scancode code)
{
    if (code == SDL_SCANCODE_0 || code == SDL_SCANCODE_KP_0)
        return KEY_0;
    if (code >= SDL_SCANCODE_1 && code <= SDL_SCANCODE_9)
        return (enum key)(KEY_0 + 1 + (int)(code - SDL_SCANCODE_1));
    if (code >= SDL_SCANCODE_KP_1 && code <= SDL_SCANCODE_KP_9)
        return (enum key)(KEY_0 + 1 + (int)(code - SDL_SCANCODE_KP_1));
    return KEY_NONE;
}

static enum key of_every_keyboard(const SDL_Keysym *sym)
{
    switch (sym->sym) {
    case SDLK_TAB:
        return sym->mod & KMOD_SHIFT ? KEY_SHIFT_TAB : KEY_TAB;
    case SDLK_LEFT:
        return KEY_LEFT;
    case SDLK_RIGHT:
        return KEY_RIGHT;
    case SDLK_UP:
        return KEY_UP;
    case SDLK_DOWN:
        return KEY_DOWN;
    case SDLK_RETURN:
    case SDLK_RETURN2:
    case SDLK_KP_ENTER:
    case SDLK_SELECT:
        return KEY_ENTER;
    case SDLK_SPACE:
        return KEY_SPACE;
    case SDLK_ESCAPE:
    case SDLK_AC_BACK:
        return KEY_ESCAPE;
    case SDLK_PAGEUP:
        return KEY_PAGE_UP;
    case SDLK_PAGEDOWN:
        return KEY_PAGE_DOWN;
    case SDLK_HOME:
        return KEY_HOME;
    case SDLK_END:
        return KEY_END;
    case SDLK_BACKSPACE:
        return KEY_BACKSPACE;
    case SDLK_DELETE:
        return KEY_DELETE;
    case SDLK_F1:
        return KEY_F1;
    default:
        return digit_of(sym->scancode);
    }
}

static enum key named(const struct key_map *map, SDL_Keycode code)
{
    for (int i = 0; i < map->count; i++)
        if (map->named[i].code == code)
            return map->named[i].key;
    return KEY_NONE;
}

/* Held with others, or kept pressed for a while by nobody's will. */
static bool is_modifier(SDL_Keycode code)
{
    switch (code) {
    case SDLK_LSHIFT:
    case SDLK_RSHIFT:
    case SDLK_LCTRL:
    case SDLK_RCTRL:
    case SDLK_LALT:
    case SDLK_RALT:
    case SDLK_LGUI:
    case SDLK_RGUI:
    case SDLK_MODE:
    case SDLK_CAPSLOCK:
    case SDLK_NUMLOCKCLEAR:
    case SDLK_SCROLLLOCK:
        return true;
    default:
        return false;
    }
}

enum key keys_meaning(const struct key_map *map, const SDL_Keysym *sym, bool writing)
{
    if (is_modifier(sym->sym) || (sym->mod & (KMOD_CTRL | KMOD_ALT | KMOD_GUI)))
        return KEY_NONE;
    enum key key = writing ? KEY_NONE : named(map, sym->sym);
    if (key == KEY_NONE)
        key = of_every_keyboard(sym);
    if (writing) /* the space bar is one of the texts */
        return key == KEY_SPACE ? KEY_NONE : key;
    return key == KEY_NONE ? KEY_OTHER : key;
}

bool keys_repeat(enum key key)
{
    switch (key) {
    case KEY_TAB:
    case KEY_SHIFT_TAB:
    case KEY_LEFT:
    case KEY_RIGHT:
    case KEY_UP:
    case KEY_DOWN:
    case KEY_PAGE_UP:
    case KEY_PAGE_DOWN:
    case KEY_HOME:
    case KEY_END:
    case KEY_BACKSPACE:
    case KEY_DELETE:
        return true;
    default:
        return false;
    }
}
