#include "figure/head.h"

/* Eyes, brows and mouth: drawn upon the skin, so that a profile shows what is on its side. */

#define EYE_X 0.0300f
#define EYE_Y 0.0860f
#define EYE_HALF 0.0144f

enum { LID_POINTS = 9, LIP_POINTS = 9 };

/* How far before the skin things lie, so that none cuts into another. */
#define LIFT_BLUSH 0.0016f
#define LIFT_WHITE 0.0013f
#define LIFT_IRIS 0.0018f
#define LIFT_LINE 0.0023f
#define LIFT_GLINT 0.0028f

struct eye {
    const struct face *face;
    float side;         /* +1: the left one */
    float upper, lower; /* of the opening, metres from the line between its corners */
};

static struct stroke_point face_stroke(const struct face *h, float x, float y, float half)
{
    struct stroke_point p = {.half = half};
    p.at = head_face_point(h, x, y, LIFT_LINE, &p.out);
    return p;
}

/* The lids' edges at t, -1 at the nose .. 1 outside. The opening is highest nearer the nose. */
static float lid_x(const struct eye *eye, float t)
{
    return eye->side * (EYE_X + EYE_HALF * t);
}

static float lid_y(float t, float high)
{
    float bow = 1 - t * t;
    return EYE_Y + 0.0015f * t + high * bow * (1 - 0.12f * t);
}

/* A patch between two lines over x, seen from the front. */
static void patch(struct mesh *mesh, const struct face *h, const float (*line)[3], int count,
                  float lift, enum material material)
{
    vec3 at[2 * LIP_POINTS], out;
    for (int row = 0; row < 2; row++)
        for (int j = 0; j < count; j++)
            at[row * count + j] = head_face_point(h, line[j][0], line[j][1 + row], lift, &out);
    mesh_sheet(
        mesh, at,
        &(struct sheet){.rows = 2, .columns = count, .material = material, .part = PART_HEAD});
}

static void sort_by_x(float (*line)[3], int count)
{
    if (line[0][0] < line[count - 1][0])
        return;
    for (int i = 0; i < count / 2; i++)
        for (int k = 0; k < 3; k++) {
            float other = line[i][k];
            line[i][k] = line[count - 1 - i][k];
            line[count - 1 - i][k] = other;
        }
}

static void build_white(struct mesh *mesh, const struct eye *eye)
{
    float line[LID_POINTS][3];
    for (int i = 0; i < LID_POINTS; i++) {
        float t = 2.0f * (float)i / (LID_POINTS - 1) - 1;
        line[i][0] = lid_x(eye, t);
        line[i][1] = lid_y(t, -eye->lower);
        line[i][2] = lid_y(t, eye->upper);
    }
    sort_by_x(line, LID_POINTS);
    patch(mesh, eye->face, (const float(*)[3])line, LID_POINTS, LIFT_WHITE, MATERIAL_EYE);
}

/* A disc, cut by the lids. */
static void build_iris(struct mesh *mesh, const struct eye *eye, float radius, float lift,
                       enum material material)
{
    float line[LID_POINTS][3], t0 = 0.02f;
    for (int i = 0; i < LID_POINTS; i++) {
        float u = 2.0f * (float)i / (LID_POINTS - 1) - 1;
        float t = t0 + u * radius / EYE_HALF, high = radius * sqrtf(maxf(1 - u * u, 0));
        float middle = EYE_Y + 0.0010f;
        line[i][0] = lid_x(eye, t);
        line[i][1] = maxf(middle - high, lid_y(t, -eye->lower));
        line[i][2] = maxf(minf(middle + high, lid_y(t, eye->upper)), line[i][1]);
    }
    sort_by_x(line, LID_POINTS);
    patch(mesh, eye->face, (const float(*)[3])line, LID_POINTS, lift, material);
}

static void build_lids(struct mesh *mesh, const struct eye *eye, float open)
{
    struct stroke_point lid[LID_POINTS], fold[LID_POINTS];
    for (int i = 0; i < LID_POINTS; i++) {
        float t = 2.0f * (float)i / (LID_POINTS - 1) - 1;
        /* Thicker outside, where lashes are. */
        float half = 0.0009f + 0.0008f * smoothf(-1, 0.4f, t);
        lid[i] = face_stroke(eye->face, lid_x(eye, t * 1.06f), lid_y(t, eye->upper), half);
        fold[i] = face_stroke(eye->face, lid_x(eye, t),
                              lid_y(t, mixf(0.0045f, eye->upper + 0.0034f, open)),
                              0.0005f * (1.2f - t * t));
    }
    mesh_stroke(mesh, lid, LID_POINTS, MATERIAL_INK, PART_HEAD);
    if (mesh->detail < 2 * HEAD_FINE_DETAIL)
        return;
    mesh_stroke(mesh, fold, LID_POINTS, MATERIAL_CREASE, PART_HEAD);
    for (int i = 0; i < LID_POINTS; i++) {
        float t = 1.7f * (float)i / (LID_POINTS - 1) - 0.7f;
        fold[i] = face_stroke(eye->face, lid_x(eye, t), lid_y(t, -eye->lower - 0.0006f),
                              0.0004f * (1.1f - t * t));
    }
    if (open > 0.5f)
        mesh_stroke(mesh, fold, LID_POINTS, MATERIAL_CREASE, PART_HEAD);
}

/* Light of a window, on the same side of both eyes. */
static void build_glint(struct mesh *mesh, const struct face *h, float side)
{
    float x = side * EYE_X + 0.0004f;
    struct stroke_point p[3];
    for (int i = 0; i < 3; i++) {
        p[i] = face_stroke(h, x + 0.0012f * (float)i, EYE_Y + 0.0028f, i == 1 ? 0.0010f : 0.0004f);
        p[i].at = v3_mad(p[i].at, p[i].out, LIFT_GLINT - LIFT_LINE);
    }
    mesh_stroke(mesh, p, 3, MATERIAL_EYE, PART_HEAD);
}

/* A warm cheek. */
static void build_cheek(struct mesh *mesh, const struct face *h, float side)
{
    float line[LIP_POINTS][3];
    for (int i = 0; i < LIP_POINTS; i++) {
        float u = 2.0f * (float)i / (LIP_POINTS - 1) - 1, high = 0.0120f * cosf(1.5708f * u);
        line[i][0] = side * (0.0400f + 0.0165f * sinf(1.5708f * u));
        line[i][1] = 0.0520f - high + 0.002f * u;
        line[i][2] = 0.0520f + high + 0.002f * u;
    }
    sort_by_x(line, LIP_POINTS);
    patch(mesh, h, (const float(*)[3])line, LIP_POINTS, LIFT_BLUSH, MATERIAL_BLUSH);
}

static void build_eye(struct mesh *mesh, const struct face *h, float side, float open)
{
    struct eye eye = {.face = h,
                      .side = side,
                      .upper = mixf(-0.0036f, 0.0060f, open),
                      .lower = mixf(0.0036f, 0.0031f, open)};
    if (open > 0.2f) {
        build_white(mesh, &eye);
        build_iris(mesh, &eye, 0.0058f, LIFT_IRIS, MATERIAL_INK);
    }
    build_lids(mesh, &eye, open);
    if (open > 0.7f && mesh->detail > 2 * HEAD_FINE_DETAIL)
        build_glint(mesh, h, side);
}

/* At ease: high, and level at its inner end. */
static void build_brow(struct mesh *mesh, const struct face *h, float side)
{
    static const float line[][3] = {{0.0160f, 0.1094f, 0.0012f}, {0.0210f, 0.1109f, 0.0022f},
                                    {0.0275f, 0.1126f, 0.0024f}, {0.0345f, 0.1128f, 0.0019f},
                                    {0.0410f, 0.1108f, 0.0011f}, {0.0465f, 0.1074f, 0.0003f}};
    struct stroke_point p[6];
    for (int i = 0; i < 6; i++)
        p[i] = face_stroke(h, side * line[i][0], line[i][1], line[i][2] * h->looks->brow);
    mesh_stroke(mesh, p, 6, MATERIAL_BROW, PART_HEAD);
}

#define MOUTH_HALF 0.0245f

/* The line between the lips; its corners rise to a smile, less where they are pursed. */
static float mouth_y(const struct face *face, float t)
{
    float rise = 0.0084f * (1 - 0.85f * face->purse);
    return 0.0178f + rise * t * t * (0.60f + 0.40f * t * t);
}

static float bell_of(float t)
{
    return t * t < 1 ? (1 - t * t) * (1 - t * t) : 0;
}

/* Lips, the line between them, and where air leaves a small opening. */
static void build_mouth(struct mesh *mesh, const struct face *h)
{
    float upper[LIP_POINTS][3], lower[LIP_POINTS][3], gap[LIP_POINTS][3];
    float purse = h->purse, wide = MOUTH_HALF * (1 - 0.44f * purse);
    struct stroke_point line[LIP_POINTS];
    for (int i = 0; i < LIP_POINTS; i++) {
        float t = 2.0f * (float)i / (LIP_POINTS - 1) - 1, x = t * wide * 0.86f;
        float full = 1 - t * t, y = mouth_y(h, t), open = 0.0024f * purse * bell_of(t * 1.25f);
        float bow = 1 - 0.22f * (1 - purse) * bell_of(t * 3.2f);
        upper[i][0] = lower[i][0] = gap[i][0] = x;
        upper[i][1] = lower[i][2] = y;
        upper[i][2] = y + (0.0056f + 0.0016f * purse) * h->looks->lips * full * bow;
        lower[i][1] = y - (0.0076f + 0.0006f * purse) * h->looks->lips * full;
        gap[i][1] = y - open;
        gap[i][2] = y + open;
        line[i] = face_stroke(h, t * wide, y, 0.0004f + 0.0007f * full);
    }
    patch(mesh, h, (const float(*)[3])upper, LIP_POINTS, LIFT_WHITE, MATERIAL_LIP);
    patch(mesh, h, (const float(*)[3])lower, LIP_POINTS, LIFT_WHITE, MATERIAL_LIP);
    if (purse > 0)
        patch(mesh, h, (const float(*)[3])gap, LIP_POINTS, LIFT_IRIS, MATERIAL_MOUTH);
    mesh_stroke(mesh, line, LIP_POINTS, MATERIAL_MOUTH, PART_HEAD);
}

/* From the nose round the smile, beside the eye, and over the brow. */
static void build_age_lines(struct mesh *mesh, const struct face *h, float side)
{
    static const float ways[4][4][2] = {
        {{0.0180f, 0.0470f}, {0.0228f, 0.0405f}, {0.0265f, 0.0325f}, {0.0280f, 0.0255f}},
        {{0.0462f, 0.0885f}, {0.0486f, 0.0897f}, {0.0508f, 0.0913f}, {0.0524f, 0.0930f}},
        {{0.0460f, 0.0848f}, {0.0484f, 0.0843f}, {0.0506f, 0.0837f}, {0.0522f, 0.0830f}},
        {{0.0010f, 0.1290f}, {0.0100f, 0.1297f}, {0.0200f, 0.1300f}, {0.0290f, 0.1288f}}};
    for (int k = 0; k < 4; k++) {
        struct stroke_point p[4];
        float half = (k == 0 ? 0.0006f : 0.0005f) * h->looks->age_lines;
        for (int i = 0; i < 4; i++) {
            float x = ways[k][i][0], y = ways[k][i][1];
            p[i] = face_stroke(h, side * x, y, i == 0 || i == 3 ? 0.0002f : half);
        }
        mesh_stroke(mesh, p, 4, k == 0 ? MATERIAL_CREASE : MATERIAL_HOLLOW, PART_HEAD);
    }
}

/* Its flank, which turns from the light; round its wings and under its tip. */
static void build_nose(struct mesh *mesh, const struct face *h, float side)
{
    static const float wing[][2] = {
        {0.0150f, 0.0530f}, {0.0170f, 0.0490f}, {0.0165f, 0.0445f}, {0.0135f, 0.0415f}};
    static const float under[][2] = {{0.0105f, 0.0405f}, {0.0070f, 0.0415f}, {0.0035f, 0.0400f}};
    static const float flank[][3] = {{0.0085f, 0.0960f, 0.0004f},
                                     {0.0078f, 0.0830f, 0.0024f},
                                     {0.0095f, 0.0690f, 0.0026f},
                                     {0.0125f, 0.0570f, 0.0006f}};
    struct stroke_point p[4];
    float wide = h->looks->nose[1];
    for (int i = 0; i < 4; i++) {
        p[i] = face_stroke(h, side * wide * flank[i][0], flank[i][1], flank[i][2]);
        p[i].at = v3_mad(p[i].at, p[i].out, LIFT_BLUSH - LIFT_LINE);
    }
    mesh_stroke(mesh, p, 4, MATERIAL_HOLLOW, PART_HEAD);
    for (int i = 0; i < 4; i++)
        p[i] = face_stroke(h, side * wide * wing[i][0], wing[i][1], i == 0 ? 0.0002f : 0.0006f);
    mesh_stroke(mesh, p, 4, MATERIAL_CREASE, PART_HEAD);
    for (int i = 0; i < 3; i++)
        p[i] = face_stroke(h, side * wide * under[i][0], under[i][1], i == 1 ? 0.0010f : 0.0004f);
    mesh_stroke(mesh, p, 3, MATERIAL_CREASE, PART_HEAD);
}

void head_build_face(struct mesh *mesh, const struct face *face)
{
    for (int side = -1; side <= 1; side += 2) {
        build_cheek(mesh, face, (float)side);
        build_eye(mesh, face, (float)side, face->eyes);
        build_brow(mesh, face, (float)side);
        if (mesh->detail > HEAD_FINE_DETAIL)
            build_nose(mesh, face, (float)side);
        if (mesh->detail > 2 * HEAD_FINE_DETAIL && face->looks->age_lines > 0)
            build_age_lines(mesh, face, (float)side);
    }
    build_mouth(mesh, face);
}
