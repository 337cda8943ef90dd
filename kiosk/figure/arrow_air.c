#include "figure/arrow.h"

/* The air of a breath, as thin arrows: from ahead and above they draw together at the nose; from
 * the lips they go a longer way, sink, and hardly part. */

enum { STRANDS = 3, PIECES = 20 };

/* In a head's own axes: beside it, up, ahead; metres. */
static const vec3 TO_NOSE[3] = {{0, 0.150f, 0.400f}, {0, 0.070f, 0.320f}, {0, 0.044f, 0.146f}};
static const vec3 FROM_LIPS[3] = {{0, 0.006f, 0.136f}, {0, 0.000f, 0.340f}, {0, -0.110f, 0.560f}};

/* On the curve that leaves for the second place and arrives from it. */
static vec3 bow(const vec3 by[3], float t)
{
    return v3_lerp(v3_lerp(by[0], by[1], t), v3_lerp(by[1], by[2], t), t);
}

void arrow_breathe(struct arrow *arrow, const struct frame *head)
{
    arrow->air = true;
    for (int i = 0; i < ARROW_POINTS; i++) {
        float t = (float)i / (ARROW_POINTS - 1);
        vec3 in = bow(TO_NOSE, t), out = bow(FROM_LIPS, t);
        arrow->at[i] = frame_point(head, in.x, in.y, in.z);
        arrow->back[i] = frame_point(head, out.x, out.y, out.z);
    }
}

/* A strand of it, as a share of the way from nose or lips outwards. */
struct strand {
    float aside; /* of the middle, where the air is widest */
    float from, to;
};

/* In and out: the outer ones end short of the nose, so that each has its head. */
static const struct strand strands[2][STRANDS] = {
    {{-1, 0.34f, 1.0f}, {0, 0.0f, 0.80f}, {1, 0.34f, 1.0f}},
    {{-1, 0.16f, 0.88f}, {0, 0.0f, 1.0f}, {1, 0.16f, 0.88f}}};

static vec3 strand_at(const struct arrow *arrow, bool out, const struct strand *s, float off)
{
    static const float SPREAD[2] = {0.135f, 0.085f};
    float t = out ? off : 1 - off, step = 0.02f;
    vec3 along = v3_unit(v3_sub(arrow_at(arrow, out, t + step), arrow_at(arrow, out, t - step)));
    vec3 left = v3_across(v3_cross(arrow->facing, along), along, v3(0.3f, 0.2f, 0.9f));
    left = out ? v3_scale(left, -1) : left;
    return v3_mad(arrow_at(arrow, out, t), left, s->aside * SPREAD[out] * off);
}

/* A line drawn in the picture's plane: corners to both sides of its places. */
struct line {
    struct mesh *mesh;
    vec3 facing;
    uint16_t last;
    bool begun;
};

static void line_add(struct line *line, vec3 at, vec3 along, float half)
{
    uint16_t first;
    vec3 left = v3_across(v3_cross(line->facing, along), along, v3(0.3f, 0.2f, 0.9f));
    struct vertex *v = mesh_add_vertices(line->mesh, 2, &first);
    if (!v)
        return;
    for (int k = 0; k < 2; k++)
        v[k] = (struct vertex){.at = v3_mad(at, left, k ? -half : half),
                               .normal = line->facing,
                               .hull = line->facing,
                               .part = PART_PROP};
    if (line->begun)
        mesh_add_quad(line->mesh, line->last, line->last + 1, first + 1, first, MATERIAL_AIR);
    line->last = first;
    line->begun = true;
}

/* From `low` to `high` of it, thin at its tail; its head leads. */
static void build_strand(struct mesh *mesh, const struct arrow *arrow, bool out,
                         const struct strand *s, float low, float high)
{
    static const float HALF = 0.0095f, HEAD = 0.066f, BARB = 0.032f; /* metres */
    float wide = arrow->weight;
    low = maxf(low, s->from);
    high = minf(high, s->to);
    float tail = out ? low : high, tip = out ? high : low;
    float length = v3_length(v3_sub(strand_at(arrow, out, s, tip), strand_at(arrow, out, s, tail)));
    if (high <= low || length < 1.6f * HEAD * wide)
        return;
    float neck = mixf(tip, tail, HEAD * wide / length);
    struct line line = {.mesh = mesh, .facing = arrow->facing};
    vec3 along = v3(0, 0, 0);
    for (int i = 0; i <= PIECES; i++) {
        float part = (float)i / PIECES, off = mixf(tail, neck, part);
        float on = off + (out ? 0.01f : -0.01f);
        vec3 at = strand_at(arrow, out, s, off);
        along = v3_unit(v3_sub(strand_at(arrow, out, s, on), at));
        line_add(&line, at, along, HALF * wide * mixf(0.35f, 1, smoothf(0, 0.8f, part)));
    }
    line.begun = false;
    vec3 point = strand_at(arrow, out, s, tip);
    line_add(&line, strand_at(arrow, out, s, neck), along, BARB * wide);
    line_add(&line, point, along, 0.0005f);
}

void arrow_build_air(struct mesh *mesh, const struct arrow *arrow, struct figure_arrow_share shown)
{
    /* As long as it comes, its end that goes ahead is the first that is there. */
    bool comes = shown.back && shown.grown > 0.5f;
    float low = shown.back && !comes ? 1 - shown.share : 0,
          high = comes || !shown.back ? shown.share : 1;
    for (int i = 0; i < STRANDS && shown.share > 0; i++)
        build_strand(mesh, arrow, shown.back, &strands[shown.back][i], low, high);
}
