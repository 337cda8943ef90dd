#include "figure/body_parts.h"
#include "figure/flesh.h"
#include "figure/girth.h"

/* What lies below the skin shows by its shade, and the kneecap by its shape as well. Light is taken
 * in levels of the ramps; places are shares of a bone, or of the way that the skin faces:
 * 1 in front or outward, -1 behind or inward. */

/* 1 at the middle, 0 from `width` off it. */
static float bump(float x, float middle, float width)
{
    float off = (x - middle) / width, in = maxf(1 - off * off, 0);
    return in * in;
}

/* Folds have some of their own; no place lacks more than this. */
static void add_dim(struct vertex *v, float dim)
{
    v->dim = (uint8_t)minf((float)v->dim + dim, 22);
}

/* Whoever looks may see it, and its light. */
static bool is_seen(const struct mesh *mesh, const struct vertex *v)
{
    return v3_dot(v->normal, mesh->eye) > -0.3f && !mesh->bare;
}

/* One bone of a leg, and the ways its skin may face. */
struct bone {
    vec3 at, along, front, out;
    float scale; /* 1 / its length */
};

static struct bone bone_between(vec3 a, vec3 b, vec3 hinge, vec3 out)
{
    vec3 d = v3_unit(v3_sub(b, a)), u = v3_across(hinge, d, hinge);
    return (struct bone){.at = a,
                         .along = d,
                         .front = v3_cross(d, u),
                         .out = v3_dot(u, out) < 0 ? v3_scale(u, -1) : u,
                         .scale = 1 / maxf(v3_length(v3_sub(b, a)), 1e-3f)};
}

/* Between the muscles in front and the hamstrings; these end in two tendons over the hollow of the
 * knee. */
static float thigh_dim(float t, float front, float out)
{
    float side = smoothf(0.3f, 0.8f, fabsf(out));
    float groove = 6 * bump(front, -0.22f, 0.50f) * side * smoothf(0.18f, 0.45f, t);
    float hollow = 18 * bump(t, 1.0f, 0.16f) * smoothf(-0.25f, -0.85f, front);
    float above_knee =
        11 * bump(t, 0.86f, 0.08f) * smoothf(0.1f, 0.6f, front) * smoothf(0.15f, 0.55f, fabsf(out));
    return groove * smoothf(1.02f, 0.85f, t) + hollow + above_knee;
}

/* Behind the shin bone's inner edge, before the calf, and below it where it becomes a tendon. */
static float shank_dim(float t, float front, float out)
{
    float shin = 13 * bump(front, 0.45f, 0.32f) * smoothf(0.0f, -0.6f, out);
    float calf = 11 * bump(front, -0.05f, 0.34f) * smoothf(0.1f, 0.7f, out);
    float tendon = 12 * bump(t, 0.60f, 0.11f) * smoothf(0.2f, -0.5f, front);
    float hollow = 18 * bump(t, 0.0f, 0.15f) * smoothf(-0.25f, -0.85f, front);
    return (shin + calf) * smoothf(0.06f, 0.20f, t) * smoothf(0.72f, 0.50f, t) + tendon + hollow;
}

/* How far the kneecap stands out, and half its size. It sinks between the bones of a bent knee, and
 * on the ground into its pad. */
static const float CAP_HIGH = 0.0042f, CAP_WIDE = 0.036f;

struct kneecap {
    vec3 at, front;
    float high;
};

static struct kneecap kneecap(const struct limb *leg, const struct bone bones[2], float limbs)
{
    struct kneecap cap = {.front = v3_unit(v3_add(bones[0].front, bones[1].front))};
    float bent = 1 - v3_dot(bones[0].along, bones[1].along);
    cap.at = v3_mad(leg->mid, cap.front, KNEE_RADIUS * limbs);
    cap.high = CAP_HIGH * (1 - 0.75f * smoothf(0.2f, 1.0f, bent)) *
               smoothf(KNEE_RADIUS * limbs, KNEE_RADIUS * limbs + 0.03f, leg->mid.y);
    return cap;
}

static void raise_cap(struct vertex *v, const struct kneecap *cap)
{
    vec3 off = v3_sub(v->at, cap->at);
    float squared = v3_dot(off, off), in = 1 - squared / (CAP_WIDE * CAP_WIDE);
    if (in < -1)
        return;
    /* A furrow round it. */
    v->dim = (uint8_t)maxf(v->dim, 6 * bump(in, -0.15f, 0.85f) * minf(cap->high * 200, 1));
    if (in <= 0)
        return;
    /* The slope of high * in^2, away from the middle. */
    float slope = 4 * cap->high * in / (CAP_WIDE * CAP_WIDE);
    v->at = v3_mad(v->at, cap->front, cap->high * in * in);
    v->normal = v->hull = v3_unit(v3_mad(v->normal, off, 2.2f * slope));
}

void body_form_leg(struct mesh *mesh, size_t first, const struct limb *leg, float limbs, vec3 out)
{
    const struct bone bones[2] = {bone_between(leg->root, leg->mid, leg->hinge, out),
                                  bone_between(leg->mid, leg->end, leg->hinge, out)};
    struct kneecap cap = kneecap(leg, bones, limbs);
    for (size_t i = first; i < mesh->vertex_count; i++) {
        struct vertex *v = &mesh->vertices[i];
        bool shank = v->part == PART_LEFT_SHANK || v->part == PART_RIGHT_SHANK;
        const struct bone *b = &bones[shank];
        float front = v3_dot(v->normal, b->front);
        if (is_seen(mesh, v)) {
            float t = v3_dot(v3_sub(v->at, b->at), b->along) * b->scale;
            float side = v3_dot(v->normal, b->out);
            add_dim(v, shank ? shank_dim(t, front, side) : thigh_dim(t, front, side));
        }
        if (front > 0)
            raise_cap(v, &cap);
    }
}

void body_shade_below_hem(struct mesh *mesh, size_t first, enum material worn, vec3 hem, vec3 along)
{
    /* Metres. Where the elbow is bent, lower arm and hand come back beside the sleeve. */
    float wide = worn == MATERIAL_SKIN ? 0.08f : 0.25f;
    float dark = worn == MATERIAL_SKIN ? 17 : 13;
    for (size_t i = first; i < mesh->triangle_count; i++) {
        const struct triangle *t = &mesh->triangles[i];
        for (int k = 0; k < 3 && t->material == worn; k++) {
            struct vertex *v = &mesh->vertices[t->v[k]];
            vec3 off = v3_sub(v->at, hem);
            float below = v3_dot(off, along);
            if (below > -0.02f && below < 0.036f && v3_dot(off, off) < wide * wide)
                v->dim = (uint8_t)maxf(v->dim, dark * smoothf(0.036f, 0.0f, below));
        }
    }
}

/* Metres from the middle, and up the spine from the pelvis. */
static float front_dim(float x, float y)
{
    /* The rib cage ends in an arch; over the collar bone, and in the groin, there is a hollow. */
    float arch = 6 * bump(y - 0.255f + 0.75f * x, -0.014f, 0.044f) * smoothf(0.145f, 0.10f, x);
    float collar_bone = 8 * bump(y, 0.452f, 0.020f) * smoothf(0.03f, 0.06f, x);
    float groin = 8 * bump(y - 0.010f - 0.9f * (x - 0.10f), -0.006f, 0.026f);
    return arch + collar_bone + groin;
}

static float back_dim(float x, float y)
{
    /* Between the long muscles beside the spine, and below the shoulder blades. */
    float furrow = 11 * bump(x, 0, 0.030f) * smoothf(0.06f, 0.12f, y) * smoothf(0.44f, 0.36f, y);
    float dx = x - 0.070f, dy = y - 0.375f, round = sqrtf(dx * dx + dy * dy);
    float blade = 12 * bump(round, 0.070f, 0.042f) * smoothf(0.04f, -0.02f, dy);
    return maxf(furrow, blade);
}

/* Height along the spine from which on the trunk belongs to the neck, metres. */
static const float NECK_FROM = 0.452f;

void body_form_trunk(struct mesh *mesh, size_t first, const struct skeleton *s)
{
    static const float STEP = BONE_SPINE / SPINE_STEPS;
    int at = 0; /* vertices come from below */
    for (size_t i = first; i < mesh->vertex_count; i++) {
        struct vertex *v = &mesh->vertices[i];
        if (!is_seen(mesh, v))
            continue;
        const struct frame *f = &s->spine[at];
        float above = v3_dot(v3_sub(v->at, f->o), f->y);
        while (above > STEP && at < SPINE_STEPS) {
            f = &s->spine[++at];
            above = v3_dot(v3_sub(v->at, f->o), f->y);
        }
        while (above < 0 && at > 0) {
            f = &s->spine[--at];
            above = v3_dot(v3_sub(v->at, f->o), f->y);
        }
        float x = fabsf(v3_dot(v3_sub(v->at, f->o), f->x)), y = above + (float)at * STEP;
        /* The neck is the head's part, and yet it grows out of here. */
        if (y > NECK_FROM)
            v->seam = (uint8_t)maxf(v->seam, 255 * smoothf(NECK_FROM, NECK_FROM + 0.03f, y));
        float front = v3_dot(v->normal, f->z);
        float dim = front > 0 ? front_dim(x, y) : back_dim(x, y);
        add_dim(v, dim * smoothf(0.15f, 0.6f, fabsf(front)));
    }
}
