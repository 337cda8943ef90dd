#include "figure/join.h"

#include <string.h>

/* How far outside a surface a place lies, the way out, and where the surface faces there: it
 * tapers. */
struct distance {
    float d;
    vec3 out, facing;
};

static float width_at(const struct join_limb *limb, vec3 p)
{
    vec3 d = v3_sub(p, limb->joint);
    float squared = v3_dot(d, d);
    if (squared >= limb->far * limb->far)
        return 0;
    return limb->width * smoothf(limb->far, limb->near, sqrtf(squared));
}

static float girth_at(const struct join_limb *limb, int from, float t, vec3 out)
{
    float ahead = v3_dot(out, limb->front), share = ahead * ahead;
    float across = mixf(limb->girth[from].across, limb->girth[from + 1].across, t);
    float deep = ahead > 0 ? mixf(limb->girth[from].front, limb->girth[from + 1].front, t)
                           : mixf(limb->girth[from].back, limb->girth[from + 1].back, t);
    return mixf(across, deep, share);
}

/* Within `reach` of its bones; `d` is large beyond. */
static struct distance limb_distance(const struct join_limb *limb, vec3 p, float reach)
{
    const vec3 at[3] = {limb->inside, limb->joint, limb->beyond};
    struct distance best = {1e9f, {0, 1, 0}, {0, 1, 0}};
    for (int i = 0; i < 2; i++) {
        vec3 along = v3_sub(at[i + 1], at[i]);
        float t = clampf(v3_dot(v3_sub(p, at[i]), along) / maxf(v3_dot(along, along), 1e-8f), 0, 1);
        vec3 off = v3_sub(p, v3_mad(at[i], along, t));
        float squared = v3_dot(off, off);
        if (squared >= reach * reach)
            continue;
        vec3 out = v3_unit(off);
        float d = sqrtf(squared) - girth_at(limb, i, t, out);
        if (d >= best.d)
            continue;
        best = (struct distance){d, out, out};
        if (t > 0 && t < 1) {
            float wider = girth_at(limb, i, 1, out) - girth_at(limb, i, 0, out);
            best.facing = v3_unit(v3_mad(out, along, -wider / maxf(v3_dot(along, along), 1e-8f)));
        }
    }
    return best;
}

void join_trunk_init(struct join_trunk *trunk, const struct ring *rings, int count)
{
    trunk->rings = rings;
    trunk->count = count;
    memset(trunk->four, 0, sizeof trunk->four);
    for (int i = 0; i < count; i++) {
        vec3 at = rings[i].at, axis = v3_cross(rings[i].u, rings[i].v);
        trunk->axes[i] = axis;
        trunk->four[i / 4].x[i % 4] = at.x;
        trunk->four[i / 4].y[i % 4] = at.y;
        trunk->four[i / 4].z[i % 4] = at.z;
        trunk->four[i / 4].ax[i % 4] = axis.x;
        trunk->four[i / 4].ay[i % 4] = axis.y;
        trunk->four[i / 4].az[i % 4] = axis.z;
    }
}

/* The first ring from the second on whose plane `p` lies below; their number when there is none. */
static int ring_above(const struct join_trunk *trunk, vec3 p)
{
    for (int i = 0; i < trunk->count; i += 4) {
        v4f x = trunk->four[i / 4].x - p.x, y = trunk->four[i / 4].y - p.y;
        v4f z = trunk->four[i / 4].z - p.z;
        v4i above =
            x * trunk->four[i / 4].ax + y * trunk->four[i / 4].ay + z * trunk->four[i / 4].az > 0;
        above[0] = i > 0 ? above[0] : 0;
        if (any4(above))
            return i + (above[0] ? 0 : above[1] ? 1 : above[2] ? 2 : 3);
    }
    return trunk->count;
}

/* How much wider a trunk gets with every metre up. */
struct taper {
    float across, front, back;
};

/* The rings that `p` lies between; far above or below, the outermost. `axis`: of the lower one. */
static struct ring ring_between(const struct join_trunk *trunk, vec3 p, struct taper *taper,
                                vec3 *axis)
{
    *taper = (struct taper){0, 0, 0};
    int i = ring_above(trunk, p) - 1;
    *axis = trunk->axes[i];
    if (i + 1 == trunk->count)
        return trunk->rings[i];
    float above = v3_dot(v3_sub(trunk->rings[i + 1].at, p), trunk->axes[i + 1]);
    float below = v3_dot(v3_sub(p, trunk->rings[i].at), *axis);
    struct ring r = trunk->rings[i];
    const struct ring *b = &trunk->rings[i + 1];
    float span = maxf(below + above, 1e-6f), t = clampf(below / span, 0, 1);
    if (below > 0 && span > 0.004f)
        *taper = (struct taper){(b->across - r.across) / span, (b->front - r.front) / span,
                                (b->back - r.back) / span};
    r.at = v3_lerp(r.at, b->at, t);
    r.across = mixf(r.across, b->across, t);
    r.front = mixf(r.front, b->front, t);
    r.back = mixf(r.back, b->back, t);
    return r;
}

/* Beyond `most` outside it no more than that it is. */
static struct distance trunk_distance(const struct join_trunk *trunk, vec3 p, float most)
{
    struct taper taper;
    vec3 axis;
    struct ring r = ring_between(trunk, p, &taper, &axis);
    vec3 d = v3_sub(p, r.at);
    float x = v3_dot(d, r.u), z = v3_dot(d, r.v), y = v3_dot(d, axis);
    float deep = z > 0 ? r.front : r.back;
    float nx = x / (r.across * r.across), nz = z / (deep * deep);
    float scale = sqrtf(x * nx + z * nz); /* 1 on the surface */
    float slope = sqrtf(nx * nx + nz * nz);
    float side = slope > 1e-6f ? scale * (scale - 1) / slope : -r.across;
    if (side >= most)
        return (struct distance){side, axis, axis};
    float ny =
        -x * nx * taper.across / r.across - z * nz * (z > 0 ? taper.front : taper.back) / deep;
    vec3 out = v3_mad(v3_scale(r.u, nx), r.v, nz), facing = v3_unit(v3_mad(out, axis, ny));
    out = v3_unit(out);
    /* Beyond its ends, how far it is to the end, too. */
    if (fabsf(y) < 0.004f)
        return (struct distance){side, out, facing};
    float beside = maxf(side, 0);
    out = v3_unit(v3_mad(v3_scale(out, beside), axis, y));
    return (struct distance){sqrtf(beside * beside + y * y), out, out};
}

/* The smooth union of a surface at `v` with one that lies `other` away. */
static void swell(struct vertex *v, struct distance other, float width)
{
    float near = 1 - fabsf(other.d) / width;
    if (near <= 0)
        return;
    float share = other.d > 0 ? near / 2 : 1 - near / 2;
    vec3 n = v3_unit(v3_lerp(v->normal, other.out, share));
    /* What lies deep inside the other stays there. */
    float move = near * near * width / 4 * smoothf(-0.030f, -0.008f, other.d);
    v->at = v3_mad(v->at, n, move);
    vec3 hull = v->hull;
    v->normal = v->hull = v3_unit(v3_lerp(v->normal, other.facing, share));
    if (v->bias < 0) /* of a fold it is how the cloth lies below it */
        v->hull = v3_unit(v3_lerp(hull, other.facing, share));
    v->seam = (uint8_t)maxf(v->seam, 255 * smoothf(0, 0.8f, near));
}

void join_limb_to_trunk(struct mesh *mesh, size_t first, size_t end, const struct join_limb *limb,
                        const struct join_trunk *trunk)
{
    for (size_t i = first; i < end; i++) {
        struct vertex *v = &mesh->vertices[i];
        float width = width_at(limb, v->at);
        if (width > 0.001f)
            swell(v, trunk_distance(trunk, v->at, width), width);
    }
}

void join_trunk_to_limb(struct mesh *mesh, size_t first, size_t end, const struct join_limb *limb)
{
    float widest = 0;
    for (int i = 0; i < 3; i++)
        widest = maxf(widest,
                      maxf(limb->girth[i].across, maxf(limb->girth[i].front, limb->girth[i].back)));
    for (size_t i = first; i < end; i++) {
        struct vertex *v = &mesh->vertices[i];
        float width = width_at(limb, v->at);
        if (width > 0.001f)
            swell(v, limb_distance(limb, v->at, widest + width), width);
    }
}

float join_gap(const struct vertex *v, const struct join_trunk *trunk, float far)
{
    return minf(trunk_distance(trunk, v->at, far).d, far);
}

void join_tuck(struct vertex *v, const struct join_trunk *trunk, float share)
{
    static const float below = 0.006f;
    static const float far = 0.032f;
    struct distance out = trunk_distance(trunk, v->at, far);
    if (out.d > -below && out.d < far)
        v->at = v3_mad(v->at, out.out, -share * smoothf(far, 0.012f, out.d) * (out.d + below));
}
