#include "figure/girth.h"
#include "figure/shade.h"

/* Whose zones they are, and who looks. */
struct onlooker {
    const struct skeleton *s;
    const struct person *person;
    vec3 back; /* the camera's */
};

static uint32_t part_bit(int part)
{
    return 1u << part;
}

/* How far off the eye, degrees, what lies at the edge of a limb is shown: from there on it comes
 * round, and what is as far as EDGE comes to `shown`. */
struct coming {
    float seen, shown;
};

/* A muscle stays on its side of the limb, and is seen along its edge; of a line there must be left
 * more than its half. */
static const struct coming MUSCLE = {58, 80}, TRUNK = {48, 62}, LINE = {46, 60};

/* Which way is shown instead of `facing`, one from a bone along `axis` to its muscle. Of a muscle
 * at the body's edge a line would be left: it comes round toward the eye, all the more the less of
 * it is seen; one on the far side stays there. */
static vec3 turn_to_eye(vec3 facing, vec3 axis, vec3 back, struct coming to)
{
    static const float EDGE = 126; /* degrees off the eye */
    vec3 eye = v3_mad(back, axis, -v3_dot(back, axis));
    float along = v3_length(eye);
    if (along < 0.2f) /* a bone seen end-on: all sides are edges */
        return facing;
    eye = v3_scale(eye, 1 / along);
    float off = acosf(clampf(v3_dot(facing, eye), -1, 1)) * 57.29578f;
    if (off <= to.seen)
        return facing;
    float turned = off < EDGE ? mixf(to.seen, to.shown, (off - to.seen) / (EDGE - to.seen))
                              : mixf(to.shown, 180, (off - EDGE) / (180 - EDGE));
    float sign = v3_dot(v3_cross(eye, facing), axis) < 0 ? -1.0f : 1.0f;
    return v3_turn(eye, axis, sign * turned);
}

/* From the middle of the trunk to its side, metres. */
static const float SIDE_OUT = 0.085f;

/* How much farther out the skin of the belly is than that of the first person, breathed out. */
static float thicker_belly(const struct onlooker *o, float at)
{
    struct trunk_slice slice = girth_trunk_at(at * BONE_SPINE);
    return girth_of_trunk(&slice, o->person, o->s->breath).front -
           girth_of_trunk(&slice, person_get(0), 0).front;
}

/* A strand beside the middle of the trunk, `x` to its left, from one height of it to another. */
static struct zone_shape trunk_strand(const struct onlooker *o, const float at[2], const float x[2],
                                      float z, const float radius[2])
{
    const struct skeleton *s = o->s;
    const struct frame *a = &s->spine[(int)(at[0] * SPINE_STEPS)];
    const struct frame *b = &s->spine[(int)(at[1] * SPINE_STEPS)];
    vec3 facing = v3_scale(a->z, z > 0 ? 1.0f : -1.0f);
    /* A trunk is wide: it lies farther out at the side, and comes half as far round. */
    vec3 shown = v3_unit(v3_add(facing, turn_to_eye(facing, a->y, o->back, TRUNK)));
    float aside = v3_dot(shown, a->x) * SIDE_OUT * o->person->waist;
    z += z > 0 ? thicker_belly(o, (at[0] + at[1]) / 2) : 0;
    float ahead = fabsf(z) * v3_dot(shown, facing);
    z = z > 0 ? ahead : -ahead;
    return (struct zone_shape){.a = frame_point(a, x[0] + aside, 0, z),
                               .b = frame_point(b, x[1] + aside, 0, z),
                               .ra = radius[0],
                               .rb = radius[1],
                               .facing = shown,
                               .parts = part_bit(PART_TRUNK),
                               .across = a->x,
                               .beside = x[0]};
}

/* From the hip's crest up over the ribs to the armpit. */
static struct zone_shape flank(const struct onlooker *o, float sign)
{
    static const float OUT = 0.135f, FROM = 0.22f, TO = 0.74f;
    const struct skeleton *s = o->s;
    float low = OUT * o->person->waist, high = 1.1f * OUT * o->person->chest;
    const struct frame *a = &s->spine[(int)(FROM * SPINE_STEPS)];
    const struct frame *b = &s->spine[(int)(TO * SPINE_STEPS)];
    vec3 facing = turn_to_eye(v3_scale(a->x, sign), a->y, o->back, MUSCLE);
    float aside = v3_dot(facing, a->x), ahead = v3_dot(facing, a->z);
    return (struct zone_shape){.a = frame_point(a, low * aside, 0, 0.085f * ahead),
                               .b = frame_point(b, high * aside, 0, 0.085f * ahead),
                               .ra = 0.066f,
                               .rb = 0.070f,
                               .facing = facing,
                               .parts = part_bit(PART_TRUNK),
                               .across = v3_cross(facing, a->y)};
}

/* Whether that side's is stretched: the trunk is bent away from it. */
static bool stretched(const struct skeleton *s, int side)
{
    static const float BENT = 0.10f;
    return v3_dot(s->chest.y, s->spine[0].x) * side_sign(side) < -BENT;
}

static int trunk_zone(const struct onlooker *o, enum figure_zone_kind kind, float sign,
                      struct zone_shape *out)
{
    switch (kind) {
    case ZONE_LUMBAR: /* the cord beside the spine, and what goes from there to the lowest rib */
        out[0] = trunk_strand(o, (float[]){0.16f, 0.60f}, (float[]){sign * 0.050f, sign * 0.036f},
                              -0.080f, (float[]){0.057f, 0.038f});
        out[1] = trunk_strand(o, (float[]){0.20f, 0.36f}, (float[]){sign * 0.088f, sign * 0.074f},
                              -0.070f, (float[]){0.056f, 0.050f});
        out[1].less = 0.24f;
        return 2;
    case ZONE_UPPER_BACK: /* from the spine up to the shoulder blades */
        out[0] = trunk_strand(o, (float[]){0.50f, 0.82f}, (float[]){sign * 0.032f, sign * 0.050f},
                              -0.090f, (float[]){0.046f, 0.070f});
        out[1] = trunk_strand(o, (float[]){0.66f, 0.80f}, (float[]){sign * 0.080f, sign * 0.086f},
                              -0.085f, (float[]){0.050f, 0.060f});
        return 2;
    case ZONE_FLANK:
        out[0] = flank(o, sign);
        return 1;
    case ZONE_ABDOMEN:
        /* Ends above the shirt's hem: below it trunk and thighs share the skin. */
        out[0] = trunk_strand(o, (float[]){0.26f, 0.52f}, (float[]){sign * 0.034f, sign * 0.038f},
                              0.088f, (float[]){0.090f, 0.080f});
        return 1;
    default:
        out[0] = trunk_strand(o, (float[]){0.62f, 0.80f}, (float[]){sign * 0.055f, sign * 0.070f},
                              0.10f, (float[]){0.10f, 0.11f});
        return 1;
    }
}

/* Along the back, or whatever way `facing` is, of a bone. */
static struct zone_shape limb_strand(vec3 a, vec3 b, vec3 hinge, vec3 back, const float at[2],
                                     vec3 facing, float out, const float radius[2], uint32_t parts)
{
    vec3 d = v3_unit(v3_sub(b, a));
    vec3 f = turn_to_eye(v3_across(facing, d, hinge), d, back, MUSCLE);
    return (struct zone_shape){.a = v3_mad(v3_lerp(a, b, at[0]), f, out),
                               .b = v3_mad(v3_lerp(a, b, at[1]), f, out),
                               .ra = radius[0],
                               .rb = radius[1],
                               .facing = f,
                               .parts = parts,
                               .across = v3_cross(d, f)};
}

/* A fan from the sacrum and the hip's crest over the buttock to the outside of the thigh. */
static int glute(const struct onlooker *o, int side, struct zone_shape out[ZONE_SHAPES])
{
    const struct skeleton *s = o->s;
    const struct limb *leg = &s->leg[side];
    float hips = o->person->hips;
    const struct frame *p = &s->spine[0];
    float sign = side_sign(side);
    vec3 thigh = v3_unit(v3_sub(leg->mid, leg->root));
    vec3 behind = v3_scale(v3_cross(thigh, leg->hinge), -1);
    vec3 back = v3_unit(v3_add(v3_scale(p->z, -0.9f), v3_scale(p->x, sign * 0.55f)));
    back = v3_unit(v3_mad(back, thigh, -0.30f));
    back = turn_to_eye(back, thigh, o->back, MUSCLE);
    vec3 sacrum = frame_point(p, sign * 0.045f, 0.035f, -0.085f);
    vec3 crest = frame_point(p, sign * 0.105f * hips, 0.060f, -0.055f);
    vec3 buttock = v3_mad(leg->root, back, 0.085f * hips);
    vec3 end = v3_mad(v3_mad(leg->root, thigh, 0.12f), behind, 0.045f * o->person->limbs);
    end = v3_mad(end, p->x, sign * 0.085f * hips);
    uint32_t parts = part_bit(PART_LEFT_THIGH + side) | part_bit(PART_TRUNK);
    vec3 none = v3(0, 0, 0);
    out[0] = (struct zone_shape){sacrum, buttock, 0.058f, 0.080f, none, parts, none, 0, 0};
    out[1] = (struct zone_shape){buttock, end, 0.080f, 0.054f, none, parts, none, 0, 0};
    out[2] = (struct zone_shape){crest, end, 0.046f, 0.054f, none, parts, none, 0, 0};
    return 3;
}

/* Behind a bone, from one share of it to another, as far out as its skin is. */
static struct zone_shape nerve_piece(vec3 a, vec3 b, vec3 hinge, vec3 eye, const float at[2],
                                     const float out[2], uint32_t parts)
{
    static const float RADIUS = 0.030f;
    vec3 d = v3_unit(v3_sub(b, a)), f = turn_to_eye(v3_cross(hinge, d), d, eye, LINE);
    return (struct zone_shape){.a = v3_mad(v3_lerp(a, b, at[0]), f, out[0]),
                               .b = v3_mad(v3_lerp(a, b, at[1]), f, out[1]),
                               .ra = RADIUS,
                               .rb = RADIUS,
                               .parts = parts};
}

static int nerve(const struct onlooker *o, int side, struct zone_shape out[ZONE_SHAPES])
{
    const struct limb *leg = &o->s->leg[side];
    float limbs = o->person->limbs;
    uint32_t thigh = part_bit(PART_LEFT_THIGH + side), shank = part_bit(PART_LEFT_SHANK + side);
    uint32_t foot = part_bit(PART_LEFT_FOOT + side);
    out[0] = nerve_piece(leg->root, leg->mid, leg->hinge, o->back, (float[]){0, 1},
                         (float[]){0.094f * limbs, 0.052f * limbs},
                         thigh | shank | part_bit(PART_TRUNK));
    out[1] = nerve_piece(leg->mid, leg->end, leg->hinge, o->back, (float[]){0, 0.36f},
                         (float[]){0.052f * limbs, 0.058f * limbs}, shank | thigh);
    out[2] = nerve_piece(leg->mid, leg->end, leg->hinge, o->back, (float[]){0.36f, 1.0f},
                         (float[]){0.058f * limbs, 0.034f}, shank | foot);
    return 3;
}

static int limb_zone(const struct onlooker *o, enum figure_zone_kind kind, int side,
                     struct zone_shape out[ZONE_SHAPES])
{
    const struct skeleton *s = o->s;
    const struct limb *leg = &s->leg[side], *arm = &s->arm[side];
    float limbs = o->person->limbs;
    const struct frame *p = &s->spine[0];
    float sign = side_sign(side);
    uint32_t thigh = part_bit(PART_LEFT_THIGH + side), shank = part_bit(PART_LEFT_SHANK + side);
    vec3 front = v3_cross(v3_unit(v3_sub(leg->mid, leg->root)), leg->hinge);
    vec3 shin = v3_cross(v3_unit(v3_sub(leg->end, leg->mid)), leg->hinge);
    switch (kind) {
    case ZONE_GLUTE:
        return glute(o, side, out);
    case ZONE_NERVE:
        return nerve(o, side, out);
    case ZONE_HAMSTRING:
        out[0] = limb_strand(leg->root, leg->mid, leg->hinge, o->back, (float[]){0.26f, 0.92f},
                             v3_scale(front, -1), 0.055f * limbs, (float[]){0.082f, 0.066f},
                             thigh | shank);
        return 1;
    case ZONE_CALF: /* full below the knee, thin where the tendon begins */
        out[0] = limb_strand(leg->mid, leg->end, leg->hinge, o->back, (float[]){0.06f, 0.34f},
                             v3_scale(shin, -1), 0.042f * limbs, (float[]){0.066f, 0.072f},
                             shank | thigh);
        out[1] = limb_strand(leg->mid, leg->end, leg->hinge, o->back, (float[]){0.34f, 0.76f},
                             v3_scale(shin, -1), 0.036f * limbs, (float[]){0.072f, 0.040f}, shank);
        return 2;
    case ZONE_INNER_THIGH:
        out[0] =
            limb_strand(leg->root, leg->mid, leg->hinge, o->back, (float[]){0.16f, 0.82f},
                        v3_scale(p->x, -sign), 0.052f * limbs, (float[]){0.088f, 0.055f}, thigh);
        return 1;
    case ZONE_HIP:
        out[0] = limb_strand(leg->root, leg->mid, leg->hinge, o->back, (float[]){0.0f, 0.28f},
                             front, 0.06f, (float[]){0.085f, 0.08f}, thigh | part_bit(PART_TRUNK));
        return 1;
    default: {
        vec3 at = v3_mad(arm->root, v3_unit(v3_sub(arm->mid, arm->root)), 0.03f);
        out[0] = (struct zone_shape){.a = at,
                                     .b = v3_mad(at, s->chest.x, -sign * 0.03f),
                                     .ra = 0.10f,
                                     .rb = 0.10f,
                                     .parts = part_bit(PART_LEFT_UPPER_ARM + side) |
                                              part_bit(PART_TRUNK),
                                     .across = s->chest.y};
        return 1;
    }
    }
}

static int zone_shapes(const struct onlooker *o, enum figure_zone_kind kind, int side,
                       struct zone_shape out[ZONE_SHAPES])
{
    switch (kind) {
    case ZONE_LUMBAR:
    case ZONE_UPPER_BACK:
    case ZONE_ABDOMEN:
    case ZONE_CHEST:
    case ZONE_FLANK:
        return trunk_zone(o, kind, side_sign(side), out);
    case ZONE_NECK: {
        const struct skeleton *s = o->s;
        vec3 a = frame_point(&s->neck, 0, -0.01f, -0.05f);
        out[0] = (struct zone_shape){.a = a,
                                     .b = frame_point(&s->head, 0, 0.01f, -0.03f),
                                     .ra = 0.085f,
                                     .rb = 0.085f,
                                     .parts = part_bit(PART_TRUNK) | part_bit(PART_HEAD),
                                     .across = s->neck.x};
        return 1;
    }
    default:
        return limb_zone(o, kind, side, out);
    }
}

/* What of a glow is lost where skin is seen edge-on: it ends inside the outline. */
static const float EDGE_LOSS = 0.32f;

/* Bundles of fibres that lie side by side in half of a muscle. */
static const float FIBRES = 3.5f;

/* How strongly a vertex belongs to it, and which fibre it lies on; 0 where that is not more than
 * `least`. */
static float glow_in(const struct zone_shape *z, const struct vertex *v, vec3 eye, float least,
                     float *fibre)
{
    if ((z->parts & part_bit(v->part)) == 0)
        return 0;
    vec3 ab = v3_sub(z->b, z->a);
    float length = maxf(v3_dot(ab, ab), 1e-6f);
    float t = clampf(v3_dot(v3_sub(v->at, z->a), ab) / length, 0, 1);
    float radius = mixf(z->ra, z->rb, t);
    vec3 off = v3_sub(v->at, v3_mad(z->a, ab, t));
    float g = 1.0f - z->less - 0.5f * v3_length(off) / radius;
    if (v3_dot(z->facing, z->facing) > 0.5f)
        g -= 0.35f * maxf(0, 0.25f - v3_dot(v->normal, z->facing));
    float turned = v3_dot(v->normal, v3_unit(v3_sub(eye, v->at)));
    g -= EDGE_LOSS * smoothf(0.50f, 0.0f, turned);
    if (g <= least)
        return 0;
    bool plain = v3_dot(z->across, z->across) < 0.5f;
    *fibre = plain ? 0.5f : (v3_dot(off, z->across) + z->beside) / radius * FIBRES;
    return g;
}

float shade_glow(const struct shade_zones *zones, const struct vertex *v, float *fibre)
{
    float glow = 0;
    *fibre = 0;
    for (int i = 0; i < zones->count; i++)
        glow = maxf(glow, glow_in(&zones->shape[i], v, zones->eye, glow, fibre));
    return glow;
}

void shade_zones_init(struct shade_zones *out, const struct camera *camera,
                      const struct skeleton *s, const struct person *person,
                      const struct figure_zone *zones, size_t count)
{
    struct onlooker o = {s, person, camera->back};
    out->eye = v3_mad(camera->centre, camera->back, camera->distance);
    out->count = 0;
    for (size_t i = 0; i < count; i++)
        for (int side = 0; side < 2; side++) {
            if (zones[i].side != ZONE_BOTH && (int)zones[i].side != side)
                continue;
            if (zones[i].kind == ZONE_FLANK && !stretched(s, side))
                continue;
            out->count += zone_shapes(&o, zones[i].kind, side, &out->shape[out->count]);
        }
}
