#include "figure/floor.h"

#include <string.h>

#include "base/geometry.h"
#include "figure/tint.h"

static const uint32_t COLOR = 0x154C49;
/* Of 255, at the wall's foot and where it begins to thin out. */
static const float AT_WALL = 30, IN_FRONT = 22;
/* It thins over this share of half its width. */
static const float THINS_ASIDE = 0.46f;
/* How far the mat's shade reaches, metres, and how dark it is at the mat's edge. */
static const float MAT_REACH = 0.060f, MAT_DARK = 0.50f;

/* From above there is no wall to be seen: sine of the camera's pitch where its foot begins to get
 * soft, and where it is gone. */
static const float FLAT = 0.42f, STEEP = 0.62f;

static float pixel_y(const struct camera *c, const struct viewport *view, vec3 at)
{
    return view->y - camera_project(c, at).y * view->scale;
}

/* The first column with `share` of the floor's full tone. */
static int column_with(float share, int width)
{
    float low = 0, high = 1;
    for (int i = 0; i < 12; i++) {
        float middle = (low + high) / 2;
        if (smoothf(0, 1, middle) < share)
            low = middle;
        else
            high = middle;
    }
    return (int)(high * THINS_ASIDE * (float)width / 2);
}

static void set_tones(struct floor *f, int width)
{
    f->width = width;
    for (int i = 0; i <= FLOOR_LEVELS; i++)
        f->first[i] = i == 0 ? 0 : column_with((float)i / FLOOR_LEVELS, width);
    for (int i = 0, x = 0; i < FLOOR_LEVELS; i++)
        for (; x < f->first[i + 1] && x < FLOOR_ASIDE; x++)
            f->level[x] = (uint8_t)i;
    for (uint32_t a = 0; a <= FLOOR_MOST; a++) {
        f->color[a] = a << 24;
        for (int shift = 0; shift < 24; shift += 8)
            f->color[a] |= ((COLOR >> shift & 0xFF) * a / 255) << shift;
    }
}

/* Its shade is left out where it is no wider than the shadow's nodes are apart. */
static void find_mat(struct floor *f, const struct scene *scene, float pixels_a_metre)
{
    f->mat_half_x = f->mat_half_z = f->mat_dark = 0;
    for (size_t i = 0; i < scene->prop_count; i++)
        if (scene->props[i].kind == PROP_MAT) {
            f->mat = scene->props[i].at;
            f->mat_half_x = scene->props[i].size.x / 2;
            f->mat_half_z = scene->props[i].size.z / 2;
            f->mat_dark = MAT_DARK * smoothf(1.2f * SHADOW_STEP, 2.4f * SHADOW_STEP,
                                             MAT_REACH * pixels_a_metre);
        }
}

void floor_prepare(struct floor *f, const struct scene *scene, const struct viewport *view)
{
    const struct camera *c = &scene->camera;
    const struct extent *e = &scene->ground;
    find_mat(f, scene, view->scale / c->distance);
    set_tones(f, view->width);
    /* A small still has ground enough in its mat. */
    f->any = scene->water < 0 && c->back.y > 0.02f && !(scene->still && f->mat_half_x > 0);
    if (!f->any)
        return;
    vec3 ahead;
    float behind = scene_back_wall(scene, &ahead), near = -1e6f;
    for (int i = 0; i < 4; i++) {
        vec3 corner = v3(i & 1 ? e->high.x : e->low.x, 0, i & 2 ? e->high.z : e->low.z);
        near = maxf(near, pixel_y(c, view, corner));
    }
    vec3 foot = v3_mad(c->centre, ahead, behind);
    foot.y = 0;
    float height = (float)view->height;
    f->line = pixel_y(c, view, foot);
    float soft = smoothf(FLAT, STEEP, c->back.y);
    f->rise = 1.2f + soft * 0.7f * maxf(near - f->line, 0);
    f->fades = minf(near, 0.86f * height);
    f->bottom = minf(height, f->fades + maxf(0.12f * height, 0.6f * (near - f->line)));
}

v4f floor_shade(const struct floor *f, v4f x, v4f z)
{
    if (f->mat_dark <= 0)
        return splat(0);
    v4f dx = max4(abs4(x - f->mat.x) - f->mat_half_x, splat(0));
    v4f dz = max4(abs4(z - f->mat.z) - f->mat_half_z, splat(0));
    v4f left = 1 - sqrt4(dx * dx + dz * dz) / MAT_REACH;
    return choose(left > 0, f->mat_dark * left * left, splat(0));
}

int floor_cross(const struct floor *f, int y)
{
    float at = (float)y + 0.5f;
    if (!f->any || at < f->line - 1 || at >= f->bottom)
        return 0;
    float share = smoothf(0, f->rise, at - f->line + 0.5f * minf(f->rise, 1));
    float ahead = clampf((at - f->line) / maxf(f->fades - f->line, 1), 0, 1);
    float thin = smoothf(f->bottom, f->fades, at);
    return (int)(share * thin * mixf(AT_WALL, IN_FRONT, ahead) + 0.5f);
}

/* How much of the row's tone a column has, and the first one after it with another. */
static int level_at(const struct floor *f, int x, int *stop)
{
    bool left = x < f->first[FLOOR_LEVELS];
    int aside = left ? x : f->width - 1 - x;
    int level = aside < f->first[FLOOR_LEVELS] ? f->level[aside] : FLOOR_LEVELS;
    *stop = left ? f->first[level + 1] : f->width - f->first[level];
    return level;
}

int floor_at(const struct floor *f, int most, int x, int *stop)
{
    if (most > 0)
        return most * level_at(f, x, stop) / FLOOR_LEVELS;
    *stop = x > f->width ? x + 1 : f->width + 1;
    return 0;
}

void floor_fill(const struct floor *f, int most, int x, int n, uint32_t *out)
{
    if (most == 0) {
        memset(out, 0, (size_t)n * sizeof *out);
        return;
    }
    for (int end = x + n; x < end;) {
        int stop;
        uint32_t color = f->color[floor_at(f, most, x, &stop)];
        int run = int_min(stop, end) - x;
        tint_fill(out, color, run);
        x += run;
        out += run;
    }
}
