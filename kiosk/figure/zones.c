#include "figure/zones.h"

#include "figure/girth.h"

/* Whose zones they are, and who looks. */
struct onlooker {
    const struct skeleton *s;
    const struct person *person;
    vec3 back;       /* the camera's */
    bool whole_back; /* is felt, as one muscle */
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
static const struct coming MUSCLE = {54, 72}, TRUNK = {50, 66}, BUTTOCK = {42, 58}, LINE = {44, 57};

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

/* A half width, degrees round a bone, as a node has it. */
static float round_bone(float degrees)
{
    return 1 - cosf(degrees * 0.017453292f);
}

/* What lies on the trunk: heights along the spine where it ends, 0 pelvis .. 1 neck; half widths
 * there and in its middle, degrees; and how far round from the front it lies, or 180 the back. */
struct trunk_area {
    float at[2], wide[3];
};

static struct zone_shape on_trunk(const struct onlooker *o, const struct trunk_area *area,
                                  vec3 facing, struct coming to)
{
    enum { NODES = 7 };
    const struct skeleton *s = o->s;
    struct zone_shape out = {.count = NODES, .reach = 1, .parts = part_bit(PART_TRUNK)};
    const struct frame *middle =
        &s->spine[(int)((area->at[0] + area->at[1]) / 2 * SPINE_STEPS + 0.5f)];
    vec3 way = frame_dir(middle, facing.x, 0, facing.z);
    way = turn_to_eye(way, middle->y, o->back, to);
    float x = v3_dot(way, middle->x), z = v3_dot(way, middle->z);
    for (int i = 0; i < NODES; i++) {
        float t = (float)i / (NODES - 1), at = mixf(area->at[0], area->at[1], t) * SPINE_STEPS;
        int low = (int)clampf(at, 0, SPINE_STEPS - 1); /* beyond its ends it goes straight on */
        const struct frame *a = &s->spine[low], *b = a + 1;
        float wide = t < 0.5f ? mixf(area->wide[0], area->wide[1], 2 * t)
                              : mixf(area->wide[1], area->wide[2], 2 * t - 1);
        out.node[i] = (struct zone_node){.at = v3_lerp(a->o, b->o, at - (float)low),
                                         .facing = frame_dir(a, x, 0, z),
                                         .wide = round_bone(wide)};
    }
    return out;
}

/* Whether that side's is stretched: the trunk is bent away from it. */
static bool stretched(const struct skeleton *s, int side)
{
    static const float BENT = 0.10f;
    return v3_dot(s->chest.y, s->spine[0].x) * side_sign(side) < -BENT;
}

static struct zone_shape trunk_zone(const struct onlooker *o, enum figure_zone_kind kind,
                                    float sign)
{
    /* Erector spinae, from the sacrum to the lower ribs, and all of it; what lies between the
     * shoulder blades; rectus abdominis, above the hem; pectorals; obliques. */
    static const struct trunk_area lumbar = {{-0.06f, 0.74f}, {74, 70, 60}},
                                   back = {{-0.06f, 1.00f}, {76, 70, 70}},
                                   upper = {{0.40f, 1.00f}, {62, 76, 84}},
                                   belly = {{0.06f, 0.62f}, {50, 52, 50}},
                                   chest = {{0.50f, 0.92f}, {70, 76, 76}},
                                   flank = {{0.02f, 0.80f}, {50, 56, 50}};
    switch (kind) {
    case ZONE_LUMBAR:
        return on_trunk(o, o->whole_back ? &back : &lumbar, v3(0, 0, -1), TRUNK);
    case ZONE_UPPER_BACK:
        return on_trunk(o, &upper, v3(0, 0, -1), TRUNK);
    case ZONE_ABDOMEN:
        return on_trunk(o, &belly, v3(0, 0, 1), TRUNK);
    case ZONE_FLANK:
        return on_trunk(o, &flank, v3(sign, 0, 0), MUSCLE);
    default:
        return on_trunk(o, &chest, v3(0, 0, 1), TRUNK);
    }
}

/* What lies along a bone, on the side that `facing` is of: shares of the bone where it ends, half
 * widths there and in its middle, degrees. */
struct limb_area {
    float at[2], wide[3];
};

static struct zone_shape on_limb(const struct onlooker *o, vec3 a, vec3 b, vec3 hinge, vec3 facing,
                                 const struct limb_area *area, float reach, uint32_t parts)
{
    vec3 d = v3_unit(v3_sub(b, a));
    vec3 f = turn_to_eye(v3_across(facing, d, hinge), d, o->back, MUSCLE);
    struct zone_shape out = {.count = 3, .reach = reach * o->person->limbs, .parts = parts};
    for (int i = 0; i < 3; i++) {
        float at = mixf(area->at[0], area->at[1], (float)i / 2);
        out.node[i] = (struct zone_node){
            .at = v3_lerp(a, b, at), .facing = f, .wide = round_bone(area->wide[i])};
    }
    return out;
}

/* Between three places, a curve that begins at the first and ends at the last. */
static vec3 curve(vec3 a, vec3 b, vec3 c, float t)
{
    return v3_lerp(v3_lerp(a, b, t), v3_lerp(b, c, t), t);
}

/* From sacrum and hip's crest over the buttock to the outside of the thigh. */
static struct zone_shape glute(const struct onlooker *o, int side)
{
    const struct skeleton *s = o->s;
    const struct limb *leg = &s->leg[side];
    float hips = o->person->hips;
    const struct frame *p = &s->spine[0];
    float sign = side_sign(side);
    vec3 thigh = v3_unit(v3_sub(leg->mid, leg->root));
    /* Of a thigh that is raised it lies lower. */
    float raised = maxf(v3_dot(thigh, p->z), 0);
    vec3 back = v3_unit(frame_dir(p, sign * 0.08f, -0.4f * raised, -1));
    back = v3_unit(v3_mad(back, thigh, -0.2f));
    float up = v3_dot(back, p->y);
    vec3 level = turn_to_eye(v3_across(back, p->y, p->z), p->y, o->back, BUTTOCK);
    vec3 shown = v3_unit(v3_mad(v3_scale(level, sqrtf(1 - up * up)), p->y, up));
    vec3 sacrum = frame_point(p, sign * 0.064f * hips, 0.035f, -0.090f);
    vec3 buttock = v3_mad(leg->root, shown, 0.135f * hips);
    vec3 outer = v3_across(v3_mad(back, p->x, sign * 0.35f), thigh, p->x);
    vec3 end = v3_mad(v3_mad(leg->root, thigh, 0.17f), outer, 0.065f * o->person->limbs);
    struct zone_shape out = {
        .count = 5, .cord = true, .parts = part_bit(PART_LEFT_THIGH + side) | part_bit(PART_TRUNK)};
    for (int i = 0; i < out.count; i++) {
        float t = mixf(0.04f, 1, (float)i / (float)(out.count - 1));
        out.node[i] = (struct zone_node){
            .at = curve(sacrum, buttock, end, t), .facing = back, .wide = mixf(0.098f, 0.116f, t)};
    }
    return out;
}

/* A place along a leg: share of the thigh (to 1) or of the shank (from 1 on); how far round it has
 * turned from what lies behind the thigh to what lies behind the shank; half width, degrees. */
struct leg_place {
    float at, turned, wide;
};

/* Near its knee a leg's line is a curve, so that what follows it bends, but does not break. */
static const float KNEE[2] = {0.74f, 1.26f};

static vec3 leg_line(const struct limb *leg, float at)
{
    if (at < KNEE[0])
        return v3_lerp(leg->root, leg->mid, at);
    if (at > KNEE[1])
        return v3_lerp(leg->mid, leg->end, at - 1);
    return curve(v3_lerp(leg->root, leg->mid, KNEE[0]), leg->mid,
                 v3_lerp(leg->mid, leg->end, KNEE[1] - 1), (at - KNEE[0]) / (KNEE[1] - KNEE[0]));
}

/* What lies behind a leg. */
static struct zone_shape behind_leg(const struct onlooker *o, int side,
                                    const struct leg_place *places, int count, struct coming to)
{
    const struct limb *leg = &o->s->leg[side];
    vec3 d[2] = {v3_unit(v3_sub(leg->mid, leg->root)), v3_unit(v3_sub(leg->end, leg->mid))}, f[2];
    for (int i = 0; i < 2; i++)
        f[i] = turn_to_eye(v3_cross(leg->hinge, d[i]), d[i], o->back, to);
    struct zone_shape out = {.count = count,
                             .reach = 0.12f * o->person->limbs,
                             .parts = part_bit(PART_LEFT_THIGH + side) |
                                      part_bit(PART_LEFT_SHANK + side) | part_bit(PART_TRUNK)};
    for (int i = 0; i < count; i++) {
        const struct leg_place *p = &places[i];
        out.node[i] = (struct zone_node){.at = leg_line(leg, p->at),
                                         .facing = v3_unit_or(v3_lerp(f[0], f[1], p->turned), f[0]),
                                         .wide = round_bone(p->wide)};
    }
    return out;
}

#define COUNT(list) ((int)(sizeof(list) / sizeof(list)[0]))

/* A place along a nerve: as in leg_place; half width, millimetres. */
struct nerve_place {
    float at, turned, wide;
};

/* Sciatic nerve: out of the pelvis, through the buttock, down the back of the thigh; as the tibial
 * nerve on behind the knee and down the calf to the heel. Half its 16 mm at the buttock. */
static struct zone_shape nerve(const struct onlooker *o, int side)
{
    static const struct nerve_place line[] = {
        {-0.26f, 0, 4.5f},    {-0.10f, 0, 5.5f},    {0.08f, 0, 6},     {0.50f, 0, 6},
        {0.70f, 0.05f, 5.5f}, {0.86f, 0.22f, 5.2f}, {1.00f, 0.50f, 5}, {1.14f, 0.78f, 4.7f},
        {1.32f, 0.97f, 4.4f}, {1.60f, 1, 4},        {1.90f, 1, 3.6f},  {2.16f, 1, 3}};
    _Static_assert(COUNT(line) <= (int)ZONE_NODES, "as many as there are");
    struct leg_place places[COUNT(line)];
    for (int i = 0; i < COUNT(line); i++)
        places[i] = (struct leg_place){line[i].at, line[i].turned, 0};
    struct zone_shape out = behind_leg(o, side, places, COUNT(line), LINE);
    for (int i = 0; i < out.count; i++)
        out.node[i].wide = line[i].wide * 0.001f * o->person->limbs;
    out.parts |= part_bit(PART_LEFT_FOOT + side);
    out.nerve = true;
    out.blunt = 0.86f;
    return out;
}

/* From the seat bone to below the knee, where its tendons end. */
static struct zone_shape hamstring(const struct onlooker *o, int side)
{
    static const struct leg_place places[] = {
        {-0.12f, 0, 66},    {0.20f, 0, 70},     {0.50f, 0, 72},    {0.74f, 0.06f, 72},
        {0.88f, 0.26f, 72}, {1.00f, 0.50f, 72}, {1.18f, 0.85f, 72}};
    struct zone_shape out = behind_leg(o, side, places, COUNT(places), MUSCLE);
    return out;
}

/* From above the knee, full below it, thin where the tendon begins. */
static struct zone_shape calf(const struct onlooker *o, int side)
{
    static const struct leg_place places[] = {
        {0.72f, 0.05f, 72}, {0.88f, 0.26f, 74}, {1.00f, 0.50f, 76}, {1.12f, 0.74f, 78},
        {1.26f, 0.94f, 78}, {1.50f, 1, 76},     {1.75f, 1, 72},     {1.98f, 1, 68}};
    struct zone_shape out = behind_leg(o, side, places, COUNT(places), MUSCLE);
    return out;
}

/* A ball round one place, or what lies between two. */
static struct zone_shape ball(vec3 a, vec3 b, float radius, uint32_t parts)
{
    struct zone_shape out = {.count = 2, .cord = true, .parts = parts};
    out.node[0] = (struct zone_node){.at = a, .wide = radius};
    out.node[1] = (struct zone_node){.at = b, .wide = radius};
    return out;
}

static struct zone_shape thigh_zone(const struct onlooker *o, enum figure_zone_kind kind, int side)
{
    static const struct limb_area inner = {{-0.06f, 1.10f}, {70, 76, 70}},
                                  hip = {{-0.18f, 0.48f}, {64, 68, 60}};
    const struct limb *leg = &o->s->leg[side];
    vec3 front = v3_cross(v3_unit(v3_sub(leg->mid, leg->root)), leg->hinge);
    vec3 inward = v3_scale(o->s->spine[0].x, -side_sign(side));
    uint32_t parts = part_bit(PART_LEFT_THIGH + side) | part_bit(PART_TRUNK);
    return kind == ZONE_INNER_THIGH
               ? on_limb(o, leg->root, leg->mid, leg->hinge, inward, &inner, 0.12f, parts)
               : on_limb(o, leg->root, leg->mid, leg->hinge, front, &hip, 0.13f, parts);
}

static struct zone_shape find_shape(const struct onlooker *o, enum figure_zone_kind kind, int side)
{
    const struct skeleton *s = o->s;
    switch (kind) {
    case ZONE_LUMBAR:
    case ZONE_UPPER_BACK:
    case ZONE_ABDOMEN:
    case ZONE_CHEST:
    case ZONE_FLANK:
        return trunk_zone(o, kind, side_sign(side));
    case ZONE_NECK:
        return ball(frame_point(&s->neck, 0, -0.04f, -0.05f),
                    frame_point(&s->head, 0, 0.06f, -0.03f), 0.09f,
                    part_bit(PART_TRUNK) | part_bit(PART_HEAD));
    case ZONE_SHOULDER: {
        const struct limb *arm = &s->arm[side];
        vec3 d = v3_unit(v3_sub(arm->mid, arm->root));
        return ball(v3_mad(arm->root, d, -0.10f), v3_mad(arm->root, d, 0.16f), 0.13f,
                    part_bit(PART_LEFT_UPPER_ARM + side) | part_bit(PART_TRUNK));
    }
    case ZONE_GLUTE:
        return glute(o, side);
    case ZONE_NERVE:
        return nerve(o, side);
    case ZONE_HAMSTRING:
        return hamstring(o, side);
    case ZONE_CALF:
        return calf(o, side);
    default:
        return thigh_zone(o, kind, side);
    }
}

/* There is one of it, in the middle of the body. */
static bool is_single(enum figure_zone_kind kind)
{
    return kind == ZONE_LUMBAR || kind == ZONE_UPPER_BACK || kind == ZONE_ABDOMEN ||
           kind == ZONE_CHEST || kind == ZONE_NECK;
}

bool zones_hold(const struct figure_zone *zones, size_t count, enum figure_zone_kind kind)
{
    for (size_t i = 0; i < count; i++)
        if (zones[i].kind == kind)
            return true;
    return false;
}

void zones_init(struct zones *out, const struct camera *camera, const struct skeleton *s,
                const struct person *person, const struct figure_zone *zones, size_t count)
{
    bool whole = zones_hold(zones, count, ZONE_LUMBAR) && zones_hold(zones, count, ZONE_UPPER_BACK);
    struct onlooker o = {s, person, camera->back, whole};
    out->count = 0;
    out->nerve = zones_are_nerve(zones, count);
    for (size_t i = 0; i < count; i++)
        for (int side = 0; side < 2; side++) {
            if (is_single(zones[i].kind) ? side > 0
                                         : zones[i].side != ZONE_BOTH && (int)zones[i].side != side)
                continue;
            if ((zones[i].kind == ZONE_FLANK && !stretched(s, side)) ||
                (zones[i].kind == ZONE_UPPER_BACK && whole))
                continue;
            out->shape[out->count] = find_shape(&o, zones[i].kind, side);
            zone_measure(&out->shape[out->count++]);
        }
}
