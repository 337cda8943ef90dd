#include "figure/arrow.h"

/* An arrow becomes triangles. */

static const float HEAD_LENGTH = 0.090f;

/* A long arc of fewer pieces has corners at 4K. */
enum { PIECES = 48 };

/* Flat, as if drawn on the picture: a ribbon that faces whoever looks, `rim` wider on all sides and
 * `behind` what it is the rim of, metres. */
struct ribbon {
    struct mesh *mesh;
    vec3 facing;
    uint8_t material;
    float rim, behind;
    float thick;    /* by how much all of it is */
    uint16_t first; /* of its latest two corners, left and right */
    bool begun;
};

static vec3 to_the_left(const struct ribbon *r, vec3 along)
{
    return v3_across(v3_cross(r->facing, along), along, v3(0.3f, 0.2f, 0.9f));
}

static struct vertex flat_corner(const struct ribbon *r, vec3 at)
{
    return (struct vertex){.at = v3_mad(at, r->facing, -r->behind),
                           .normal = r->facing,
                           .hull = r->facing,
                           .part = PART_PROP};
}

/* It goes on to here, `half` as wide. */
static void ribbon_add(struct ribbon *r, vec3 at, vec3 along, float half)
{
    uint16_t first;
    vec3 left = to_the_left(r, along);
    struct vertex *v = mesh_add_vertices(r->mesh, 2, &first);
    if (!v)
        return;
    half += r->rim;
    at = r->begun ? at : v3_mad(at, along, -r->rim);
    v[0] = flat_corner(r, v3_mad(at, left, half));
    v[1] = flat_corner(r, v3_mad(at, left, -half));
    if (r->begun)
        mesh_add_quad(r->mesh, r->first, r->first + 1, first + 1, first, r->material);
    r->first = first;
    r->begun = true;
}

/* Its barbs reach back a little beside the shaft. A rim goes on past its points, as far as it takes
 * for its edges to lie beside them. */
static void ribbon_head(struct ribbon *r, vec3 neck, vec3 tip, float half)
{
    static const float SWEPT = 0.22f;           /* of its length */
    static const float PAST = 2.4f, OUT = 1.9f; /* rims, at the tip and at the barbs */
    uint16_t first;
    vec3 way = v3_sub(tip, neck), along = v3_unit(way), left = to_the_left(r, along);
    vec3 barbs = v3_mad(v3_mad(neck, way, -SWEPT), along, -r->rim);
    struct vertex *v = mesh_add_vertices(r->mesh, 4, &first);
    if (!v)
        return;
    half += OUT * r->rim;
    v[0] = flat_corner(r, v3_mad(tip, along, PAST * r->rim));
    v[1] = flat_corner(r, v3_mad(barbs, left, half));
    v[2] = flat_corner(r, v3_mad(neck, along, -r->rim));
    v[3] = flat_corner(r, v3_mad(barbs, left, -half));
    mesh_add_triangle(r->mesh, first, first + 1, first + 2, r->material);
    mesh_add_triangle(r->mesh, first, first + 2, first + 3, r->material);
}

static void build_ribbon(struct ribbon *ribbon, const struct arrow *arrow,
                         struct figure_arrow_share shown)
{
    static const float TAIL = 0.42f; /* half as wide there, of the shaft's */
    float share = shown.share;
    vec3 tail = arrow_at(arrow, shown.back, 1 - share), tip = arrow_at(arrow, shown.back, 1);
    float size = ribbon->thick, room = v3_length(v3_sub(tip, tail)) / (1.5f * HEAD_LENGTH * size);
    if (room < 1.3f) /* a dot points nowhere */
        return;
    vec3 neck = tail;
    for (int i = 0; i < PIECES; i++) {
        float part = (float)i / PIECES, t = 1 - share + share * part;
        vec3 at = arrow_at(arrow, shown.back, t);
        if (v3_length(v3_sub(tip, at)) < HEAD_LENGTH * size)
            break;
        neck = at;
        vec3 along = v3_unit(v3_sub(arrow_at(arrow, shown.back, t + share / PIECES), at));
        ribbon_add(ribbon, at, along, ARROW_SHAFT * size * mixf(TAIL, 1, smoothf(0, 0.8f, part)));
    }
    vec3 along = v3_unit(v3_sub(tip, neck));
    neck = v3_mad(tip, along, -HEAD_LENGTH * size);
    ribbon_add(ribbon, v3_mad(neck, along, 0.004f), along, ARROW_SHAFT * size);
    ribbon_head(ribbon, neck, tip, ARROW_RADIUS * size);
}

/* As much of one that swells as the breath has made of it. */
static struct arrow swell(const struct arrow *arrow, float grown, struct ribbon *ribbon)
{
    static const float EMPTY = 0.62f, SOON = 0.72f; /* it is whole before it goes */
    static const float THIN = 0.85f;
    struct arrow out = *arrow;
    if (!arrow->swells)
        return out;
    float full = smoothf(0, SOON, grown);
    ribbon->thick *= mixf(THIN, 1, full);
    for (int i = 0; i < ARROW_POINTS; i++) {
        out.at[i] = v3_lerp(arrow->at[0], arrow->at[i], mixf(EMPTY, 1, full));
        out.back[i] = v3_lerp(arrow->at[0], arrow->back[i], mixf(EMPTY, 1, full));
    }
    return out;
}

void arrow_build(struct mesh *mesh, const struct arrow *arrow, struct figure_arrow_share shown)
{
    static const float RIM = 0.0065f, BEHIND = 0.004f;
    struct ribbon plain = {
        .mesh = mesh, .facing = arrow->facing, .material = MATERIAL_ARROW, .thick = arrow->weight};
    if (!arrow->any)
        return;
    if (arrow->air) {
        arrow_build_air(mesh, arrow, shown);
        return;
    }
    struct arrow now = swell(arrow, shown.grown, &plain);
    struct ribbon rim = plain;
    rim.material = MATERIAL_ARROW_RIM;
    rim.rim = RIM * arrow->weight;
    rim.behind = BEHIND;
    build_ribbon(&plain, &now, shown);
    build_ribbon(&rim, &now, shown);
}
