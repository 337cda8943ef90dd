#pragma once

#include "ui/keyboard_layout.h"

/* The tables of keyboard_layouts.c, for keyboard_layout.c. The first is of Latin letters. */
extern const struct keyboard_layout keyboard_layouts[];
extern const int keyboard_layout_count;

/* As `more`, for every keyboard. */
extern const char keyboard_marks[];
