#include <string.h>

#include "figure/render.h"

/* Triangles become pixels band by band, so that a band's samples stay in the processor's cache. */

static inline unsigned first_band(struct render_box box)
{
    return (unsigned)box.y0 / BAND_ROWS;
}

static inline unsigned last_band(struct render_box box)
{
    return (unsigned)box.y1 / BAND_ROWS;
}

static bool sort_bands(struct render *r, int bands)
{
    memset(r->bin_start, 0, (size_t)(bands + 1) * sizeof *r->bin_start);
    uint32_t total = 0;
    for (size_t i = 1; i < r->triangle_count; i++) {
        unsigned last = last_band(r->boxes[i]);
        for (unsigned b = first_band(r->boxes[i]); b <= last; b++, total++)
            r->bin_start[b + 1]++;
    }
    if (!render_grow((void **)&r->bins, &r->bin_capacity, total + total / 2 + 64, sizeof *r->bins))
        return false;
    for (int b = 0; b < bands; b++)
        r->bin_start[b + 1] += r->bin_start[b];
    /* Filling moves every start to its end, which is the next one's start: shift back after. */
    for (size_t i = 1; i < r->triangle_count; i++) {
        unsigned last = last_band(r->boxes[i]);
        for (unsigned b = first_band(r->boxes[i]); b <= last; b++)
            r->bins[r->bin_start[b]++] = (uint32_t)i;
    }
    memmove(r->bin_start + 1, r->bin_start, (size_t)bands * sizeof *r->bin_start);
    r->bin_start[0] = 0;
    return true;
}

struct bounds {
    int x0, y0, x1, y1; /* inclusive */
};

static struct bounds triangle_bounds(const struct render *r, const struct viewport *view)
{
    struct bounds b = {view->width, view->height, -1, -1};
    for (size_t i = 1; i < r->triangle_count; i++) {
        const struct render_box *t = &r->boxes[i];
        b.x0 = t->x0 < b.x0 ? t->x0 : b.x0;
        b.y0 = t->y0 < b.y0 ? t->y0 : b.y0;
        b.x1 = t->x1 > b.x1 ? t->x1 : b.x1;
        b.y1 = t->y1 > b.y1 ? t->y1 : b.y1;
    }
    return b;
}

static void see_pixel(struct bounds *b, int px, int py)
{
    b->x0 = px < b->x0 ? px : b->x0;
    b->x1 = px > b->x1 ? px : b->x1;
    b->y0 = py < b->y0 ? py : b->y0;
    b->y1 = py > b->y1 ? py : b->y1;
}

static void see_ground(struct bounds *b, const struct render_input *in, float x, float z)
{
    vec3 p = camera_project(&in->scene->camera, v3(x, 0, z));
    see_pixel(b, (int)(in->view.x + p.x * in->view.scale),
              (int)(in->view.y - p.y * in->view.scale));
}

enum { BLOCK = 32 };

/* The picture's part that anything is drawn in, triangles and the shadow's grid, in whole blocks,
 * so that neighbouring frames mostly have the same. */
static struct bounds picture_bounds(const struct render *r, const struct render_input *in)
{
    struct bounds b = triangle_bounds(r, &in->view);
    const struct shadow *s = &r->shadow;
    for (int i = 0; i < 4; i++)
        see_ground(&b, in, s->x + (i & 1 ? (float)s->columns * s->cell : 0),
                   s->z + (i & 2 ? (float)s->rows * s->cell : 0));
    for (int i = 0; i < r->backdrop.count; i++)
        for (int k = 0; k < r->backdrop.shape[i].count; k++)
            see_pixel(&b, (int)r->backdrop.shape[i].x[k],
                      (int)(r->backdrop.shape[i].y[k] + r->backdrop.shape[i].below) + 1);
    const struct floor *floor = &r->backdrop.floor;
    if (floor->any) {
        see_pixel(&b, 0, (int)floor->top);
        see_pixel(&b, floor->width - 1, (int)floor->bottom - 1);
    }
    const struct wall *wall = &r->backdrop.wall;
    if (wall->any) {
        see_pixel(&b, (int)wall->left, (int)wall->top);
        see_pixel(&b, (int)wall->right, (int)maxf(wall->y_left, wall->y_right) + 1);
    }
    const struct pool *pool = &r->backdrop.pool;
    if (pool->any) {
        see_pixel(&b, (int)(pool->x - pool->half_x), (int)(pool->y - pool->half_y));
        see_pixel(&b, (int)(pool->x + pool->half_x), (int)(pool->y + pool->half_y));
    }
    if (r->backdrop.ghost) {
        see_pixel(&b, r->ghost.x0, r->ghost.y0);
        see_pixel(&b, r->ghost.x1, r->ghost.y1);
    }
    b.x0 = b.x0 > 0 ? b.x0 & ~(BLOCK - 1) : 0;
    b.y0 = b.y0 > 0 ? b.y0 & ~(BLOCK - 1) : 0;
    b.x1 = (b.x1 | (BLOCK - 1)) < in->view.width - 1 ? b.x1 | (BLOCK - 1) : in->view.width - 1;
    b.y1 = (b.y1 | (BLOCK - 1)) < in->view.height - 1 ? b.y1 | (BLOCK - 1) : in->view.height - 1;
    return b;
}

/* Shadow nodes of one node row, those that columns x0 to x1 need: what falls on shapes, and what
 * falls beside them, where the mat adds its own; whether either has any. Their root, so that tones
 * lie close where the shadow is faint. */
static void shadow_nodes(const struct render *r, const struct render_input *in, int row, int x0,
                         int x1, float *const out[2], bool any[2])
{
    float y = (float)(row * SHADOW_STEP);
    v4i some[2] = {{0}, {0}};
    for (int i = x0 / SHADOW_STEP; i <= x1 / SHADOW_STEP + 1; i += 4) {
        v4f x, z, at = ((float)i + (v4f){0, 1, 2, 3}) * SHADOW_STEP;
        v4i ground = viewport_ground(&in->view, &in->scene->camera, at, y, &x, &z);
        v4f body = choose(ground, shadow_at(&r->shadow, x, z), splat(0));
        v4f mat = choose(ground, floor_shade(&r->backdrop.floor, x, z), splat(0));
        v4f both = sqrt4(1 - (1 - body) * (1 - mat));
        body = sqrt4(body);
        memcpy(&out[0][i], &body, sizeof body);
        memcpy(&out[1][i], &both, sizeof both);
        some[0] |= body > 0;
        some[1] |= (body > 0) | (mat > 0);
    }
    any[0] = any4(some[0]);
    any[1] = any4(some[1]);
}

/* Four of them, at t from one row to the next. */
static inline void mix_nodes(const float *above, const float *below, float t, float *out)
{
    v4f a, b;
    memcpy(&a, above, sizeof a);
    memcpy(&b, below, sizeof b);
    a += (b - a) * t;
    memcpy(out, &a, sizeof a);
}

/* The nodes of a pixel row: between those of the two node rows round it. NULL in `out`: none. */
static void shadow_row(struct render *r, const struct render_input *in, int y,
                       const struct bounds *b, const float *out[2])
{
    size_t nodes = shadow_nodes_of(in->view.width);
    float *rows[2][3]; /* above, below, mixed */
    for (size_t i = 0; i < 6; i++)
        rows[i / 3][i % 3] = r->shadow_rows + i * nodes;
    int row = y / SHADOW_STEP;
    if (r->shadow_below != row + 1) {
        memcpy(r->shaded_above, r->shaded_below, sizeof r->shaded_above);
        for (int k = 0; k < 2 && r->shadow_below == row; k++)
            memcpy(rows[k][0], rows[k][1], nodes * sizeof *rows[k][0]);
        if (r->shadow_below != row)
            shadow_nodes(r, in, row, b->x0, b->x1, (float *const[]){rows[0][0], rows[1][0]},
                         r->shaded_above);
        shadow_nodes(r, in, row + 1, b->x0, b->x1, (float *const[]){rows[0][1], rows[1][1]},
                     r->shaded_below);
        r->shadow_below = row + 1;
    }
    float t = (float)(y % SHADOW_STEP) / SHADOW_STEP;
    for (int k = 0; k < 2; k++) {
        out[k] = r->shaded_above[k] || r->shaded_below[k] ? rows[k][2] : NULL;
        for (int i = b->x0 / SHADOW_STEP; out[k] && i <= b->x1 / SHADOW_STEP + 1; i += 4)
            mix_nodes(rows[k][0] + i, rows[k][1] + i, t, rows[k][2] + i);
    }
}

/* The columns that the band's triangles touch; empty: x1 < x0. */
static struct bounds band_span(const struct render *r, int band)
{
    struct bounds b = {.x0 = 1 << 28, .x1 = -1};
    for (uint32_t i = r->bin_start[band]; i < r->bin_start[band + 1]; i++) {
        const struct render_box *t = &r->boxes[r->bins[i]];
        b.x0 = t->x0 < b.x0 ? t->x0 : b.x0;
        b.x1 = t->x1 > b.x1 ? t->x1 : b.x1;
    }
    return b;
}

/* The samples of a band, between the columns of `body`. */
static struct raster_band fill_band(const struct render *r, const struct render_input *in, int band,
                                    const struct bounds *body)
{
    struct raster_band buffer = {r->samples, r->nearer, raster_stride(in->view.width),
                                 band * BAND_ROWS};
    if (body->x0 <= body->x1)
        raster_clear(&buffer, body->x0, body->x1);
    const uint32_t *ids = r->bins + r->bin_start[band];
    size_t count = r->bin_start[band + 1] - r->bin_start[band], skin = 0;
    while (skin < count && ids[skin] < r->first_outline)
        skin++;
    raster_draw(&buffer, r->triangles, ids, skin, false);
    raster_draw(&buffer, r->triangles, ids + skin, count - skin, true);
    return buffer;
}

static void draw_band(struct render *r, const struct render_input *in, int band,
                      const struct bounds *b, struct smooth *smooth)
{
    struct bounds body = band_span(r, band);
    struct raster_band buffer = fill_band(r, in, band, &body);
    for (int row = 0; row < BAND_ROWS; row++) {
        int y = buffer.y + row;
        if (y < b->y0 || y > b->y1)
            continue;
        const float *shadow[2];
        shadow_row(r, in, y, b, shadow);
        struct backdrop_row behind;
        struct resolve line = {.render = r,
                               .samples = raster_row(&buffer, row),
                               .y = y,
                               .edges = smooth_next(smooth),
                               .left = b->x0};
        uint32_t *pixels = smooth->pixels + (size_t)(y - b->y0) * (size_t)(b->x1 - b->x0 + 1);
        backdrop_cross(&behind, &r->backdrop, y, shadow);
        backdrop_fill(&behind, b->x0, b->x1 - b->x0 + 1, pixels);
        resolve_row(&line, body.x0, body.x1, pixels + (body.x0 - b->x0));
        smooth_drawn(smooth);
    }
}

/* Pixels a metre: below that a finger is less than two wide. */
static const float SMALL = 125;

bool bands_draw(struct render *r, const struct render_input *in, struct figure_picture *out)
{
    if (!sort_bands(r, (in->view.height + BAND_ROWS - 1) / BAND_ROWS))
        return false;
    struct bounds b = picture_bounds(r, in);
    if (b.x1 < b.x0 || b.y1 < b.y0)
        return false;
    struct smooth smooth;
    bool small = in->view.scale / in->scene->camera.distance < SMALL;
    smooth_begin(&smooth, r->smoothed, r->picture[r->latest].pixels, b.x1 - b.x0 + 1, small);
    r->shadow_below = -1;
    for (int band = b.y0 / BAND_ROWS; band <= b.y1 / BAND_ROWS; band++)
        draw_band(r, in, band, &b, &smooth);
    *out = (struct figure_picture){.pixels = r->picture[r->latest].pixels,
                                   .width = b.x1 - b.x0 + 1,
                                   .height = b.y1 - b.y0 + 1,
                                   .stride = b.x1 - b.x0 + 1,
                                   .x = b.x0,
                                   .y = b.y0};
    return true;
}

static void trace_row(const int32_t *k, int n, uint8_t *out)
{
    for (int x = 0; x < n; x++, k += RASTER_NEXT) {
        int samples = 0;
        for (int i = 0; i < GHOST_SAMPLES; i++)
            samples += raster_id(k[i]) != 0;
        out[x] = (uint8_t)samples;
    }
}

static void trace_band(struct render *r, const struct render_input *in, int band, struct ghost *g)
{
    struct bounds body = band_span(r, band);
    struct raster_band buffer = fill_band(r, in, band, &body);
    for (int row = 0; row < BAND_ROWS; row++) {
        int y = buffer.y + row;
        if (y < g->y0 || y > g->y1)
            continue;
        uint8_t *out = g->pixels + (ptrdiff_t)(y - g->y0) * g->width;
        memset(out, 0, (size_t)g->width);
        if (body.x0 <= body.x1)
            trace_row(raster_row(&buffer, row) + RASTER_NEXT * (ptrdiff_t)body.x0,
                      body.x1 - body.x0 + 1, out + (body.x0 - g->x0));
    }
}

bool bands_trace(struct render *r, const struct render_input *in, struct ghost *g)
{
    struct bounds b = triangle_bounds(r, &in->view);
    g->x0 = b.x0;
    g->y0 = b.y0;
    g->x1 = b.x1;
    g->y1 = b.y1;
    g->width = b.x1 - b.x0 + 1;
    if (b.x1 < b.x0 || b.y1 < b.y0)
        return true;
    if (!sort_bands(r, (in->view.height + BAND_ROWS - 1) / BAND_ROWS) ||
        !render_grow((void **)&g->pixels, &g->capacity,
                     (size_t)g->width * (size_t)(b.y1 - b.y0 + 1), 1))
        return false;
    for (int band = b.y0 / BAND_ROWS; band <= b.y1 / BAND_ROWS; band++)
        trace_band(r, in, band, g);
    return true;
}
