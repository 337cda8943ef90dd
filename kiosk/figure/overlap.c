#include "figure/overlap.h"

/* So far beside a limb its shade reaches, metres across the view. */
static const float SHADE_REACH = 0.060f;
/* How far behind a limb's axis what it shades begins to lie, and is whole in its shade. */
static const float SHADE_FROM = 0.020f, SHADE_WHOLE = 0.085f;
/* The same of an upper arm on the trunk that it hangs beside: darker, as in a furrow, and so also
 * where the trunk is no farther than the arm. Near the shoulder, which runs into the trunk, there
 * is none; shares of the arm. */
static const float ARM_REACH = 0.060f, ARM_FROM = -0.060f, ARM_WHOLE = -0.010f;
static const float ARM_BEGINS = 0.10f, ARM_PARTED = 0.32f, ARM_DARK = 1.7f;

static bool is_leg(uint8_t part)
{
    return part == PART_LEFT_THIGH || part == PART_RIGHT_THIGH || part == PART_LEFT_SHANK ||
           part == PART_RIGHT_SHANK;
}

static bool is_upper_arm(uint8_t part)
{
    return part == PART_LEFT_UPPER_ARM || part == PART_RIGHT_UPPER_ARM;
}

static struct overlap_limb limb_of(const struct capsule *c, const struct camera *camera)
{
    vec3 d = v3_sub(c->b, c->a);
    struct overlap_limb limb = {.x = v3_dot(c->a, camera->right),
                                .y = v3_dot(c->a, camera->up),
                                .near = v3_dot(c->a, camera->back),
                                .dx = v3_dot(d, camera->right),
                                .dy = v3_dot(d, camera->up),
                                .dnear = v3_dot(d, camera->back),
                                .ra = c->ra,
                                .wider = c->rb - c->ra,
                                .part = (uint8_t)c->part};
    limb.inverse = 1 / maxf(limb.dx * limb.dx + limb.dy * limb.dy, 1e-4f);
    return limb;
}

/* From `a` on by `da`, `apart` from what goes from `b` on by `db`. */
static bool far_apart(float a, float da, float b, float db, float apart)
{
    return minf(a, a + da) - maxf(b, b + db) > apart || minf(b, b + db) - maxf(a, a + da) > apart;
}

/* Which parts limb number `i`, which is `a`, may lie before. */
static void set_pair(struct overlap *o, int i, const struct overlap_limb *a,
                     const struct overlap_limb *b)
{
    float radii = maxf(a->ra, a->ra + a->wider) + maxf(b->ra, b->ra + b->wider);
    float apart = radii + SHADE_REACH;
    if (a == b || is_upper_arm(a->part) || is_upper_arm(b->part) ||
        far_apart(a->x, a->dx, b->x, b->dx, apart) || far_apart(a->y, a->dy, b->y, b->dy, apart))
        return;
    float nearest = maxf(a->near, a->near + a->dnear), farthest = minf(b->near, b->near + b->dnear);
    if (nearest > farthest - radii)
        o->before[b->part] |= (uint8_t)(1 << i);
}

void overlap_init(struct overlap *overlap, const struct camera *camera,
                  const struct capsule *capsules, int count)
{
    *overlap = (struct overlap){.right = camera->right, .up = camera->up, .back = camera->back};
    for (int i = 0; i < count && overlap->count < OVERLAP_MOST; i++)
        if (is_leg((uint8_t)capsules[i].part) || is_upper_arm((uint8_t)capsules[i].part))
            overlap->limbs[overlap->count++] = limb_of(&capsules[i], camera);
    for (int i = 0; i < overlap->count; i++) {
        if (is_upper_arm(overlap->limbs[i].part))
            overlap->before[PART_TRUNK] |= (uint8_t)(1 << i);
        for (int k = 0; k < overlap->count; k++)
            set_pair(overlap, i, &overlap->limbs[i], &overlap->limbs[k]);
    }
}

/* A place as the eye sees it. */
struct seen {
    float x, y, near;
};

static struct seen see(const struct overlap *o, vec3 at)
{
    return (struct seen){v3_dot(at, o->right), v3_dot(at, o->up), v3_dot(at, o->back)};
}

/* Where the view's line through a place passes a limb: how far beside its skin, and how much nearer
 * to the eye than the place its axis lies there. */
struct passing {
    float beside, nearer, along; /* along: share of the limb's length, 0..1 */
};

static inline struct passing pass(const struct overlap_limb *limb, const struct seen *at)
{
    float x = at->x - limb->x, y = at->y - limb->y;
    float t = clampf((x * limb->dx + y * limb->dy) * limb->inverse, 0, 1);
    x -= t * limb->dx;
    y -= t * limb->dy;
    return (struct passing){sqrtf(x * x + y * y) - limb->ra - t * limb->wider,
                            limb->near + t * limb->dnear - at->near, t};
}

float overlap_shade(const struct overlap *overlap, uint8_t part, vec3 at)
{
    float most = 0;
    uint8_t before = overlap->before[part];
    if (!before)
        return 0;
    struct seen seen = see(overlap, at);
    for (int i = 0; i < overlap->count; i++) {
        if (!(before & 1 << i))
            continue;
        struct passing p = pass(&overlap->limbs[i], &seen);
        float shade = 0;
        if (part == PART_TRUNK && p.beside < ARM_REACH && p.nearer > ARM_FROM)
            shade = ARM_DARK * smoothf(ARM_REACH, 0.012f, p.beside) *
                    smoothf(ARM_FROM, ARM_WHOLE, p.nearer) *
                    smoothf(ARM_BEGINS, ARM_PARTED, p.along);
        else if (part != PART_TRUNK && p.beside < SHADE_REACH && p.nearer > SHADE_FROM)
            shade = smoothf(SHADE_REACH, 0, p.beside) * smoothf(SHADE_FROM, SHADE_WHOLE, p.nearer);
        most = maxf(most, shade);
    }
    return most;
}
