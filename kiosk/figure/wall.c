#include "figure/wall.h"

#include "base/geometry.h"
#include "figure/tint.h"

static const uint32_t PLASTER = 0xC9DAD5, BOARD = 0xF1F5F2, FOOT = 0x8FA39D;
/* Of 256, where it thins no more. */
static const float WHOLE = 240;
/* Height of the board, metres. */
static const float BOARD_HIGH = 0.055f;
/* It thins over these shares of its seen width at its left and right, and of its height. */
static const float THINS_ASIDE = 0.36f, THINS_ABOVE = 0.50f;
/* It goes on so far beyond the prop's ends, metres, and no nearer to the eye than this share of how
 * far that is from the middle. */
static const float BEYOND = 2.4f, NEAREST = 0.55f;

struct seen {
    float x, y;
};

static struct seen see(const struct camera *c, const struct viewport *view, vec3 at)
{
    vec3 p = camera_project(c, at);
    return (struct seen){view->x + p.x * view->scale, view->y - p.y * view->scale};
}

/* How far it goes on from `face` along a unit vector. */
static float reach(const struct camera *c, vec3 face, vec3 along, float most)
{
    float near = v3_dot(v3_sub(face, c->centre), c->back), toward = v3_dot(along, c->back);
    float room = c->distance * (1 - NEAREST) - near;
    return toward > 1e-3f ? clampf(room / toward, 0, most) : most;
}

/* How much of a column there is, by how far it lies from one end to the other. */
static float share_at(float t)
{
    return smoothf(0, THINS_ASIDE, t) * smoothf(0, THINS_ASIDE, 1 - t);
}

/* How much of a column there is, of 256. */
static uint32_t share_of(const struct wall *wall, int x)
{
    float seen = ((float)x + 0.5f - wall->thin_left) / (wall->thin_right - wall->thin_left);
    return (uint32_t)(256 * share_at(clampf(seen, 0, 1)) + 0.5f);
}

void wall_prepare(struct wall *wall, const struct camera *c, const struct viewport *view,
                  const struct figure_prop *prop)
{
    vec3 up = v3(0, 1, 0), out = v3_turn(v3(1, 0, 0), up, prop->yaw);
    vec3 along = v3_turn(v3(0, 0, 1), up, prop->yaw);
    float thick = prop->size.x / 2, most = prop->size.z / 2 + BEYOND;
    vec3 face = v3_mad(prop->at, out, v3_dot(out, c->back) > 0 ? thick : -thick);
    vec3 a = v3_mad(face, along, -reach(c, face, v3_scale(along, -1), most));
    vec3 b = v3_mad(face, along, reach(c, face, along, most));
    if (see(c, view, a).x > see(c, view, b).x) {
        vec3 other = a;
        a = b;
        b = other;
    }
    struct seen left = see(c, view, a), right = see(c, view, b);
    *wall = (struct wall){.any = right.x - left.x > 2,
                          .left = left.x,
                          .right = right.x,
                          .thin_left = maxf(left.x, 0),
                          .thin_right = minf(right.x, (float)view->width),
                          .y_left = left.y,
                          .y_right = right.y,
                          .board_left = left.y - see(c, view, v3_mad(a, up, BOARD_HIGH)).y,
                          .board_right = right.y - see(c, view, v3_mad(b, up, BOARD_HIGH)).y};
    float top = see(c, view, v3_mad(v3_lerp(a, b, 0.5f), up, prop->size.y)).y;
    wall->top = maxf(top, 0);
    wall->full = mixf(wall->top, see(c, view, face).y, THINS_ABOVE);
    for (int x = 0; x < view->width && x < WALL_COLUMNS; x++)
        wall->share[x] = (uint16_t)share_of(wall, x);
}

/* `above`: how far over its foot, pixels; `board`: how high the board is there. */
static uint32_t color_at(float above, float board)
{
    uint32_t color = tint_toward(PLASTER, BOARD, clampf(board + 0.5f - above, 0, 1));
    color = tint_toward(color, FOOT, 0.55f * clampf(1.2f - fabsf(above - board), 0, 1));
    return 0xFF000000u | tint_toward(color, FOOT, 0.8f * smoothf(0.35f * board, 0, above));
}

void wall_lay(const struct wall *wall, int y, int x, int n, uint32_t *out)
{
    float at = (float)y + 0.5f;
    if (!wall->any || at < wall->top || at > maxf(wall->y_left, wall->y_right) + 1)
        return;
    uint32_t most = (uint32_t)(WHOLE * smoothf(wall->top, wall->full, at) + 0.5f);
    int first = int_max(x, (int)maxf(wall->left, 0));
    int end = int_min(x + n, (int)maxf(wall->right, 0) + 1);
    float wide = 1 / (wall->right - wall->left);
    for (int i = first; i < end; i++) {
        float t = clampf(((float)i + 0.5f - wall->left) * wide, 0, 1);
        float above = mixf(wall->y_left, wall->y_right, t) - at;
        float board = mixf(wall->board_left, wall->board_right, t);
        if (above < -0.5f)
            continue;
        uint32_t share = wall->share[int_min(i, WALL_COLUMNS - 1)] * most >> 8;
        bool plain = above > board + 1.2f;
        uint32_t color = 0xFF000000u | PLASTER;
        if (!plain) {
            color = color_at(above, board);
            share = (uint32_t)((float)share * clampf(above + 0.5f, 0, 1) + 0.5f);
        }
        out[i - x] = tint_blend(out[i - x], color, share);
    }
}
