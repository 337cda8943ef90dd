#pragma once

#include <SDL2/SDL.h> /* found without SDL's own flags, which the tests do not have */
#include <stdbool.h>
#include <stddef.h>

#include "ui/event.h"

/* What keys mean: those of every keyboard, and before them those that a clinic has named for a
 * keypad, a remote or a pedal. */

enum { KEYS_NAMED_MOST = 64 };

/* Zeroed: only what every keyboard has. */
struct key_map {
    struct {
        SDL_Keycode code;
        enum key key;
    } named[KEYS_NAMED_MOST];
    int count;
};

/* Names that SDL does not know are left out, and logged. */
void keys_set(struct key_map *map, const struct key_name *names, size_t count);

/* SDL has a key of this name. */
bool keys_known(const char *name);

/* KEY_NONE for what is no press at all: Shift alone, a shortcut of the system. While texts are
 * taken, keys are what they are on every keyboard, and those that write mean nothing. */
enum key keys_meaning(const struct key_map *map, const SDL_Keysym *sym, bool writing);

/* Held down, a key that moves goes on moving; one that acts acts once. */
bool keys_repeat(enum key key);
