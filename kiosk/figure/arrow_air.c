#include "figure/arrow.h"

/* The air of a breath: it comes from ahead and above to the nose, and sinks from the lips. */

enum { STRANDS = 3, PIECES = 28 };

/* In a head's own axes: beside it, up, ahead; metres. */
static const vec3 TO_NOSE[3] = {{0, 0.190f, 0.400f}, {0, 0.050f, 0.370f}, {0, 0.048f, 0.148f}};
static const vec3 FROM_LIPS[3] = {{0, 0.008f, 0.138f}, {0, 0.010f, 0.330f}, {0, -0.150f, 0.400f}};

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
        arrow->from_lips[i] = frame_point(head, out.x, out.y, out.z);
    }
}

/* A strand of it, as a share of the way from nose or lips outwards. */
struct strand {
    float aside;    /* of the middle, where the air is widest */
    float from, to; /* it is there */
    float half;     /* as wide, metres */
};

static const struct strand strands[STRANDS] = {
    {-1, 0.10f, 0.80f, 0.0085f}, {0, 0.0f, 1.0f, 0.0125f}, {1, 0.16f, 0.88f, 0.0085f}};

static vec3 strand_at(const struct arrow *arrow, bool out, const struct strand *s, float off)
{
    static const float SPREAD = 0.055f, WAVE = 0.010f;
    float t = out ? off : 1 - off, step = 0.02f;
    vec3 along = v3_unit(v3_sub(arrow_at(arrow, out, t + step), arrow_at(arrow, out, t - step)));
    vec3 left = v3_across(v3_cross(arrow->facing, along), along, v3(0.3f, 0.2f, 0.9f));
    left = out ? v3_scale(left, -1) : left;
    float wave = WAVE * sinf(off * 7.0f + s->aside) * off;
    return v3_mad(arrow_at(arrow, out, t), left, s->aside * SPREAD * off + wave);
}

/* From `low` to `high` of it, thin at both ends. */
static void build_strand(struct mesh *mesh, const struct arrow *arrow, bool out,
                         const struct strand *s, float low, float high)
{
    uint16_t first, last = 0;
    low = maxf(low, s->from);
    high = minf(high, s->to);
    if (high - low < 0.08f)
        return;
    for (int i = 0; i <= PIECES; i++) {
        float part = (float)i / PIECES, off = mixf(low, high, part);
        vec3 at = strand_at(arrow, out, s, off);
        vec3 along = v3_unit(v3_sub(strand_at(arrow, out, s, off + 0.01f), at));
        vec3 left = v3_across(v3_cross(arrow->facing, along), along, v3(0.3f, 0.2f, 0.9f));
        float half = s->half * smoothf(0, 0.55f, part) * smoothf(1, 0.78f, part) + 0.0008f;
        struct vertex *v = mesh_add_vertices(mesh, 2, &first);
        if (!v)
            return;
        for (int k = 0; k < 2; k++)
            v[k] = (struct vertex){.at = v3_mad(at, left, k ? -half : half),
                                   .normal = arrow->facing,
                                   .hull = arrow->facing,
                                   .part = PART_PROP};
        if (i > 0)
            mesh_add_quad(mesh, last, last + 1, first + 1, first, MATERIAL_AIR);
        last = first;
    }
}

void arrow_build_air(struct mesh *mesh, const struct arrow *arrow, struct figure_arrow_share shown)
{
    /* As long as it comes, its end that goes ahead is the first that is there. */
    bool comes = shown.back && shown.grown > 0.5f;
    float low = shown.back && !comes ? 1 - shown.share : 0,
          high = comes || !shown.back ? shown.share : 1;
    for (int i = 0; i < STRANDS && shown.share > 0; i++)
        build_strand(mesh, arrow, shown.back, &strands[i], low, high);
}
