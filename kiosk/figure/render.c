#include "figure/render.h"

#include <float.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* Pixels a metre beyond which bodies get no finer. */
static const float MAX_DETAIL = 1000.0f;

/* A triangle is drawn as skin or as outlines; 0 is none. */
enum { MAX_SURFACES = MESH_MAX_TRIANGLES + 1 };
_Static_assert(MAX_SURFACES - 1 <= RASTER_MAX_ID, "a sample names any triangle");

void render_init(struct render *r)
{
    mesh_init(&r->mesh);
    r->light = memory_new(MESH_MAX_VERTICES, sizeof *r->light);
    r->glow = memory_new(MESH_MAX_VERTICES, sizeof *r->glow);
    r->place = memory_new(MESH_MAX_VERTICES, sizeof *r->place);
    r->seen = memory_new(MESH_MAX_VERTICES, 1);
    r->faces_eye = memory_new(MESH_MAX_TRIANGLES, 1);
    r->front = memory_new(MESH_MAX_VERTICES, sizeof *r->front);
    r->back = memory_new(MESH_MAX_VERTICES, sizeof *r->back);
    r->triangles = memory_new(MAX_SURFACES, sizeof *r->triangles);
    r->boxes = memory_new(MAX_SURFACES, sizeof *r->boxes);
    r->source = memory_new(MAX_SURFACES, sizeof *r->source);
    r->rim = memory_new(MESH_MAX_TRIANGLES, sizeof *r->rim);
    r->rim_vertices = memory_new(MESH_MAX_VERTICES, sizeof *r->rim_vertices);
    r->ways = memory_new(MESH_MAX_VERTICES, sizeof *r->ways);
    r->surfaces = memory_new(MAX_SURFACES, sizeof *r->surfaces);
    r->heights = memory_new(MAX_SURFACES, sizeof *r->heights);
    r->glows = memory_new(RENDER_MAX_GLOWS, sizeof *r->glows);
}

void render_free(struct render *r)
{
    mesh_free(&r->mesh);
    free(r->light);
    free(r->glow);
    free(r->place);
    free(r->seen);
    free(r->faces_eye);
    free(r->front);
    free(r->back);
    free(r->triangles);
    free(r->boxes);
    free(r->surfaces);
    free(r->heights);
    free(r->glows);
    free(r->source);
    free(r->rim);
    free(r->rim_vertices);
    free(r->ways);
    free(r->bins);
    free(r->bin_start);
    free(r->samples);
    free(r->nearer);
    free(r->smoothed);
    free(r->picture[0].pixels);
    free(r->picture[1].pixels);
    free(r->shadow_rows);
    free(r->ghost.pixels);
    free(r->hider.pixels);
    memset(r, 0, sizeof *r);
}

bool render_grow(void **memory, size_t *capacity, size_t wanted, size_t item)
{
    if (*memory && *capacity >= wanted)
        return true;
    free(*memory);
    size_t bytes = (wanted * item + 63) / 64 * 64;
    *memory = memory_try_aligned(64, bytes);
    *capacity = *memory ? wanted : 0;
    return *memory != NULL;
}

static bool reserve(struct render *r, const struct viewport *view)
{
    size_t width = (size_t)raster_stride(view->width), rows = (size_t)view->height;
    size_t bands = rows / BAND_ROWS + 2, nodes = shadow_nodes_of(view->width);
    size_t have = r->row_capacity, have_nodes = r->row_capacity, have_tiles = r->row_capacity;
    if (!render_grow((void **)&r->samples, &have, width, BAND_ROWS * 4 * sizeof *r->samples) ||
        !render_grow((void **)&r->nearer, &have_tiles, width, sizeof *r->nearer) ||
        !render_grow((void **)&r->shadow_rows, &have_nodes, width > nodes ? width : nodes,
                     6 * sizeof *r->shadow_rows))
        return false;
    r->row_capacity = have;
    return render_grow((void **)&r->bin_start, &r->band_capacity, bands, sizeof *r->bin_start) &&
           render_grow(&r->smoothed, &r->smoothed_capacity, smooth_bytes(width), 1) &&
           render_grow((void **)&r->picture[r->latest].pixels, &r->picture[r->latest].capacity,
                       width * rows, sizeof(uint32_t));
}

/* What is known of a vertex: that it belongs to a triangle seen from the front, and to the rim; and
 * its light. */
enum { SEEN = 1, AT_RIM = 2, LIT = 4 };

static void project(struct render *r, const struct render_input *in)
{
    const struct camera *c = &in->scene->camera;
    for (size_t i = 0; i < r->mesh.vertex_count; i++) {
        vec3 p = camera_project(c, r->mesh.vertices[i].at);
        r->front[i].x = in->view.x + p.x * in->view.scale;
        r->front[i].y = in->view.y - p.y * in->view.scale;
        float bias = r->mesh.vertices[i].bias;
        r->front[i].z = bias < 0 ? p.z / (1 + bias * p.z) : p.z;
    }
}

/* Fingers and toes would drown in a full line. */
static bool fine_part(uint8_t part)
{
    return part == PART_LEFT_HAND || part == PART_RIGHT_HAND || part == PART_LEFT_FOOT ||
           part == PART_RIGHT_FOOT;
}

/* Lines between parts are thin, those round the body are twice as thick: metres on the body, pixels
 * at least and at most, and how far behind the body they lie. The thick ones lie so deep that only
 * what is far behind can show one. */
struct outline {
    float metres, least, most, behind;
};
static const struct outline outlines[2] = {{0.0024f, 0.80f, 3.2f, 0},
                                           {0.0046f, 1.42f, 5.5f, 0.30f}};

static float wanted_width(const struct render_input *in, int rim)
{
    return in->view.scale / in->scene->camera.distance * outlines[rim].metres;
}

/* Lines that had to be drawn thicker than they are become lighter instead. */
static void find_ink(const struct render_input *in, float ink[2])
{
    for (int rim = 0; rim < 2; rim++)
        ink[rim] = clampf(0.25f + 0.75f * wanted_width(in, rim) / outlines[rim].least, 0.45f, 1);
}

/* How much thicker than the mean a line is in the shade, and thinner in the light. */
static const float SHADE_WEIGHT = 0.32f;

/* The outline is the rim of a slightly larger body. What is out of sight stays in its place: the
 * rim then reaches in under the body's edge. */
static struct render_way find_way(const struct render *r, const struct camera *c, size_t i)
{
    const struct vertex *v = &r->mesh.vertices[i];
    if (!(r->seen[i] & SEEN) && !v->corner)
        return (struct render_way){0};
    float nx = v3_dot(v->hull, c->right), ny = v3_dot(v->hull, c->up);
    float length = maxf(sqrtf(nx * nx + ny * ny), 0.35f);
    nx /= length;
    ny /= length;
    float lit = nx * v3_dot(r->shade.sky, c->right) + ny * v3_dot(r->shade.sky, c->up);
    float share = (fine_part(v->part) ? 0.85f : 1) * (1 - SHADE_WEIGHT * lit);
    return (struct render_way){.x = nx, .y = ny, .share = share};
}

/* Pushed back by `bias`, so that it shows only where the surface behind lies deeper than that. */
static void project_outline(struct render *r, const struct render_input *in, int rim)
{
    const struct outline *o = &outlines[rim];
    float line = clampf(wanted_width(in, rim), o->least, o->most);
    for (size_t i = 0; i < r->rim_vertex_count; i++) {
        size_t vertex = r->rim_vertices[i];
        const struct render_way *way = &r->ways[vertex];
        struct raster_point *b = &r->back[vertex];
        *b = r->front[vertex];
        b->z /= 1.0f + maxf(r->mesh.vertices[vertex].bias, o->behind) * b->z;
        float width = line * way->share;
        b->x += way->x * width;
        b->y -= way->y * width;
    }
}

static inline struct render_plane plane(const struct raster_point *p, const uint16_t v[3],
                                        const float value[3])
{
    const struct raster_point *a = &p[v[0]], *b = &p[v[1]], *c = &p[v[2]];
    float x1 = b->x - a->x, y1 = b->y - a->y, x2 = c->x - a->x, y2 = c->y - a->y;
    float inverse = 1.0f / (x1 * y2 - x2 * y1);
    float d1 = value[1] - value[0], d2 = value[2] - value[0];
    float dx = (d1 * y2 - d2 * y1) * inverse, dy = (d2 * x1 - d1 * x2) * inverse;
    return (struct render_plane){value[0] - dx * a->x - dy * a->y, dx, dy};
}

/* The height above the ground, where there is water. */
static void set_height(struct render *r, size_t n, const struct triangle *t,
                       const struct raster_point *p)
{
    const struct vertex *v = r->mesh.vertices;
    float h[3] = {v[t->v[0]].at.y, v[t->v[1]].at.y, v[t->v[2]].at.y};
    r->heights[n] = plane(p, t->v, h);
}

/* A zone glows through a fold as it does beside it. */
static vec3 skin_normal(const struct vertex *v)
{
    return v->bias < 0 ? v->hull : v->normal;
}

/* In the middle of an edge. */
static float glow_between(const struct render *r, uint16_t a, uint16_t b)
{
    const struct vertex *p = &r->mesh.vertices[a], *q = &r->mesh.vertices[b];
    struct zone_skin skin = {.at = v3_lerp(p->at, q->at, 0.5f),
                             .normal = v3_unit(v3_add(skin_normal(p), skin_normal(q))),
                             .parts = 1u << p->part | 1u << q->part};
    struct zone_place place;
    return zones_glow(&r->zones, &skin, &place);
}

/* The same for both of its triangles, mostly without working it out twice. */
static float edge_glow(struct render *r, uint16_t a, uint16_t b)
{
    uint32_t edge = a < b ? (uint32_t)a << 16 | b : (uint32_t)b << 16 | a;
    struct render_edge *e = &r->edges[(edge * 2654435761u) >> (32 - RENDER_EDGE_BITS)];
    if (e->edge != edge)
        *e = (struct render_edge){edge, a < b ? glow_between(r, a, b) : glow_between(r, b, a)};
    return e->glow;
}

/* The narrowest that glows is half as wide, metres. */
static const float NARROWEST = 0.030f;

/* Whether any of it may glow, by how strongly its corners do: none does where all of them lie
 * farther away than half of its longest edge. */
static bool may_glow(const struct render *r, const uint16_t v[3], const float g[3])
{
    float most = maxf(g[0], maxf(g[1], g[2])), longest = 0;
    if (most > 0 || most <= ZONE_FAR)
        return most > 0;
    for (int k = 0; k < 3; k++) {
        vec3 d = v3_sub(r->mesh.vertices[v[k]].at, r->mesh.vertices[v[(k + 1) % 3]].at);
        longest = maxf(longest, v3_dot(d, d));
    }
    return (sqrtf(1 - most) - 1) * NARROWEST < sqrtf(longest) / 2;
}

/* How much of what is counted across a zone a pixel holds. */
static float in_pixel(const struct render_plane *across)
{
    return maxf(fabsf(across->dx), fabsf(across->dy));
}

/* Where on a zone a triangle lies. */
static void set_across(struct render *r, struct render_glow *glow, const uint16_t v[3])
{
    /* Half as wide, pixels, as a nerve is at least. */
    static const float THINNEST = 1.0f;
    const struct zone_place *a = &r->place[v[0]], *b = &r->place[v[1]], *c = &r->place[v[2]];
    glow->across = plane(r->front, v, (const float[]){a->across, b->across, c->across});
    float step = in_pixel(&glow->across);
    if (r->zones.nerve) {
        glow->thin = minf(1, 1 / (THINNEST * maxf(step, 1e-4f)));
        return;
    }
    /* Fibres that are too thin to be seen one by one are not seen at all. */
    glow->fine = minf(a->clear, minf(b->clear, c->clear)) * smoothf(0.30f, 0.12f, step);
    glow->border = plane(r->front, v, (const float[]){a->border, b->border, c->border});
}

static void set_glow(struct render *r, size_t n, const struct triangle *t)
{
    const uint16_t *v = t->v;
    float g[3] = {r->glow[v[0]], r->glow[v[1]], r->glow[v[2]]};
    if (r->glow_count == RENDER_MAX_GLOWS || !may_glow(r, v, g))
        return;
    float ab = edge_glow(r, v[0], v[1]), bc = edge_glow(r, v[1], v[2]),
          ca = edge_glow(r, v[2], v[0]);
    float most = maxf(maxf(maxf(g[0], g[1]), maxf(g[2], ab)), maxf(bc, ca));
    if (most <= 0)
        return;
    float least = minf(minf(minf(g[0], g[1]), minf(g[2], ab)), minf(bc, ca));
    r->surfaces[n].plain = RENDER_NOT_PLAIN;
    r->surfaces[n].glow = (uint16_t)r->glow_count;
    struct render_glow *glow = &r->glows[r->glow_count++];
    *glow = (struct render_glow){.b = plane(r->front, v, (const float[]){0, 1, 0}),
                                 .c = plane(r->front, v, (const float[]){0, 0, 1}),
                                 .at = g[0],
                                 .of_b = 4 * ab - 3 * g[0] - g[1],
                                 .of_c = 4 * ca - 3 * g[0] - g[2],
                                 .of_bb = 2 * (g[0] + g[1]) - 4 * ab,
                                 .of_bc = 4 * (g[0] + bc - ab - ca),
                                 .of_cc = 2 * (g[0] + g[2]) - 4 * ca,
                                 .least = least,
                                 .most = most};
    set_across(r, glow, v);
}

static void light_vertex(struct render *r, uint16_t v)
{
    const struct vertex *vertex = &r->mesh.vertices[v];
    if (r->seen[v] & LIT)
        return;
    r->seen[v] |= LIT;
    r->light[v] = shade_light(&r->shade, vertex);
    if (r->zones.count > 0)
        r->glow[v] = zones_glow(
            &r->zones, &(struct zone_skin){vertex->at, skin_normal(vertex), 1u << vertex->part},
            &r->place[v]);
}

_Static_assert((int)MATERIAL_COUNT <= (int)RENDER_UNLIT, "told apart from materials");

/* A fold is the cloth that it is raised of: pixels that have both are no edge. */
static uint8_t seen_as(uint8_t material)
{
    return material == MATERIAL_SHIRT_SOFT  ? MATERIAL_SHIRT
           : material == MATERIAL_LEGS_SOFT ? MATERIAL_LEGS
                                            : material;
}

void render_light(struct render *r, int id)
{
    size_t n = (size_t)id;
    const struct triangle *t = &r->mesh.triangles[r->source[n]];
    for (int k = 0; k < 3; k++)
        light_vertex(r, t->v[k]);
    float l[3] = {r->light[t->v[0]], r->light[t->v[1]], r->light[t->v[2]]};
    r->surfaces[n] = (struct render_surface){.light = plane(r->front, t->v, l),
                                             .dark = minf(l[0], minf(l[1], l[2])),
                                             .bright = maxf(l[0], maxf(l[1], l[2])),
                                             .material = seen_as(t->material),
                                             .plain = seen_as(t->material)};
    if (r->zones.count > 0)
        set_glow(r, n, t);
    if (!r->backdrop.water)
        return;
    r->surfaces[n].plain = RENDER_NOT_PLAIN;
    set_height(r, n, t, r->front);
}

/* Only those next to one seen from the front can stick out as an outline. */
static bool at_rim(const struct render *r, const struct triangle *t)
{
    const struct vertex *v = r->mesh.vertices;
    return ((r->seen[t->v[0]] | r->seen[t->v[1]] | r->seen[t->v[2]]) & SEEN) != 0 ||
           v[t->v[0]].corner || v[t->v[1]].corner || v[t->v[2]].corner;
}

/* Outlines lie farther than what they are the rim of, but never by so much. */
static const float DEEPEST_BIAS = 0.4f;

static struct raster_view find_view(const struct render *r, const struct viewport *view)
{
    float far = FLT_MAX, near = -FLT_MAX;
    for (size_t i = 0; i < r->mesh.vertex_count; i++) {
        far = minf(far, r->front[i].z);
        near = maxf(near, r->front[i].z);
    }
    far /= 1 + DEEPEST_BIAS * far;
    return (struct raster_view){view->width, view->height, far, raster_steps(far, near)};
}

/* Whatever can stick out as an outline, and its vertices. */
static void find_rim(struct render *r, const struct render_input *in)
{
    const struct camera *camera = &in->scene->camera;
    r->rim_count = r->rim_vertex_count = 0;
    for (size_t i = 0; i < r->mesh.triangle_count; i++) {
        const struct triangle *t = &r->mesh.triangles[i];
        if (r->faces_eye[i] || !at_rim(r, t) || material_is_drawn(t->material))
            continue;
        r->rim[r->rim_count++] = (uint16_t)i;
        for (int k = 0; k < 3; k++) {
            uint16_t v = t->v[k];
            if (r->seen[v] & AT_RIM)
                continue;
            r->seen[v] |= AT_RIM;
            r->ways[v] = find_way(r, camera, v);
            r->rim_vertices[r->rim_vertex_count++] = v;
        }
    }
}

/* Of triangles that have been set up, from number `n` on. */
static void set_boxes(struct render *r, size_t n, size_t end)
{
    for (; n < end; n++) {
        const struct raster_triangle *t = &r->triangles[n];
        r->boxes[n] =
            (struct render_box){(int16_t)t->x0, (int16_t)t->x1, (int16_t)t->y0, (int16_t)t->y1};
    }
}

/* Adds those of one outline to the `n` triangles there are; how many there are then. */
static size_t set_outline(struct render *r, const struct render_input *in, int rim, size_t n,
                          const struct raster_view *view)
{
    bool wet = in->scene->water >= 0;
    project_outline(r, in, rim);
    size_t room = MAX_SURFACES - n, count = r->rim_count < room ? r->rim_count : room;
    size_t end = n + raster_setup_rims(&r->triangles[n], &r->source[n], r->back, r->mesh.triangles,
                                       r->rim, count, view);
    set_boxes(r, n, end);
    for (; n < end; n++) {
        const struct triangle *t = &r->mesh.triangles[r->source[n]];
        r->surfaces[n] = (struct render_surface){
            .material = t->material, .plain = RENDER_NOT_PLAIN, .hull = true, .rim = (uint8_t)rim};
        if (wet)
            set_height(r, n, t, r->back);
    }
    return end;
}

static void prepare_light(struct render *r, const struct render_input *in)
{
    struct capsule capsules[BODY_MAX_CAPSULES];
    int count = body_capsules(in->skeleton, in->person, capsules);
    shade_init(&r->shade, &in->scene->camera, capsules, count);
    zones_init(&r->zones, &in->scene->camera, in->skeleton, in->person, in->zones, in->zone_count);
    r->glow_count = 1; /* 0: none */
    if (r->zones.count > 0)
        memset(r->edges, 0, sizeof r->edges);
}

static void set_triangles(struct render *r, const struct render_input *in)
{
    struct raster_view view = find_view(r, &in->view);
    r->surfaces[0] = (struct render_surface){.material = MATERIAL_COUNT, .plain = RENDER_NOT_PLAIN};
    memset(r->seen, 0, r->mesh.vertex_count);
    memset(r->faces_eye, 0, r->mesh.triangle_count);
    /* From 1 on: 0 means nothing there. */
    size_t n = 1 + raster_setup_fronts(&r->triangles[1], &r->source[1], r->front, r->mesh.triangles,
                                       r->mesh.triangle_count, &view);
    set_boxes(r, 1, n);
    for (size_t i = 1; i < n; i++) {
        const struct triangle *t = &r->mesh.triangles[r->source[i]];
        r->seen[t->v[0]] = r->seen[t->v[1]] = r->seen[t->v[2]] = SEEN;
        r->faces_eye[r->source[i]] = 1;
        r->surfaces[i].plain = RENDER_UNLIT;
    }
    r->first_outline = n;
    prepare_light(r, in);
    find_rim(r, in);
    for (int rim = 0; rim < 2; rim++)
        n = set_outline(r, in, rim, n, &view);
    r->triangle_count = n;
}

static void begin_mesh(struct render *r, const struct render_input *in, bool bare)
{
    mesh_clear(&r->mesh);
    r->mesh.eye = in->scene->camera.back;
    r->mesh.bare = bare;
    r->mesh.detail = minf(in->view.scale / in->scene->camera.distance, MAX_DETAIL);
    body_build(&r->mesh, in->skeleton, in->person);
}

bool render_trace(struct render *r, const struct render_input *in, struct ghost *out)
{
    if (!reserve(r, &in->view))
        return false;
    begin_mesh(r, in, true);
    project(r, in);
    set_triangles(r, in);
    return bands_trace(r, in, out);
}

bool render_run(struct render *r, const struct render_input *in, struct figure_picture *out)
{
    struct capsule capsules[BODY_MAX_CAPSULES + FIGURE_MAX_PROPS * PROP_MAX_SHADOWS];
    r->latest = !r->latest;
    if (!reserve(r, &in->view))
        return false;
    float ink[2];
    find_ink(in, ink);
    shade_ramps_init(&r->ramps, in->person, ink);
    r->ramps.glow_share = in->zone_share;
    begin_mesh(r, in, false);
    props_build(&r->mesh, in->scene, in->skeleton);
    for (int i = 0; i < in->scene->arrow_count; i++)
        arrow_build(&r->mesh, &in->scene->arrows[i], in->arrows[i]);
    int count = body_capsules(in->skeleton, in->person, capsules);
    count += props_capsules(in->scene, capsules + count, FIGURE_MAX_PROPS * PROP_MAX_SHADOWS);
    shadow_cast(&r->shadow, capsules, count, scene_shadow_fall(&in->scene->camera));
    backdrop_prepare(&r->backdrop, in->scene, in->person, &in->view);
    if (in->ghost > 0 && r->ghost.x1 >= r->ghost.x0) {
        ghost_tint(&r->ghost, in->ghost);
        r->backdrop.ghost = &r->ghost;
    }
    project(r, in);
    set_triangles(r, in);
    return bands_draw(r, in, out);
}
