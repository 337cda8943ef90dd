#include "figure/water.h"

#include <float.h>

static const uint32_t TOP = 0xFFC4E7EC;
static const uint32_t FRONT = 0xFF9AD0DB;
static const uint32_t SIDE = 0xFF86C3D1;

static void add_face(struct water *w, const struct scene *scene, const struct viewport *view,
                     const vec3 corner[4], vec3 normal, uint32_t color)
{
    const struct camera *c = &scene->camera;
    vec3 eye = v3_mad(c->centre, c->back, c->distance);
    if (v3_dot(v3_sub(eye, corner[0]), normal) <= 0 || w->faces == WATER_FACES)
        return;
    struct water_face *f = &w->face[w->faces++];
    for (int i = 0; i < 4; i++) {
        vec3 p = camera_project(c, corner[i]);
        f->x[i] = view->x + p.x * view->scale;
        f->y[i] = view->y - p.y * view->scale;
    }
    f->color = color;
}

void water_prepare(struct water *w, const struct scene *scene, const struct viewport *view)
{
    w->present = scene->water >= 0;
    w->surface = scene->water;
    w->faces = 0;
    for (size_t i = 0; i < scene->prop_count && w->present; i++) {
        const struct figure_prop *p = &scene->props[i];
        if (p->kind != PROP_WATER)
            continue;
        float x0 = p->at.x - p->size.x / 2, x1 = p->at.x + p->size.x / 2;
        float z0 = p->at.z - p->size.z / 2, z1 = p->at.z + p->size.z / 2;
        float y0 = p->at.y, y1 = p->at.y + p->size.y;
        add_face(w, scene, view, (vec3[]){{x0, y1, z0}, {x1, y1, z0}, {x1, y1, z1}, {x0, y1, z1}},
                 v3(0, 1, 0), TOP);
        add_face(w, scene, view, (vec3[]){{x0, y0, z1}, {x1, y0, z1}, {x1, y1, z1}, {x0, y1, z1}},
                 v3(0, 0, 1), FRONT);
        add_face(w, scene, view, (vec3[]){{x1, y0, z0}, {x1, y0, z1}, {x1, y1, z1}, {x1, y1, z0}},
                 v3(1, 0, 0), SIDE);
        add_face(w, scene, view, (vec3[]){{x0, y0, z0}, {x0, y0, z1}, {x0, y1, z1}, {x0, y1, z0}},
                 v3(-1, 0, 0), SIDE);
    }
}

void water_cross(const struct water *w, float y, struct water_row *out)
{
    for (int i = 0; i < w->faces; i++) {
        const struct water_face *f = &w->face[i];
        out->x0[i] = FLT_MAX;
        out->x1[i] = -FLT_MAX;
        for (int a = 0; a < 4; a++) {
            int b = (a + 1) % 4;
            if ((f->y[a] > y) == (f->y[b] > y))
                continue;
            float x = f->x[a] + (f->x[b] - f->x[a]) * (y - f->y[a]) / (f->y[b] - f->y[a]);
            out->x0[i] = minf(out->x0[i], x);
            out->x1[i] = maxf(out->x1[i], x);
        }
    }
}

/* Rows that a face's edge runs through nearly level stay stepped; the two tones are so close that
 * it does not show. Left and right ends are soft. */
uint32_t water_color(const struct water *w, const struct water_row *row, int x)
{
    uint32_t a = 0, r = 0, g = 0, b = 0;
    for (int i = 0; i < w->faces; i++) {
        float left = maxf(row->x0[i], (float)x), right = minf(row->x1[i], (float)(x + 1));
        if (right <= left)
            continue;
        uint32_t cover = (uint32_t)((right - left) * 255.0f + 0.5f);
        uint32_t c = w->face[i].color;
        a += cover;
        r += ((c >> 16) & 0xFF) * cover / 255;
        g += ((c >> 8) & 0xFF) * cover / 255;
        b += (c & 0xFF) * cover / 255;
    }
    a = a > 255 ? 255 : a;
    r = r > a ? a : r;
    g = g > a ? a : g;
    b = b > a ? a : b;
    return a << 24 | r << 16 | g << 8 | b;
}
