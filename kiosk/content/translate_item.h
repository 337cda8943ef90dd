#pragma once

#include "content/content_internal.h"

/* One item's entry in a lang/CODE.json, laid over a copy of the item. What is faulty stays as it
 * was. `complete`: texts that are missing are warned about. */
void exercise_translate(struct json value, struct arena *arena, bool complete,
                        struct exercise *exercise);
void routine_translate(struct json value, struct arena *arena, bool complete,
                       struct routine *routine);
void page_translate(struct json value, struct arena *arena, bool complete, struct page *page);
