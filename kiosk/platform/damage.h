#pragma once

#include "platform/painter.h"

/* Gathers changed rectangles and turns them into few disjoint ones. */
enum { DAMAGE_RAW_MAX = 48 };

struct damage {
    struct rect bounds;                /* the canvas */
    struct rect rects[DAMAGE_RAW_MAX]; /* may overlap until damage_finish */
    int count;
};

void damage_begin(struct damage *damage, struct rect bounds);

/* Joins rectangles where that costs less than sending one more. */
void damage_add(struct damage *damage, struct rect rect);

void damage_finish(struct damage *damage, struct painter_damage *out);
