#include "figure/pool.h"

#include "base/geometry.h"
#include "figure/tint.h"

/* Of it is this much seen where it thins no more, 0..255. */
static const uint32_t WHOLE = 236;
/* It thins over this share of half its width, and of its height below. */
static const float THINS_ASIDE = 0.85f, THINS_BELOW = 0.36f;
/* Pixels over which its far edge begins, and how wide the line along that is. */
static const float EDGE = 10, CREST = 4;
static const uint32_t CREST_COLOR = 0xF3FBFD;

struct stop {
    float at; /* 0 its upper edge, 1 the middle of the surface, 2 the ground */
    uint32_t color;
};
static const struct stop stops[] = {
    {0, 0xC4E9F2}, {0.50f, 0xAEDFEB}, {1, 0x95D2E4}, {1.40f, 0x7FC4DB}, {2, 0x6FB6D2}};
/* Its floor, from its far side to the front, and the joints between tiles. */
static const uint32_t FLOOR_FAR = 0x9AD2E3, FLOOR_NEAR = 0xB4E0EA, JOINT = 0x7FBFD5;

enum { STOPS = sizeof stops / sizeof stops[0] };

static void see(float box[4], const struct camera *c, const struct viewport *view, vec3 at)
{
    vec3 p = camera_project(c, at);
    float x = view->x + p.x * view->scale, y = view->y - p.y * view->scale;
    box[0] = minf(box[0], x);
    box[1] = maxf(box[1], x);
    box[2] = minf(box[2], y);
    box[3] = maxf(box[3], y);
}

static float seen_y(const struct camera *c, const struct viewport *view, vec3 at)
{
    return view->y - camera_project(c, at).y * view->scale;
}

/* Its floor in rows across the picture, whichever way the camera looks. */
static void find_floor(struct pool *pool, const struct camera *camera, const struct viewport *view,
                       const struct figure_prop *water)
{
    vec3 ahead = v3_unit_or(v3(-camera->back.x, 0, -camera->back.z), v3(0, 0, -1));
    vec3 middle = v3(water->at.x, 0, water->at.z);
    float deep = (fabsf(ahead.x) * water->size.x + fabsf(ahead.z) * water->size.z) / 2;
    pool->bottom = pool->y + pool->half_y;
    pool->floor = minf(seen_y(camera, view, v3_mad(middle, ahead, 0.6f * deep)), pool->bottom - 1);
    for (int i = 0; i < POOL_JOINTS; i++) {
        float t = (float)(i + 1) / (POOL_JOINTS + 1);
        pool->joint[i] = mixf(pool->floor, pool->bottom, t * (0.7f + 0.3f * t));
    }
}

/* Soon there, then evenly: a steep rise in its middle would be a line down the picture. */
static float aside_share(float t)
{
    return t * t * (2 - t) * (2 - t);
}

void pool_prepare(struct pool *pool, const struct camera *camera, const struct viewport *view,
                  const struct figure_prop *water)
{
    float box[4] = {1e6f, -1e6f, 1e6f, -1e6f};
    float x = water->size.x / 2, z = water->size.z / 2;
    for (int i = 0; i < 8; i++)
        see(box, camera, view,
            v3(water->at.x + (i & 1 ? x : -x), i & 4 ? water->size.y : 0,
               water->at.z + (i & 2 ? z : -z)));
    vec3 middle = camera_project(camera, v3(water->at.x, water->size.y, water->at.z));
    *pool = (struct pool){.any = true,
                          .x = (float)view->width / 2,
                          .y = (box[2] + box[3]) / 2,
                          .half_x = maxf((float)view->width / 2, 1),
                          .half_y = maxf((box[3] - box[2]) / 2, 1),
                          .surface = view->y - middle.y * view->scale};
    pool->wave = 0.022f * pool->half_y;
    for (int x = 0; x < POOL_ASIDE && x <= (int)pool->half_x; x++)
        pool->share[x] = aside_share(minf(((float)x + 0.5f) / (THINS_ASIDE * pool->half_x), 1));
    find_floor(pool, camera, view, water);
}

/* How much of the row at `y` a line covers that is `half` as thick. */
static float line_share(float y, float at, float half)
{
    return clampf(half + 0.5f - fabsf(y - at), 0, 1);
}

static uint32_t floor_color(const struct pool *pool, float y)
{
    float t = (y - pool->floor) / maxf(pool->bottom - pool->floor, 1), line = 0;
    uint32_t color = tint_toward(FLOOR_FAR, FLOOR_NEAR, t);
    float half = pool->half_y * (0.0016f + 0.0030f * t);
    for (int i = 0; i < POOL_JOINTS; i++)
        line = maxf(line, line_share(y, pool->joint[i], half));
    return tint_toward(color, JOINT, 0.6f * line * smoothf(0, 0.3f, t));
}

static uint32_t color_at(const struct pool *pool, float y)
{
    if (y > pool->floor)
        return floor_color(pool, y);
    float top = pool->y - pool->half_y, bottom = pool->y + pool->half_y;
    float at = y < pool->surface ? (y - top) / maxf(pool->surface - top, 1)
                                 : 1 + (y - pool->surface) / maxf(bottom - pool->surface, 1);
    int i = 0;
    while (i + 2 < STOPS && stops[i + 1].at < at)
        i++;
    float t = clampf((at - stops[i].at) / (stops[i + 1].at - stops[i].at), 0, 1);
    return tint_toward(stops[i].color, stops[i + 1].color, t);
}

/* How far its far edge lies below its middle in a column, pixels. */
static float wave_at(const struct pool *pool, int x)
{
    float at = ((float)x - pool->x) / (pool->half_y * 0.16f);
    return pool->wave * (0.6f * sinf(at) + 0.4f * sinf(at * 1.73f + 1));
}

/* How much there is of it in a column: 0..POOL_LEVELS. */
static int level_at(const struct pool_row *row, int x)
{
    int aside = int_min(x, (int)(2 * row->pool->x) - 1 - x);
    float share = aside < 0 ? 0 : aside < POOL_ASIDE ? row->pool->share[aside] : 1;
    share *= row->deep;
    if (row->waves)
        share *= smoothf(0, EDGE, row->below - wave_at(row->pool, x));
    return (int)(share * POOL_LEVELS + 0.5f);
}

/* The first column left of the middle with at least this much of it; the middle when none has. */
static int first_with(const struct pool_row *row, int level)
{
    int low = (int)(row->pool->x - row->pool->half_x) - 1, high = (int)row->pool->x;
    while (low < high) {
        int middle = (low + high) >> 1;
        if (level_at(row, middle) >= level)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

static void set_colors(uint32_t out[POOL_LEVELS + 1], uint32_t color)
{
    uint32_t rb = color & 0xFF00FFu, green = color >> 8 & 0xFFu;
    for (uint32_t i = 0; i <= POOL_LEVELS; i++) {
        uint32_t a = WHOLE * i / POOL_LEVELS;
        out[i] = a << 24 | (rb * a >> 8 & 0xFF00FFu) | (green * a & 0xFF00u);
    }
}

void pool_cross(struct pool_row *row, const struct pool *pool, int y)
{
    float at = (float)y + 0.5f, bottom = pool->y + pool->half_y;
    row->pool = pool;
    row->below = at - (pool->y - pool->half_y) - pool->wave;
    row->deep = smoothf(0, THINS_BELOW * 2 * pool->half_y, bottom - at);
    row->waves = row->below < pool->wave + EDGE + CREST;
    row->x0 = row->full0 = 0;
    row->x1 = row->full1 = -1;
    if (row->below < -pool->wave || row->deep <= 0)
        return;
    set_colors(row->color, color_at(pool, at));
    int middle = (int)pool->x;
    if (row->waves) { /* every column is another */
        set_colors(row->crest, CREST_COLOR);
        row->x1 = 2 * middle;
        return;
    }
    int most = level_at(row, middle);
    if (most == 0)
        return;
    row->x0 = first_with(row, 1);
    row->x1 = 2 * middle - row->x0;
    row->full0 = first_with(row, most);
    row->full1 = 2 * middle - row->full0 - 1;
}

static uint32_t pixel_at(const struct pool_row *row, int x)
{
    int level = level_at(row, x);
    bool crest = row->waves && row->below - wave_at(row->pool, x) < EDGE + CREST;
    return crest ? row->crest[level] : row->color[level];
}

/* Where there are no waves and it thins out to a side. */
static int fill_thin(const struct pool_row *row, int x, int end, uint32_t *out)
{
    const float *share = row->pool->share;
    float most = row->deep * POOL_LEVELS;
    int last = (int)(2 * row->pool->x) - 1, middle = (int)row->pool->x;
    int stop = int_min(end, x <= middle ? int_min(middle, row->full0) : last + 1);
    for (; x < stop; x++)
        *out++ = row->color[(int)(share[int_min(x, last - x)] * most + 0.5f)];
    return stop;
}

void pool_fill(const struct pool_row *row, int x, int n, uint32_t *out)
{
    int end = x + n;
    for (; x < end && x < row->x0; x++)
        *out++ = 0;
    int past = int_min(end, row->x1 + 1);
    for (; row->waves && x < past; x++)
        *out++ = pixel_at(row, x);
    while (x < past) {
        if (x >= row->full0 && x <= row->full1) {
            int run = int_min(row->full1 + 1, past) - x;
            tint_fill(out, pixel_at(row, x), run);
            out += run;
            x += run;
        } else {
            int stop = fill_thin(row, x, past, out);
            out += stop - x;
            x = stop;
        }
    }
    for (; x < end; x++)
        *out++ = 0;
}
