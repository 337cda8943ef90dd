#include "ui/draw.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/log.h"
#include "base/memory.h"

enum { CLIP_DEPTH = sizeof((struct draw_list){0}.clip_stack) / sizeof(struct rect) };

/* Kind and place. The clip counts only by what it leaves, so moving a clip that cuts nothing
 * changes nothing. */
static uint64_t hash_head(const struct draw_command *c)
{
    uint64_t hash = hash_word(0x51ED270B7A3C91D5u, (uint64_t)c->kind);
    return hash_rect(hash_rect(hash, c->rect), draw_command_bounds(c));
}

void draw_list_free(struct draw_list *list)
{
    arena_free(&list->arena);
    free(list->commands);
    memset(list, 0, sizeof *list);
}

void draw_list_reset(struct draw_list *list, int width, int height)
{
    arena_reset(&list->arena);
    list->count = 0;
    list->width = width;
    list->height = height;
    list->clip = (struct rect){0, 0, width, height};
    list->clip_depth = 0;
    list->capture = false;
    list->mirrored = false;
    list->top = 0;
}

void draw_mirror(struct draw_list *list, bool mirrored)
{
    assert(list->clip_depth == 0);
    list->mirrored = mirrored;
}

void draw_lower(struct draw_list *list, int top)
{
    assert(list->clip_depth == 0);
    list->top = top;
    list->clip = (struct rect){0, 0, list->width, list->height - top};
}

struct rect draw_place(const struct draw_list *list, struct rect rect)
{
    if (list->mirrored)
        rect.x = list->width - rect.x - rect.w;
    rect.y += list->top;
    return rect;
}

static float place_x(const struct draw_list *list, float x)
{
    return list->mirrored ? (float)list->width - x : x;
}

void draw_push_clip(struct draw_list *list, struct rect clip)
{
    assert(list->clip_depth < CLIP_DEPTH);
    if (list->clip_depth < CLIP_DEPTH)
        list->clip_stack[list->clip_depth] = list->clip;
    list->clip_depth++;
    list->clip = rect_intersect(list->clip, clip);
}

void draw_pop_clip(struct draw_list *list)
{
    assert(list->clip_depth > 0);
    list->clip_depth--;
    if (list->clip_depth < CLIP_DEPTH)
        list->clip = list->clip_stack[list->clip_depth];
}

static void list_grow(struct draw_list *list)
{
    size_t capacity = list->capacity ? list->capacity * 2 : 128;
    list->commands = memory_grow(list->commands, capacity, sizeof *list->commands);
    list->capacity = capacity;
}

/* A new command at the end of the list, or NULL when the clip hides all of it. */
static struct draw_command *list_add(struct draw_list *list, const struct draw_command *command)
{
    if (rect_empty(draw_command_bounds(command)))
        return NULL;
    if (list->count == list->capacity)
        list_grow(list);
    struct draw_command *added = &list->commands[list->count++];
    *added = *command;
    return added;
}

static struct draw_command command_make(const struct draw_list *list, enum draw_kind kind,
                                        struct rect rect)
{
    struct draw_command c;
    memset(&c, 0, sizeof c);
    c.kind = kind;
    c.rect = draw_place(list, rect);
    c.clip = draw_place(list, list->clip);
    return c;
}

static int clamp_radius(int radius, struct rect rect)
{
    return int_clamp(radius, 0, int_min(rect.w, rect.h) / 2);
}

void draw_fill(struct draw_list *list, struct rect rect, int radius, color_t color)
{
    draw_box(list, rect, radius, color, 0, 0);
}

void draw_box(struct draw_list *list, struct rect rect, int radius, color_t color, int stroke,
              color_t stroke_color)
{
    bool stroked = stroke > 0 && color_alpha(stroke_color) != 0;
    if (rect_empty(rect) || (!stroked && color_alpha(color) == 0))
        return;
    struct draw_command c = command_make(list, DRAW_FILL, rect);
    c.fill.radius = clamp_radius(radius, rect);
    c.fill.color = color;
    c.fill.stroke = stroked ? stroke : 0;
    c.fill.stroke_color = stroked ? stroke_color : 0;
    c.hash = hash_pair(hash_head(&c), (uint32_t)c.fill.radius, color);
    c.hash = hash_pair(c.hash, (uint32_t)c.fill.stroke, c.fill.stroke_color);
    list_add(list, &c);
}

static void add_gradient(struct draw_list *list, struct rect rect,
                         const struct draw_gradient *gradient)
{
    if (rect_empty(rect) || (color_alpha(gradient->from) == 0 && color_alpha(gradient->to) == 0))
        return;
    struct draw_command c = command_make(list, DRAW_GRADIENT, rect);
    c.gradient = *gradient;
    c.gradient.radius = clamp_radius(gradient->radius, rect);
    c.gradient.cx = gradient->kind == GRADIENT_RADIAL ? place_x(list, gradient->cx) : 0;
    c.gradient.cy += gradient->kind == GRADIENT_RADIAL ? (float)list->top : 0;
    c.hash = hash_pair(hash_head(&c), (uint32_t)c.gradient.radius, (uint32_t)c.gradient.kind);
    c.hash = hash_pair(c.hash, c.gradient.from, c.gradient.to);
    c.hash = hash_floats(c.hash, c.gradient.cx, c.gradient.cy);
    c.hash = hash_floats(c.hash, c.gradient.reach, 0);
    list_add(list, &c);
}

void draw_linear(struct draw_list *list, struct rect rect, int radius, enum gradient_kind kind,
                 color_t from, color_t to)
{
    bool turned = list->mirrored && kind == GRADIENT_HORIZONTAL;
    struct draw_gradient gradient = {
        .radius = radius, .kind = kind, .from = turned ? to : from, .to = turned ? from : to};
    add_gradient(list, rect, &gradient);
}

void draw_radial(struct draw_list *list, struct rect rect, int radius, color_t center, color_t rim,
                 float cx, float cy, float reach)
{
    struct draw_gradient gradient = {radius, GRADIENT_RADIAL, center, rim, cx, cy, reach};
    add_gradient(list, rect, &gradient);
}

void draw_shadow(struct draw_list *list, struct rect rect, int radius, int blur, color_t color)
{
    if (rect_empty(rect) || color_alpha(color) == 0)
        return;
    struct draw_command c = command_make(list, DRAW_SHADOW, rect);
    c.shadow.radius = clamp_radius(radius, rect);
    c.shadow.blur = blur < 0 ? 0 : blur;
    c.shadow.color = color;
    c.hash = hash_pair(hash_head(&c), (uint32_t)c.shadow.radius, (uint32_t)c.shadow.blur);
    c.hash = hash_pair(c.hash, color, 0);
    list_add(list, &c);
}

/* A circle so far away or so large that its pixel coordinates would not fit is not drawn. */
static bool ring_fits(const struct draw_ring *ring)
{
    const float most = 1e6f;
    return fabsf(ring->cx) < most && fabsf(ring->cy) < most && ring->radius < most &&
           ring->thickness < most && ring->radius >= 0 && ring->thickness > 0 &&
           fabsf(ring->start) < most && !isnan(ring->sweep);
}

void draw_ring(struct draw_list *list, const struct draw_ring *ring)
{
    if (!ring_fits(ring) || ring->sweep <= 0 || color_alpha(ring->color) == 0)
        return;
    float reach = ring->radius + ring->thickness / 2;
    int x0 = (int)floorf(ring->cx - reach), x1 = (int)ceilf(ring->cx + reach);
    int y0 = (int)floorf(ring->cy - reach), y1 = (int)ceilf(ring->cy + reach);
    struct draw_command c = command_make(list, DRAW_RING, (struct rect){x0, y0, x1 - x0, y1 - y0});
    c.ring = *ring;
    c.ring.cx = place_x(list, ring->cx);
    c.ring.cy += (float)list->top;
    if (c.ring.sweep > 1)
        c.ring.sweep = 1;
    c.hash = hash_floats(hash_head(&c), c.ring.cx, c.ring.cy);
    c.hash = hash_floats(c.hash, ring->radius, ring->thickness);
    c.hash = hash_floats(c.hash, ring->start, c.ring.sweep);
    c.hash = hash_pair(c.hash, ring->color, 0);
    list_add(list, &c);
}

void draw_text(struct draw_list *list, const char *text, struct font font, color_t color, int x,
               int baseline, int width)
{
    draw_text_line(list, text, font, color, x, baseline, width, list->mirrored);
}

/* Whether there are letters of the scripts from Hebrew to Tibetan, whose marks stand above and
 * below them: U+0580 to U+0FFF, which the first bytes of UTF-8 tell. */
static bool has_tall_marks(const char *text)
{
    while (*text && ((unsigned char)*text < 0xD6 || (unsigned char)*text > 0xE0))
        text++;
    return *text != '\0';
}

void draw_text_line(struct draw_list *list, const char *text, struct font font, color_t color,
                    int x, int baseline, int width, bool rtl)
{
    if (!*text || font.size <= 0 || width <= 0 || color_alpha(color) == 0)
        return;
    /* Room for accents on capitals above and descenders below, in Arabic with vowels on those. */
    bool tall = has_tall_marks(text);
    int up = font.size + (tall ? font.size / 2 : font.size / 4);
    int down = tall ? font.size * 3 / 4 : font.size / 2;
    struct rect rect = {x, baseline - up, width, up + down};
    struct draw_command c = command_make(list, DRAW_TEXT, rect);
    c.text = (struct draw_text){NULL, font, color, c.rect.x, c.rect.y + up, rtl};
    c.hash = hash_pair(hash_head(&c), (uint32_t)font.weight << 1 | rtl, (uint32_t)font.size);
    c.hash = hash_pair(c.hash, (uint32_t)c.text.x, (uint32_t)c.text.baseline);
    c.hash = hash_pair(c.hash, color, 0);
    c.hash = hash_bytes(c.hash, text, strlen(text));
    struct draw_command *added = list_add(list, &c);
    if (added)
        added->text.text = arena_strdup(&list->arena, text);
}

static const char *mirrored_icon(const char *name)
{
    static const char *const pairs[][2] = {{"arrow-left", "arrow-right"},
                                           {"skip-back", "skip-forward"},
                                           {"undo-2", "redo-2"},
                                           {"move-diagonal", "move-diagonal-2"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        for (int side = 0; side < 2; side++)
            if (strcmp(name, pairs[i][side]) == 0)
                return pairs[i][1 - side];
    return name;
}

void draw_icon(struct draw_list *list, const char *name, struct rect rect, color_t color)
{
    if (rect_empty(rect) || color_alpha(color) == 0)
        return;
    if (list->mirrored)
        name = mirrored_icon(name);
    struct draw_command c = command_make(list, DRAW_ICON, rect);
    c.icon.color = color;
    c.hash = hash_pair(hash_head(&c), color, 0);
    c.hash = hash_bytes(c.hash, name, strlen(name));
    struct draw_command *added = list_add(list, &c);
    if (added)
        added->icon.name = arena_strdup(&list->arena, name);
}

void draw_image(struct draw_list *list, struct image_ref ref, struct rect rect)
{
    draw_image_or_icon(list, ref, rect, NULL, 0);
}

void draw_image_or_icon(struct draw_list *list, struct image_ref ref, struct rect rect,
                        const char *icon, color_t ink)
{
    if (rect_empty(rect) || !ref.object)
        return;
    struct draw_command c = command_make(list, DRAW_IMAGE, rect);
    c.image = (struct draw_image){ref, NULL, ink};
    c.hash = hash_word(hash_head(&c), (uint64_t)(uintptr_t)ref.object);
    c.hash = hash_pair(c.hash, ref.frame, (uint32_t)ref.variant << 1 | ref.mirrored);
    c.hash = hash_pair(c.hash, (uint32_t)ref.kind << 16 | ref.radius, ink);
    if (icon)
        c.hash = hash_bytes(c.hash, icon, strlen(icon));
    struct draw_command *added = list_add(list, &c);
    if (added && icon)
        added->image.instead = arena_strdup(&list->arena, icon);
}

void draw_bitmap(struct draw_list *list, const uint8_t *modules, int size, struct rect rect,
                 color_t color)
{
    if (rect_empty(rect) || size <= 0 || color_alpha(color) == 0)
        return;
    size_t bytes = (size_t)size * (size_t)size;
    struct draw_command c = command_make(list, DRAW_BITMAP, rect);
    c.bitmap.size = size;
    c.bitmap.color = color;
    c.hash = hash_pair(hash_head(&c), (uint32_t)size, color);
    c.hash = hash_bytes(c.hash, modules, bytes);
    struct draw_command *added = list_add(list, &c);
    if (added)
        added->bitmap.modules = memcpy(arena_alloc(&list->arena, bytes), modules, bytes);
}

void draw_previous(struct draw_list *list, uint8_t alpha)
{
    if (alpha == 0)
        return;
    struct rect frame = {0, 0, list->width, list->height};
    struct draw_command c = command_make(list, DRAW_PREVIOUS, frame);
    c.previous.alpha = alpha;
    c.hash = hash_pair(hash_head(&c), alpha, 0);
    list_add(list, &c);
}

struct draw_piece draw_piece_begin(const struct draw_list *list)
{
    return (struct draw_piece){list->count, 0, list->mirrored, list->top, list->clip};
}

void draw_piece_end(const struct draw_list *list, struct draw_piece *piece)
{
    piece->count = list->count - piece->first;
}

void draw_again_begin(struct draw_list *list, const struct draw_piece *piece)
{
    list->whole = list->count;
    list->count = piece->first;
    list->mirrored = piece->mirrored;
    list->top = piece->top;
    list->clip = piece->clip;
}

bool draw_again_end(struct draw_list *list, const struct draw_piece *piece)
{
    bool same = list->count == piece->first + piece->count;
    list->count = list->whole;
    return same;
}

struct rect draw_command_bounds(const struct draw_command *command)
{
    struct rect r = command->rect;
    switch (command->kind) {
    case DRAW_SHADOW:
        r = rect_inset(r, -command->shadow.blur);
        break;
    case DRAW_RING:
        r = rect_inset(r, -1);
        break;
    case DRAW_TEXT: {
        int overhang = command->text.font.size / 4 + 1;
        r.x -= overhang;
        r.w += 2 * overhang;
        break;
    }
    default:
        break;
    }
    return rect_intersect(r, command->clip);
}
