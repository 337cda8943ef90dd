#include "figure/backdrop.h"

#include <float.h>
#include <string.h>

#include "base/geometry.h"
#include "base/lanes.h"
#include "figure/tint.h"

/* How dark the ground gets where it is fully in shadow, on the mat and beside it. */
static const float MAT_SHADE = 0.70f;
static const float BARE_SHADE = 0.72f;

enum { CORNER_STEPS = 16 };

static uint32_t mix(uint32_t a, uint32_t b, float t)
{
    uint32_t out = 0xFF000000u;
    for (int shift = 0; shift < 24; shift += 8) {
        float ca = (float)((a >> shift) & 0xFF), cb = (float)((b >> shift) & 0xFF);
        out |= (uint32_t)(ca + (cb - ca) * t + 0.5f) << shift;
    }
    return out;
}

/* How dark a tone's shadow is, of the darkest. */
static float tone_dark(int tone)
{
    float root = (float)tone / (BACKDROP_TONES - 1);
    return root * root;
}

static struct backdrop_shape *add_shape(struct backdrop *b, uint32_t color, bool shaded)
{
    if (b->count == BACKDROP_SHAPES)
        return NULL;
    struct backdrop_shape *s = &b->shape[b->count++];
    s->count = 0;
    s->below = 0;
    s->shaded = shaded;
    s->top = FLT_MAX;
    s->bottom = -FLT_MAX;
    for (int i = 0; i < BACKDROP_TONES; i++)
        s->color[i] = mix(color, 0xFF12383B, MAT_SHADE * tone_dark(i));
    return s;
}

static void add_point(struct backdrop_shape *s, const struct camera *c, const struct viewport *view,
                      vec3 at)
{
    vec3 p = camera_project(c, at);
    if (s->count == BACKDROP_POINTS)
        return;
    float y = view->y - p.y * view->scale;
    s->x[s->count] = view->x + p.x * view->scale;
    s->y[s->count++] = y;
    s->top = minf(s->top, y);
    s->bottom = maxf(s->bottom, y + s->below);
}

/* Half sizes of a plate, and its corner's radius. */
struct plate {
    vec3 at;
    float half_x, half_z, corner;
};

/* Point `i` of its outline. */
static vec3 plate_point(const struct plate *p, int i)
{
    int quarter = i / CORNER_STEPS;
    float a = 1.5707963f * ((float)quarter + (float)(i % CORNER_STEPS) / (CORNER_STEPS - 1));
    float sx = quarter == 0 || quarter == 3 ? 1.0f : -1.0f;
    float sz = quarter < 2 ? -1.0f : 1.0f;
    return v3(p->at.x + sx * (p->half_x - p->corner) + cosf(a) * p->corner, p->at.y,
              p->at.z + sz * (p->half_z - p->corner) - sinf(a) * p->corner);
}

static void add_outline(struct backdrop_shape *s, const struct camera *c,
                        const struct viewport *view, const struct plate *p)
{
    for (int i = 0; s && i < 4 * CORNER_STEPS; i++)
        add_point(s, c, view, plate_point(p, i));
}

/* A plate with round corners; its rim shows below it. */
static void add_mat(struct backdrop *b, const struct scene *scene, const struct viewport *view,
                    const struct figure_prop *p, const uint32_t color[2])
{
    const struct camera *c = &scene->camera;
    struct plate plate = {p->at, p->size.x / 2, p->size.z / 2, 0.05f};
    float below = MAT_RIM * c->up.y * view->scale / c->distance;
    for (int layer = 0; layer < 2; layer++) {
        uint32_t top = mix(color[1], color[0], 0.30f);
        struct backdrop_shape *s = add_shape(b, layer == 0 ? color[0] : top, layer == 1);
        if (!s)
            return;
        s->below = layer == 0 ? below : 0;
        add_outline(s, c, view, &plate);
    }
    /* Inside its border. */
    const float border = 0.030f;
    struct plate inner = {plate.at, plate.half_x - border, plate.half_z - border, 0.03f};
    struct backdrop_shape *s = add_shape(b, color[1], true);
    for (int i = 0; s && i < 4 * CORNER_STEPS; i += i % CORNER_STEPS == CORNER_STEPS - 1 ? 1 : 5)
        add_point(s, c, view, plate_point(&inner, i)); /* its corners are small */
}

/* Most rows touch few edges: those that lie side by side are passed over together. */
static void group_edges(struct backdrop_shape *s)
{
    for (int i = 0; i < s->count; i++) {
        float *low = &s->low[i / BACKDROP_GROUP], *high = &s->high[i / BACKDROP_GROUP];
        float a = s->y[i], b = s->y[i + 1 < s->count ? i + 1 : 0];
        bool first = i % BACKDROP_GROUP == 0;
        *low = minf(first ? a : *low, minf(a, b));
        *high = maxf(first ? a : *high, maxf(a, b) + s->below);
    }
}

/* A premultiplied colour with a shadow over it. */
static inline uint32_t darkened(uint32_t under, uint32_t shade)
{
    uint32_t keep = 256 - (shade >> 24);
    uint32_t rb = ((under & 0xFF00FFu) * keep >> 8) & 0xFF00FFu;
    uint32_t ag = ((under >> 8) & 0xFF00FFu) * keep & 0xFF00FF00u;
    return (rb | ag) + shade;
}

static void set_bare_tones(struct backdrop *b)
{
    for (int i = 0; i < BACKDROP_TONES; i++) {
        uint32_t a = (uint32_t)(BARE_SHADE * 255.0f * tone_dark(i) + 0.5f);
        uint32_t shade =
            a << 24 | (0x10u * a / 255) << 16 | (0x2Au * a / 255) << 8 | (0x30u * a / 255);
        for (int k = 0; k <= FLOOR_MOST; k++)
            b->bare[k][i] = darkened(b->floor.color[k], shade);
    }
}

void backdrop_prepare(struct backdrop *b, const struct scene *scene, const struct person *person,
                      const struct viewport *view)
{
    const uint32_t mat[2] = {person_color(person, MATERIAL_MAT_EDGE),
                             person_color(person, MATERIAL_MAT)};
    b->count = 0;
    b->ghost = NULL;
    b->water = scene->water >= 0;
    b->pool.any = b->wall.any = false;
    b->water_surface = scene->water;
    floor_prepare(&b->floor, scene, view);
    set_bare_tones(b);
    for (size_t i = 0; i < scene->prop_count; i++) {
        const struct figure_prop *p = &scene->props[i];
        if (p->kind == PROP_MAT)
            add_mat(b, scene, view, p, mat);
        else if (p->kind == PROP_WATER)
            pool_prepare(&b->pool, &scene->camera, view, p);
        else if (p->kind == PROP_WALL)
            wall_prepare(&b->wall, &scene->camera, view, p);
    }
    for (int i = 0; i < b->count; i++)
        group_edges(&b->shape[i]);
}

/* The shape's edges that touch a pixel row, by their first point. */
struct near_edges {
    uint8_t first[BACKDROP_POINTS];
    int count;
};

static void find_edges(struct near_edges *near, const struct backdrop_shape *s, float y)
{
    near->count = 0;
    if (y + 1 < s->top || y > s->bottom)
        return;
    for (int from = 0; from < s->count; from += BACKDROP_GROUP) {
        int end = from + BACKDROP_GROUP < s->count ? from + BACKDROP_GROUP : s->count;
        if (s->high[from / BACKDROP_GROUP] < y || s->low[from / BACKDROP_GROUP] > y + 1)
            continue;
        for (int a = from; a < end; a++) {
            int b = a + 1 < s->count ? a + 1 : 0;
            if (maxf(s->y[a], s->y[b]) + s->below >= y && minf(s->y[a], s->y[b]) <= y + 1)
                near->first[near->count++] = (uint8_t)a;
        }
    }
}

static void reach(v4i where, v4f x, v4f *x0, v4f *x1)
{
    *x0 = choose(where, min4(*x0, x), *x0);
    *x1 = choose(where, max4(*x1, x), *x1);
}

/* Left and right ends of the shape at heights y; moved down by `below` it covers both its places
 * and what lies between. */
static void cross_shape(const struct backdrop_shape *s, const struct near_edges *near, v4f y,
                        v4f *x0, v4f *x1)
{
    *x0 = splat(FLT_MAX);
    *x1 = splat(-FLT_MAX);
    for (int i = 0; i < near->count; i++) {
        int a = near->first[i], b = a + 1 < s->count ? a + 1 : 0;
        for (int layer = 0; layer < (s->below > 0 ? 2 : 1); layer++) {
            v4f at = layer == 0 ? y : y - s->below;
            reach((s->y[a] > at) ^ (s->y[b] > at),
                  s->x[a] + (s->x[b] - s->x[a]) * (at - s->y[a]) / (s->y[b] - s->y[a]), x0, x1);
        }
        reach((s->y[a] <= y) & (s->y[a] >= y - s->below), splat(s->x[a]), x0, x1);
    }
}

static uint32_t over(uint32_t under, uint32_t color, uint32_t cover)
{
    uint32_t keep = 256 - cover;
    uint32_t rb = (((under & 0xFF00FFu) * keep + (color & 0xFF00FFu) * cover) >> 8) & 0xFF00FFu;
    uint32_t ag = ((under >> 8) & 0xFF00FFu) * keep + ((color >> 8) & 0xFF00FFu) * cover;
    return rb | (ag & 0xFF00FF00u);
}

void backdrop_cross(struct backdrop_row *row, const struct backdrop *b, int y,
                    const float *const shadow[2])
{
    row->backdrop = b;
    row->y = y;
    row->ghost = b->ghost && y >= b->ghost->y0 && y <= b->ghost->y1 ? b->ghost : NULL;
    row->shadow = shadow[0];
    row->bare_shadow = shadow[1];
    floor_cross(&row->floor, &b->floor, y);
    row->any0 = 1 << 28;
    row->any1 = -1;
    if (b->pool.any)
        pool_cross(&row->pool, &b->pool, y);
    for (int i = 0; i < b->count; i++) {
        struct near_edges near;
        row->plain[i] = b->shape[i].color[0];
        find_edges(&near, &b->shape[i], (float)y);
        float full0 = -FLT_MAX, full1 = FLT_MAX, any0 = FLT_MAX, any1 = -FLT_MAX;
        _Static_assert(BACKDROP_ROWS == 4, "a lane for each");
        v4f x0, x1, at = (float)y + (v4f){0.125f, 0.375f, 0.625f, 0.875f};
        cross_shape(&b->shape[i], &near, at, &x0, &x1);
        for (int k = 0; k < BACKDROP_ROWS; k++) {
            full0 = maxf(full0, x0[k]);
            full1 = minf(full1, x1[k]);
            any0 = minf(any0, x0[k]);
            any1 = maxf(any1, x1[k]);
        }
        row->x0[i] = x0;
        row->x1[i] = x1;
        bool empty = any1 < 0 || any0 > any1;
        row->full0[i] = full0 < full1 && full1 > 0 ? (int)ceilf(maxf(full0, 0)) : 0;
        row->full1[i] = full0 < full1 && full1 > 0 ? (int)full1 - 1 : -1;
        if (empty)
            continue;
        int first = (int)maxf(any0, 0), last = (int)any1;
        row->any0 = first < row->any0 ? first : row->any0;
        row->any1 = last > row->any1 ? last : row->any1;
    }
}

static inline int tone_at(const float *shadow, int x)
{
    if (!shadow)
        return 0;
    const float *node = shadow + x / SHADOW_STEP;
    float t = (float)(x % SHADOW_STEP) * (1.0f / SHADOW_STEP);
    return (int)((node[0] + (node[1] - node[0]) * t) * (BACKDROP_TONES - 1) + 0.5f);
}

/* 0..256 of a pixel that a shape covers in part. */
static uint32_t cover_of(const struct backdrop_row *row, int shape, int x)
{
    v4f left = max4(row->x0[shape], splat((float)x));
    v4f right = min4(row->x1[shape], splat((float)(x + 1)));
    v4f part = max4(right - left, splat(0));
    float sum = part[0] + part[1] + part[2] + part[3];
    return (uint32_t)(sum * (256.0f / BACKDROP_ROWS) + 0.5f);
}

static uint32_t slow_pixel(const struct backdrop_row *row, int x)
{
    const struct backdrop *b = row->backdrop;
    int tone = tone_at(row->shadow, x), same;
    uint32_t c = b->bare[floor_at(&row->floor, x, &same)][tone_at(row->bare_shadow, x)];
    for (int i = 0; i < b->count; i++) {
        uint32_t cover = cover_of(row, i, x);
        if (cover > 0)
            c = over(c, b->shape[i].shaded ? b->shape[i].color[tone] : row->plain[i], cover);
    }
    return c;
}

/* How many pixels from x on look like the one at x without their edges being near. */
static int even_run(const struct backdrop_row *row, int x, int n, int *shape)
{
    const struct backdrop *b = row->backdrop;
    *shape = -1;
    if (x < row->any0)
        return row->any0 - x < n ? row->any0 - x : n;
    if (x > row->any1)
        return n;
    int end = 0;
    for (int i = 0; i < b->count; i++) {
        bool inside = x >= row->full0[i] && x <= row->full1[i];
        if (inside) {
            *shape = i;
            end = row->full1[i] + 1;
            continue;
        }
        /* One further up that begins later ends the run; one that has ended does not count. */
        if (any4((row->x1[i] > (float)x) & (row->x0[i] < (float)(x + 1))))
            return 0;
        for (int k = 0; k < BACKDROP_ROWS && *shape >= 0; k++)
            if (row->x0[i][k] > (float)x && row->x0[i][k] < row->x1[i][k] &&
                row->x0[i][k] < (float)end)
                end = (int)row->x0[i][k];
    }
    if (*shape < 0)
        return 0;
    return end - x < n ? end - x : n;
}

/* The tones of the SHADOW_STEP columns from one node to the next. */
static inline void tones_between(const float node[2], int32_t out[SHADOW_STEP])
{
    _Static_assert(SHADOW_STEP == 8, "two times four lanes");
    const v4f low = {0, 0.125f, 0.250f, 0.375f}, high = {0.500f, 0.625f, 0.750f, 0.875f};
    v4f from = splat(node[0]), more = splat(node[1] - node[0]);
    v4f most = splat(BACKDROP_TONES - 1), half = splat(0.5f);
    v4i tones[2] = {whole4((from + more * low) * most + half),
                    whole4((from + more * high) * most + half)};
    memcpy(out, tones, sizeof tones);
}

/* Up to here a node leaves what it falls on as it is. */
static const float NO_TONE = 0.49f / (BACKDROP_TONES - 1);

/* How many columns from x on, `most` at most, lie between nodes without a shadow. */
static int clear_run(const float *shadow, int x, int most)
{
    const float *node = shadow ? shadow + x / SHADOW_STEP : NULL;
    int n = node ? -(x % SHADOW_STEP) : most;
    for (; n < most && node[0] < NO_TONE && node[1] < NO_TONE; node++)
        n += SHADOW_STEP;
    return int_clamp(n, 0, most);
}

/* Mostly all there are between two nodes, which takes no loop. */
static inline void put_tones(const uint32_t *tones, const int32_t *tone, int n, uint32_t *out)
{
    for (int i = 0; i < SHADOW_STEP && n == SHADOW_STEP; i++)
        out[i] = tones[tone[i]];
    for (int i = 0; i < n && n < SHADOW_STEP; i++)
        out[i] = tones[tone[i]];
}

/* What lies under the shadow in `n` columns: its colour by how dark that is. */
static void fill_shaded(const float *shadow, const uint32_t *tones, int x, int n, uint32_t *out)
{
    while (n > 0) {
        int run = clear_run(shadow, x, n), first = x % SHADOW_STEP;
        if (run > 0) {
            tint_fill(out, tones[0], run);
        } else {
            int32_t tone[SHADOW_STEP];
            tones_between(shadow + x / SHADOW_STEP, tone);
            run = int_min(SHADOW_STEP - first, n);
            put_tones(tones, tone + first, run, out);
        }
        x += run;
        n -= run;
        out += run;
    }
}

/* Beside the shapes: the floor, and shadows on it. */
static void fill_bare(const struct backdrop_row *row, int x, int n, uint32_t *out)
{
    if (!row->bare_shadow) {
        floor_fill(&row->backdrop->floor, &row->floor, x, n, out);
        return;
    }
    for (int end = x + n; x < end;) {
        int stop;
        const uint32_t *tones = row->backdrop->bare[floor_at(&row->floor, x, &stop)];
        int run = int_min(stop, end) - x;
        fill_shaded(row->bare_shadow, tones, x, run, out);
        x += run;
        out += run;
    }
}

static void fill_shapes(const struct backdrop_row *row, int x, int n, uint32_t *out)
{
    const struct backdrop *b = row->backdrop;
    while (n > 0) {
        int shape;
        int run = even_run(row, x, n, &shape);
        if (run <= 0) {
            *out = slow_pixel(row, x);
            run = 1;
        } else if (shape >= 0 && b->shape[shape].shaded) {
            fill_shaded(row->shadow, b->shape[shape].color, x, run, out);
        } else if (shape >= 0) {
            tint_fill(out, row->plain[shape], run);
        } else {
            fill_bare(row, x, run, out);
        }
        x += run;
        n -= run;
        out += run;
    }
}

/* A shadow falls through the water to its ground. */
static void fill_pool(const struct backdrop_row *row, int x, int n, uint32_t *out)
{
    pool_fill(&row->pool, x, n, out);
    for (int i = 0; row->shadow && i < n; i++) {
        i += clear_run(row->shadow, x + i, n - i);
        uint32_t shade = i < n ? row->backdrop->bare[0][tone_at(row->shadow, x + i)] >> 24 : 0;
        if (shade == 0)
            continue;
        uint32_t keep = 256 - shade, rb = (out[i] & 0xFF00FFu) * keep >> 8 & 0xFF00FFu;
        uint32_t green = (out[i] >> 8 & 0xFF) * keep & 0xFF00u;
        out[i] = (out[i] & 0xFF000000u) | rb | green;
    }
}

void backdrop_fill(const struct backdrop_row *row, int x, int n, uint32_t *out)
{
    if (row->backdrop->pool.any)
        fill_pool(row, x, n, out);
    else
        fill_shapes(row, x, n, out);
    if (row->backdrop->wall.any)
        wall_lay(&row->backdrop->wall, row->y, x, n, out);
    if (row->ghost)
        ghost_lay(row->ghost, row->y, x, n, out);
}
