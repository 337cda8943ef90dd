#include "figure/body_parts.h"
#include "figure/limb_path.h"

/* Legs and arms, with what is worn upon them, its seams and its folds. */

static const struct limb_profile leg_root[] = {{0, 0.055f, 0.060f, 0.066f},
                                               {0.6f, 0.076f, 0.080f, 0.088f}};
static const struct limb_profile ankle = {0, 0.028f, 0.032f, 0.033f};
/* Seen from the front a leg is no straight tube: thigh and calf lie farther out than the knee.
 * Metres outward, for the rings of girth_thigh[1..] and girth_shank[1..]. */
static const float thigh_out[GIRTH_THIGH - 2] = {0.001f, 0.003f, 0.005f, 0.004f, 0.001f, -0.001f};
static const float shank_out[GIRTH_SHANK - 1] = {-0.001f, 0.003f, 0.005f,  0.004f,
                                                 0.001f,  0,      -0.001f, 0};

static void move_out(struct limb_path *path, int first, const float *out, int count, float side)
{
    for (int i = 0; i < count && first + i < path->count; i++) {
        struct ring *r = &path->rings[first + i];
        r->at = v3_mad(r->at, r->u, (v3_dot(r->u, path->hinge) < 0 ? -side : side) * out[i]);
    }
}

static float bend_between(vec3 a, vec3 b)
{
    return acosf(clampf(v3_dot(a, b), -1, 1)) * 57.29578f;
}

/* Folds that run out of the inside of a bend on both sides, away from it: before ring `first` of
 * its fan, and behind `last`. 270 degrees is that inside. */
static void fold_bend(struct mesh *mesh, const struct limb_path *path, int first, int last,
                      float bend, bool bare)
{
    /* Rings away from the fan, and degrees round: begin and end. */
    static const float ways[2][4] = {{0.3f, 20, 1.7f, 80}, {0.6f, 12, 2.9f, 58}};
    float half = 0.0026f * smoothf(25, 75, bend);
    for (int i = 0; i < 8 && half > 0.0003f; i++) {
        const float *w = ways[i / 4];
        float turn = i & 1 ? 1.0f : -1.0f;
        float from = i & 2 ? (float)last + w[0] : (float)first - w[0];
        float to = i & 2 ? (float)last + w[2] : (float)first - w[2];
        struct limb_line line = {.ring = {from, to},
                                 .degrees = {270 + w[1] * turn, 270 + w[3] * turn},
                                 .half = i < 4 ? half : 0.78f * half,
                                 .soft = bare ? 0 : 7.5f * half};
        limb_draw_line(mesh, path->rings, path->count, &line,
                       bare ? MATERIAL_HOLLOW : MATERIAL_LEGS_FOLD);
    }
}

/* Round the kneecap of a leg that is nearly straight, which may be `bare`, and from the crotch over
 * a thigh that is. */
static void draw_hollows(struct mesh *mesh, const struct limb_path *path, int thigh, int knee,
                         const float bend[2], int side, bool bare)
{
    /* Rings, degrees from the front and outward, half its width. */
    const float ways[4][5] = {{(float)knee + 0.5f, (float)knee + 0.2f, -40, 22, 0.0030f},
                              {(float)knee - 0.9f, (float)knee - 0.1f, 44, 60, 0.0022f},
                              {(float)thigh + 0.4f, (float)thigh - 0.4f, -66, -18, 0.0026f},
                              {(float)thigh + 0.9f, (float)thigh + 0.6f, -64, -28, 0.0018f}};
    float out = side_sign(side), straight[2] = {smoothf(60, 25, bend[1]), smoothf(70, 30, bend[0])};
    for (int i = 0; i < 4; i++) {
        const float *w = ways[i];
        struct limb_line line = {.ring = {w[0], w[1]},
                                 .degrees = {90 - out * w[2], 90 - out * w[3]},
                                 .half = w[4] * straight[i / 2]};
        if (line.half > 0.0004f)
            limb_draw_line(mesh, path->rings, path->count, &line,
                           bare && i < 2 ? MATERIAL_HOLLOW : MATERIAL_LEGS_HOLLOW);
    }
}

/* Where the thigh folds up from the trunk: from the groin out over the hip. */
static void fold_hip(struct mesh *mesh, const struct limb_path *path, int first, float bend,
                     int side)
{
    /* Ring and degrees from the front, where it begins and where it ends. */
    static const float ways[4][4] = {{1.6f, -24, 1.15f, 84},
                                     {2.3f, 8, 1.9f, 54},
                                     {1.35f, -30, 2.3f, -70},
                                     {1.9f, 70, 0.7f, 128}};
    float half = 0.0034f * smoothf(15, 65, bend), out = side_sign(side);
    for (int i = 0; i < 4 && half > 0.0003f; i++) {
        const float *w = ways[i];
        struct limb_line line = {.ring = {(float)first + w[0], (float)first + w[2]},
                                 .degrees = {90 - out * w[1], 90 - out * w[3]},
                                 .half = half * (1 - 0.16f * (float)i),
                                 .soft = 6 * half};
        limb_draw_line(mesh, path->rings, path->count, &line, MATERIAL_LEGS_FOLD);
    }
}

/* Trousers gather above the ankle, the more the foot is drawn up: `end` is their last ring. */
static void fold_ankle(struct mesh *mesh, const struct limb_path *path, int end)
{
    /* Rings before the end, and degrees round: begin and end. */
    static const float ways[2][4] = {{0.95f, 215, 0.62f, 318}, {0.75f, 20, 0.42f, -66}};
    for (int i = 0; i < 2 && end > 2; i++) {
        const float *w = ways[i];
        struct limb_line line = {.ring = {(float)end - w[0], (float)end - w[2]},
                                 .degrees = {w[1], w[3]},
                                 .half = 0.0010f,
                                 .soft = 0.011f};
        limb_draw_line(mesh, path->rings, path->count, &line, MATERIAL_LEGS_FOLD);
    }
}

/* The seam beside the end of the cloth, and its edge. */
static void seam(struct mesh *mesh, const struct limb_path *path, int end, float back,
                 enum material material)
{
    if (end < 1)
        return;
    float span = v3_length(v3_sub(path->rings[end].at, path->rings[end - 1].at));
    float ring = (float)end - clampf(back / maxf(span, 1e-3f), 0.05f, 0.95f);
    struct limb_line line = {
        .ring = {ring, ring}, .degrees = {0, 360}, .half = 0.0007f, .even = true};
    limb_draw_line(mesh, path->rings, path->count, &line, material);
    line.ring[0] = line.ring[1] = (float)end - 0.03f;
    line.half = HEM_LIP;
    limb_draw_line(mesh, path->rings, path->count, &line,
                   material == MATERIAL_SHIRT_FOLD ? MATERIAL_SHIRT_LIP : MATERIAL_LEGS_LIP);
}

static struct join_limb leg_join(const struct limb_path *path, const struct limb *leg,
                                 const struct frame *pelvis, vec3 top)
{
    struct join_limb join = {.inside = top,
                             .joint = leg->root,
                             .beyond = v3_lerp(leg->root, leg->mid, 0.42f),
                             .width = 0.050f,
                             .near = 0.10f,
                             .far = 0.19f};
    float scale = path->scale, cloth = 0.004f;
    vec3 d = v3_unit(v3_sub(leg->mid, leg->root));
    join.front = v3_across(v3_cross(d, leg->hinge), d, pelvis->z);
    const struct limb_profile *p[3] = {&leg_root[0], &girth_thigh[0], &girth_thigh[3]};
    for (int i = 0; i < 3; i++) {
        join.girth[i].across = p[i]->across * scale + cloth;
        join.girth[i].front = p[i]->front * scale + cloth;
        join.girth[i].back = p[i]->back * scale + cloth;
    }
    return join;
}

void body_build_leg(struct mesh *mesh, const struct skeleton *s, const struct person *p, int side,
                    struct join_limb *join)
{
    const struct limb *leg = &s->leg[side];
    const struct frame *pelvis = &s->spine[0];
    enum part thigh_part = PART_LEFT_THIGH + (enum part)side;
    enum part shank_part = PART_LEFT_SHANK + (enum part)side;
    vec3 top = frame_point(pelvis, side_sign(side) * BONE_HIP_X * 0.86f, 0.062f, 0.004f);
    struct limb_path path = {.hinge = leg->hinge, .scale = p->limbs, .count = 0};
    vec3 d0 = v3_unit(v3_sub(leg->root, top)), d1 = v3_unit(v3_sub(leg->mid, leg->root));
    vec3 d2 = v3_unit(v3_sub(leg->end, leg->mid));
    limb_add_stretch(&path, top, leg->root, pelvis->x, leg_root, 2, MATERIAL_LEGS, PART_TRUNK);
    limb_add_fan(&path, leg->root, d0, d1, pelvis->x, leg->hinge, &girth_thigh[0], MATERIAL_LEGS,
                 (enum part[]){PART_TRUNK, thigh_part});
    int thigh_ring = path.count;
    /* The hinge points to the left on both sides. */
    float out = v3_dot(leg->hinge, pelvis->x) < 0 ? -side_sign(side) : side_sign(side);
    limb_add_stretch(&path, leg->root, leg->mid, leg->hinge, &girth_thigh[1], GIRTH_THIGH - 2,
                     MATERIAL_LEGS, thigh_part);
    move_out(&path, thigh_ring, thigh_out, GIRTH_THIGH - 2, out);
    path.turn = 1;
    int knee_ring = limb_add_fan(&path, leg->mid, d1, d2, leg->hinge, leg->hinge, &girth_shank[0],
                                 MATERIAL_LEGS, (enum part[]){thigh_part, shank_part});
    int knee_last = path.count - 1;
    int shank_ring = path.count;
    limb_add_stretch(&path, leg->mid, leg->end, leg->hinge, &girth_shank[1], GIRTH_SHANK - 1,
                     MATERIAL_LEGS, shank_part);
    move_out(&path, shank_ring, shank_out, GIRTH_SHANK - 1, out);
    limb_add_ring(&path, v3_mad(leg->end, d2, 0.012f), d2, leg->hinge, &ankle, MATERIAL_LEGS,
                  shank_part);
    bool bare = p->shorts > 0;
    struct limb_cloth cloth = {.thick = 0.004f, .flare = bare ? 0.006f : 0.0045f};
    int end = bare ? limb_end_cloth(&path, thigh_part, p->shorts, leg->root, leg->mid, &cloth)
                   : limb_end_cloth(&path, shank_part, p->hem, leg->mid, leg->end, &cloth);
    int after = bare && end > 0 ? 2 : 0; /* rings that come before the knee now */
    size_t first = mesh->vertex_count, skin = mesh->triangle_count;
    mesh_tube(mesh, path.rings, path.count, 16, 1.0f, 0.02f);
    if (end > 0)
        body_shade_below_hem(mesh, skin, MATERIAL_SKIN, path.rings[end].at, bare ? d1 : d2);
    *join = leg_join(&path, leg, pelvis, top);
    const float bend[2] = {bend_between(d0, d1), bend_between(d1, d2)};
    if (mesh->detail >= CLOTH_DETAIL) {
        seam(mesh, &path, end, 0.013f, MATERIAL_LEGS_FOLD);
        fold_bend(mesh, &path, knee_ring + after, knee_last + after, bend[1], bare);
        draw_hollows(mesh, &path, thigh_ring, knee_last + after, bend, side, bare);
        fold_hip(mesh, &path, thigh_ring - 1, bend[0], side);
        fold_ankle(mesh, &path, bare ? 0 : end);
    }
    body_form_leg(mesh, first, leg, p->limbs, v3_scale(pelvis->x, side_sign(side)));
}

static const struct limb_profile arm_root[] = {{0, 0.044f, 0.044f, 0.044f},
                                               {0.5f, 0.052f, 0.053f, 0.053f}};
static const struct limb_profile shoulder = {0, 0.053f, 0.054f, 0.054f};
static const struct limb_profile arm_upper[] = {{0.15f, 0.0525f, 0.0540f, 0.0530f},
                                                {0.32f, 0.0475f, 0.0490f, 0.0478f},
                                                {0.48f, 0.0408f, 0.0445f, 0.0430f},
                                                {0.64f, 0.0370f, 0.0430f, 0.0410f},
                                                {0.82f, 0.0355f, 0.0365f, 0.0375f}};
static const struct limb_profile elbow = {0, 0.0365f, 0.0372f, 0.0345f};
/* Full below the elbow, flat and narrow at the wrist. */
static const struct limb_profile arm_lower[] = {{0.16f, 0.0400f, 0.0360f, 0.0375f},
                                                {0.28f, 0.0405f, 0.0365f, 0.0370f},
                                                {0.46f, 0.0355f, 0.0320f, 0.0330f},
                                                {0.64f, 0.0295f, 0.0260f, 0.0265f},
                                                {0.84f, 0.0236f, 0.0184f, 0.0188f}};

/* A raised arm draws a web of cloth and muscle out of chest and back; `raised`: see armpit. */
static struct join_limb arm_join(const struct limb_path *path, const struct limb *arm, vec3 top,
                                 float raised)
{
    struct join_limb join = {.inside = top,
                             .joint = arm->root,
                             .beyond = v3_lerp(arm->root, arm->mid, 0.48f),
                             .front = arm->hinge,
                             .width = 0.074f + 0.016f * smoothf(-0.3f, 0.7f, raised),
                             .near = 0.10f,
                             .far = 0.19f};
    float scale = path->scale, cloth = 0.007f;
    const struct limb_profile *p[3] = {&arm_root[0], &shoulder, &arm_upper[2]};
    for (int i = 0; i < 3; i++)
        join.girth[i].across = join.girth[i].front = join.girth[i].back =
            p[i]->across * scale + cloth;
    return join;
}

struct armpit {
    vec3 way;     /* from the middle of the upper arm, unit length */
    float raised; /* the arm: -1 it hangs, 1 it stands up */
};

static struct armpit find_armpit(const struct skeleton *s, int side)
{
    vec3 arm = v3_unit(v3_sub(s->arm[side].mid, s->arm[side].root));
    float up = v3_dot(arm, s->chest.y), out = side_sign(side) * v3_dot(arm, s->chest.x);
    vec3 way = frame_dir(&s->chest, side_sign(side) * up, -out - 0.25f, 0);
    return (struct armpit){v3_across(way, arm, s->chest.x), up};
}

/* The sleeve is longest over the shoulder; the armpit pulls it back when the arm is raised. */
static struct limb_cloth sleeve(const struct armpit *pit)
{
    return (struct limb_cloth){.thick = 0.0062f,
                               .flare = 0.0062f,
                               .hang = 0.007f,
                               .lean = 7 + 9 * smoothf(-0.6f, 0.6f, pit->raised),
                               .long_side = v3_scale(pit->way, -1)};
}

/* The muscle over the shoulder swells away from the armpit, and ends at half the upper arm. Metres,
 * for the rings of arm_upper. */
static void add_deltoid(struct limb_path *path, int first, vec3 away)
{
    static const float out[] = {0.0050f, 0.0080f, 0.0040f, -0.0020f};
    for (int i = 0; i < 4 && first + i < path->count; i++)
        path->rings[first + i].at = v3_mad(path->rings[first + i].at, away, out[i]);
}

/* From the armpit over the sleeve; in one that is closed they would be seen in bits. */
static void fold_armpit(struct mesh *mesh, const struct limb_path *path, int ring,
                        const struct armpit *pit)
{
    const struct ring *r = &path->rings[ring];
    float from = atan2f(v3_dot(pit->way, r->v), v3_dot(pit->way, r->u)) * 57.29578f;
    /* Rings from there, and degrees from the armpit: begin and end; the higher the longer. */
    static const float ways[3][4] = {
        {-0.7f, 6, 0.7f, 66}, {-0.1f, 26, 1.9f, 62}, {0.9f, 4, 2.5f, 24}};
    float reach = 0.8f + 0.3f * pit->raised;
    float open = smoothf(-0.95f, -0.70f, pit->raised);
    for (int i = 0; i < 6 && open > 0.2f; i++) {
        const int fold = i / 2;
        const float *w = ways[fold];
        float turn = i & 1 ? 1.0f : -1.0f, skip = i & 1 ? 0.25f : 0;
        struct limb_line line = {
            .ring = {(float)ring + w[0] + skip, (float)ring + w[2] - skip},
            .degrees = {from + turn * w[1], from + turn * (w[1] + reach * (w[3] - w[1]))},
            .half = (0.0022f - 0.0004f * (float)fold) * open,
            .soft = 0.015f * open};
        limb_draw_line(mesh, path->rings, path->count, &line, MATERIAL_SHIRT_FOLD);
    }
}

/* On the side to which the elbow bends, from the end of the sleeve up. */
static void fold_sleeve(struct mesh *mesh, const struct limb_path *path, int end, float bend)
{
    static const float ways[2][4] = {{0.3f, 250, 2.3f, 206}, {0.5f, 292, 1.9f, 340}};
    float much = 0.45f + 0.55f * smoothf(20, 80, bend);
    for (int i = 0; i < 2 && end > 2; i++) {
        const float *w = ways[i];
        struct limb_line line = {.ring = {(float)end - w[0], (float)end - w[2]},
                                 .degrees = {w[1], w[3]},
                                 .half = 0.0014f * much,
                                 .soft = 0.014f * much};
        limb_draw_line(mesh, path->rings, path->count, &line, MATERIAL_SHIRT_FOLD);
    }
}

static void fold_elbow(struct mesh *mesh, const struct limb_path *path, float ring, float bend)
{
    struct limb_line line = {
        .ring = {ring, ring}, .degrees = {222, 318}, .half = 0.0013f * smoothf(35, 80, bend)};
    if (line.half > 0.0003f)
        limb_draw_line(mesh, path->rings, path->count, &line, MATERIAL_CREASE);
}

/* What becomes `across` when a turns to b: a round sleeve is not wrung, however the arm is raised.
 */
static vec3 before_turn(vec3 across, vec3 a, vec3 b)
{
    vec3 axis = v3_cross(b, a);
    return v3_length(axis) < 1e-3f ? across : v3_turn(across, v3_unit(axis), bend_between(a, b));
}

void body_build_arm(struct mesh *mesh, const struct skeleton *s, const struct person *p, int side,
                    struct join_limb *join)
{
    const struct limb *arm = &s->arm[side];
    enum part upper_part = PART_LEFT_UPPER_ARM + (enum part)side;
    enum part lower_part = PART_LEFT_FOREARM + (enum part)side;
    vec3 top = frame_point(&s->chest, side_sign(side) * 0.092f, 0.008f, -0.005f);
    struct limb_path path = {.hinge = arm->hinge, .scale = 0.4f + 0.6f * p->limbs, .count = 0};
    vec3 d0 = v3_unit(v3_sub(arm->root, top)), d1 = v3_unit(v3_sub(arm->mid, arm->root));
    vec3 d2 = v3_unit(v3_sub(arm->end, arm->mid));
    vec3 hand = v3_scale(arm->tip.x, v3_dot(arm->tip.x, arm->hinge) < 0 ? -1.0f : 1.0f);
    vec3 across = before_turn(arm->hinge, d0, d1);
    limb_add_stretch(&path, top, arm->root, across, arm_root, 2, MATERIAL_SHIRT, PART_TRUNK);
    limb_add_fan(&path, arm->root, d0, d1, across, arm->hinge, &shoulder, MATERIAL_SHIRT,
                 (enum part[]){PART_TRUNK, upper_part});
    int upper_ring = path.count;
    path.turn = 0.5f;
    limb_add_stretch(&path, arm->root, arm->mid, arm->hinge, arm_upper, 5, MATERIAL_SHIRT,
                     upper_part);
    const struct armpit pit = find_armpit(s, side);
    add_deltoid(&path, upper_ring, v3_scale(pit.way, -1));
    int elbow_ring = limb_add_fan(&path, arm->mid, d1, d2, arm->hinge, arm->hinge, &elbow,
                                  MATERIAL_SHIRT, (enum part[]){upper_part, lower_part});
    float elbow_middle = (float)(elbow_ring + path.count - 1) / 2;
    for (int i = 0; i < 5; i++) {
        vec3 across = v3_lerp(arm->hinge, hand, arm_lower[i].at);
        limb_add_ring(&path, v3_lerp(arm->mid, arm->end, arm_lower[i].at), d2, across,
                      &arm_lower[i], MATERIAL_SKIN, lower_part);
    }
    body_add_palm(&path, arm, side);
    /* No line where the sleeve leaves the shoulder; one where it hangs beside the trunk. */
    for (int i = 0; i < path.count && path.rings[i].part != lower_part; i++)
        path.rings[i].bias = mixf(
            0.045f, 0.004f, smoothf(0.04f, 0.10f, v3_length(v3_sub(path.rings[i].at, arm->root))));
    struct limb_cloth cloth = sleeve(&pit);
    int end = limb_end_cloth(&path, upper_part, p->sleeve, arm->root, arm->mid, &cloth);
    size_t first = mesh->triangle_count;
    mesh_tube(mesh, path.rings, path.count, 12, 1.0f, 0.014f);
    if (end > 0)
        body_shade_below_hem(mesh, first, MATERIAL_SKIN, path.rings[end].at, d1);
    *join = arm_join(&path, arm, top, pit.raised);
    if (mesh->detail < CLOTH_DETAIL)
        return;
    seam(mesh, &path, end, 0.012f, MATERIAL_SHIRT_FOLD);
    fold_armpit(mesh, &path, upper_ring, &pit);
    fold_sleeve(mesh, &path, end, bend_between(d1, d2));
    fold_elbow(mesh, &path, elbow_middle + (end > 0 ? 2 : 0), bend_between(d1, d2));
}
