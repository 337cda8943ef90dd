#include "figure/floor.h"

#include <string.h>

#include "base/geometry.h"
#include "figure/tint.h"

static const uint32_t COLOR = 0x154C49;
/* Of 255, where it is fullest. */
static const float FULLEST = 25;
/* How far the mat's shade reaches, metres, and how dark it is at the mat's edge. It lies under the
 * near edge and to the lamp's other side, by so much of its reach: the far edge stays sharp. */
static const float MAT_REACH = 0.070f, MAT_DARK = 0.42f, NEARER = 0.55f, ASIDE = 0.26f;
/* So far under its edge the shade begins to thin, metres. */
static const float UNDER = 0.020f;

static float pixel_y(const struct camera *c, const struct viewport *view, vec3 at)
{
    return view->y - camera_project(c, at).y * view->scale;
}

/* Columns over the half of the picture. */
static void set_tones(struct floor *f, int width)
{
    f->width = width;
    for (int i = 0, x = 0, half = int_min((width + 1) / 2, INT16_MAX); i <= FLOOR_SHARES; i++) {
        for (; x < half; x++)
            if (smoothf(0, (float)half, (float)x + 0.5f) * FLOOR_SHARES >= (float)i)
                break;
        f->with[i] = (int16_t)x;
    }
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
            const struct camera *c = &scene->camera;
            vec3 nearer = v3_unit_or(v3(c->back.x, 0, c->back.z), v3(0, 0, 1));
            f->mat = v3_mad(scene->props[i].at, nearer, NEARER * MAT_REACH);
            f->mat = v3_mad(f->mat, c->right, ASIDE * MAT_REACH);
            f->mat_half_x = maxf(scene->props[i].size.x / 2 - UNDER, 0.001f);
            f->mat_half_z = maxf(scene->props[i].size.z / 2 - UNDER, 0.001f);
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
    float height = (float)view->height, line = pixel_y(c, view, foot);
    float deep = maxf(near - line, 0.10f * height);
    f->top = maxf(line - 0.30f * deep, 0);
    f->full0 = line + 0.55f * deep;
    f->bottom = minf(height, near + maxf(0.16f * height, 0.6f * deep));
    f->full1 = clampf(near - 0.15f * deep, f->full0, maxf(f->bottom - 1, f->full0));
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

void floor_cross(struct floor_row *row, const struct floor *f, int y)
{
    float at = (float)y + 0.5f, most = 0;
    row->most = 0;
    row->width = f->width;
    if (f->any && at > f->top && at < f->bottom)
        most = FULLEST * smoothf(f->top, f->full0, at) * smoothf(f->bottom, f->full1, at);
    row->most = (int)(most + 0.5f);
    row->first[0] = 0;
    for (int i = 1; i <= row->most; i++)
        row->first[i] = f->with[(int)(((float)i - 0.5f) * FLOOR_SHARES / most)];
    row->first[row->most + 1] = INT16_MAX;
}

int floor_at(const struct floor_row *row, int x, int *stop)
{
    bool left = 2 * x < row->width;
    int aside = left ? x : row->width - 1 - x, low = 0, high = row->most;
    while (low < high) {
        int middle = (low + high + 1) >> 1;
        if (row->first[middle] <= aside)
            low = middle;
        else
            high = middle - 1;
    }
    if (left && low < row->most)
        *stop = row->first[low + 1];
    else
        *stop = low > 0 ? row->width - row->first[low] : int_max(row->width, x) + 1;
    return low;
}

void floor_fill(const struct floor *f, const struct floor_row *row, int x, int n, uint32_t *out)
{
    if (row->most == 0) {
        memset(out, 0, (size_t)n * sizeof *out);
        return;
    }
    for (int end = x + n; x < end;) {
        int stop, level = floor_at(row, x, &stop);
        int run = int_min(stop, end) - x;
        tint_fill(out, f->color[level], run);
        x += run;
        out += run;
    }
}
