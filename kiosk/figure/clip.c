#include <string.h>

#include "figure/pose.h"
#include "figure/skeleton.h"

/* Frames are numbered OUT first, then CYCLE, the breaths of STAY above level 0, BACK between its
 * ends where an arrow makes it look different from OUT, and the breaths of REST: level 0 of STAY is
 * OUT's last frame and level 0 of REST the first, so nothing jumps. */
enum { FRAMES_PER_SECOND = 30, BREATH_LEVELS = 9, MAX_PART_FRAMES = 600 };

static const double BREATH_S = 5.0;
static const double STAY_S = 1.4;
static const double REST_S = 0.8;

static double keyframes_s(const struct figure_keyframes *list)
{
    return list->count > 0 ? (double)list->keys[list->count - 1].at_s : 0.0;
}

static int part_frames(double seconds)
{
    int n = (int)(seconds * FRAMES_PER_SECOND + 0.5);
    return n < 1 ? 1 : n > MAX_PART_FRAMES ? MAX_PART_FRAMES : n;
}

static int out_frames(const struct figure_clip *clip)
{
    return clip->out.count > 0 ? part_frames(keyframes_s(&clip->out)) + 1 : 0;
}

static int cycle_frames(const struct figure_clip *clip)
{
    return clip->cycle.count > 0 ? part_frames(keyframes_s(&clip->cycle)) : 0;
}

enum figure_side figure_clip_side(const struct figure_clip *clip)
{
    return clip->side;
}

bool figure_clip_cyclic(const struct figure_clip *clip)
{
    return clip->out.count == 0;
}

double figure_clip_out_s(const struct figure_clip *clip)
{
    return figure_clip_cyclic(clip) ? keyframes_s(&clip->cycle) / 2 : keyframes_s(&clip->out);
}

double figure_clip_cycle_s(const struct figure_clip *clip)
{
    if (clip->cycle.count > 0)
        return keyframes_s(&clip->cycle);
    return 2 * keyframes_s(&clip->out) + STAY_S + REST_S;
}

static int stay_frames(const struct figure_clip *clip)
{
    return figure_clip_cyclic(clip) ? 0 : BREATH_LEVELS - 1;
}

static int back_frames(const struct figure_clip *clip)
{
    int between = out_frames(clip) - 2;
    return clip->arrow[0] != ARROW_NONE && between > 0 ? between : 0;
}

/* The number of BACK's first frame after the end pose. */
static int first_back(const struct figure_clip *clip)
{
    return out_frames(clip) + cycle_frames(clip) + stay_frames(clip);
}

uint16_t figure_clip_frame_count(const struct figure_clip *clip)
{
    return (uint16_t)(first_back(clip) + back_frames(clip) + BREATH_LEVELS - 1);
}

static int breath_level(ms_t elapsed_ms, double period_s)
{
    double phase = (double)elapsed_ms / 1000.0 / period_s;
    double breath = 0.5 - 0.5 * cos(phase * 6.283185307179586);
    return (int)(breath * (BREATH_LEVELS - 1) + 0.5);
}

static int stay_frame(const struct figure_clip *clip, int level)
{
    if (level == 0)
        return out_frames(clip) - 1;
    return out_frames(clip) + cycle_frames(clip) + level - 1;
}

static int rest_frame(const struct figure_clip *clip, int level)
{
    if (level == 0)
        return 0;
    return first_back(clip) + back_frames(clip) + level - 1;
}

static int out_frame(const struct figure_clip *clip, double fraction)
{
    return (int)(fraction * (out_frames(clip) - 1) + 0.5);
}

static int back_frame(const struct figure_clip *clip, double fraction)
{
    int out = out_frame(clip, 1 - fraction), last = out_frames(clip) - 1;
    if (back_frames(clip) == 0 || out == 0 || out == last)
        return out;
    return first_back(clip) + last - 1 - out;
}

static int looped_frame(const struct figure_clip *clip, double fraction)
{
    int n = cycle_frames(clip);
    int i = (int)(fraction * n);
    return out_frames(clip) + (i >= n ? 0 : i);
}

/* Out, a breath, back and a pause, for clips that name no loop of their own. */
static int free_loop_frame(const struct figure_clip *clip, double fraction)
{
    double out_s = keyframes_s(&clip->out);
    double t = fraction * figure_clip_cycle_s(clip);
    if (t < out_s)
        return out_frame(clip, t / out_s);
    t -= out_s;
    if (t < STAY_S)
        return stay_frame(clip, breath_level((ms_t)(t * 1000), STAY_S) / 2);
    t -= STAY_S;
    return t < out_s ? back_frame(clip, t / out_s) : 0;
}

static double loop_fraction(const struct figure_clip *clip, ms_t elapsed_ms)
{
    double loops = (double)elapsed_ms / 1000.0 / figure_clip_cycle_s(clip);
    return loops - floor(loops);
}

uint16_t figure_clip_frame(const struct figure_clip *clip, enum figure_part part, double fraction,
                           ms_t elapsed_ms)
{
    fraction = fraction < 0 ? 0 : fraction > 1 ? 1 : fraction;
    bool cyclic = figure_clip_cyclic(clip);
    int frame = 0;
    switch (part) {
    case FIGURE_OUT:
        frame = cyclic ? looped_frame(clip, fraction / 2) : out_frame(clip, fraction);
        break;
    case FIGURE_BACK:
        frame = cyclic ? looped_frame(clip, 0.5 + fraction / 2) : back_frame(clip, fraction);
        break;
    case FIGURE_STAY:
        frame = cyclic ? looped_frame(clip, loop_fraction(clip, elapsed_ms))
                       : stay_frame(clip, breath_level(elapsed_ms, BREATH_S));
        break;
    case FIGURE_CYCLE:
        frame =
            clip->cycle.count > 0 ? looped_frame(clip, fraction) : free_loop_frame(clip, fraction);
        break;
    case FIGURE_REST:
        frame = rest_frame(clip, breath_level(elapsed_ms, BREATH_S));
        break;
    }
    return (uint16_t)frame;
}

/* How far hands and feet reach out: a stride tells more than legs passing each other. */
static float spread(const struct figure_pose *pose)
{
    struct figure_moment m = {.pose = {pose, pose, pose, pose}, .weight = {0, 1, 0, 0}};
    struct skeleton s;
    skeleton_solve(&m, &s);
    float feet = v3_length(v3_sub(s.leg[0].end, s.leg[1].end)), hands = 0;
    for (int side = 0; side < 2; side++)
        hands += v3_length(v3_sub(s.arm[side].end, s.spine[0].o));
    return feet + hands;
}

static uint16_t widest_frame(const struct figure_clip *clip)
{
    const struct figure_keyframes *list = &clip->cycle;
    size_t widest = 0;
    float most = -1;
    for (size_t i = 0; i + 1 < list->count; i++) {
        float here = spread(list->keys[i].pose);
        if (here > most + 0.02f) {
            most = here;
            widest = i;
        }
    }
    return figure_clip_frame(clip, FIGURE_CYCLE,
                             (double)list->keys[widest].at_s / keyframes_s(list), 0);
}

void figure_clip_find_still(struct figure_clip *clip)
{
    clip->still = figure_clip_still(clip);
}

uint16_t figure_clip_still(const struct figure_clip *clip)
{
    if (clip->still)
        return clip->still;
    uint16_t frame =
        figure_clip_cyclic(clip) ? widest_frame(clip) : figure_clip_frame(clip, FIGURE_STAY, 1, 0);
    return frame | FIGURE_STILL;
}

bool figure_clip_returns(const struct figure_clip *clip)
{
    const struct figure_keyframes *loop = &clip->cycle;
    bool returns = !figure_clip_cyclic(clip), left = false;
    for (size_t i = 1; i + 1 < loop->count; i++) {
        bool first = loop->keys[i].pose == loop->keys[0].pose;
        returns = returns || (left && first);
        left = left || !first;
    }
    return returns;
}

bool figure_clip_breathes(const struct figure_clip *clip)
{
    return clip->arrow[0] == ARROW_BELLY && !figure_clip_cyclic(clip);
}

enum figure_part figure_clip_part_of(const struct figure_clip *clip, uint16_t frame, double *done)
{
    int f = frame & ~FIGURE_STILL, outs = out_frames(clip), cycles = cycle_frames(clip);
    *done = 0;
    if (f < outs) {
        *done = outs > 1 ? (double)f / (outs - 1) : 0;
        return FIGURE_OUT;
    }
    if (f < outs + cycles) {
        *done = (double)(f - outs) / cycles;
        return FIGURE_CYCLE;
    }
    if (f < first_back(clip))
        return FIGURE_STAY;
    if (f < first_back(clip) + back_frames(clip)) {
        *done = (double)(f - first_back(clip) + 1) / (outs - 1);
        return FIGURE_BACK;
    }
    return FIGURE_REST;
}

uint16_t figure_clip_next(const struct figure_clip *clip, uint16_t frame)
{
    if (frame & FIGURE_STILL)
        return frame;
    int outs = out_frames(clip), cycles = cycle_frames(clip);
    int next = frame + 1;
    if (frame < outs)
        return (uint16_t)(next < outs ? next : outs - 1);
    if (frame < outs + cycles)
        return (uint16_t)(next < outs + cycles ? next : outs);
    return (uint16_t)(next < figure_clip_frame_count(clip) ? next : 0);
}

/* The key before time t. */
static size_t segment_at(const struct figure_keyframes *list, float t)
{
    size_t i = 0;
    while (i + 2 < list->count && list->keys[i + 1].at_s <= t)
        i++;
    return i;
}

static const struct figure_keyframe *neighbour(const struct figure_keyframes *list, size_t i,
                                               int step, bool loops, float *shift)
{
    *shift = 0;
    float length = list->keys[list->count - 1].at_s;
    if (step < 0 && i == 0) {
        *shift = loops ? -length : 0;
        return loops ? &list->keys[list->count - 2] : NULL;
    }
    if (step > 0 && i + 1 == list->count) {
        *shift = loops ? length : 0;
        return loops ? &list->keys[1] : NULL;
    }
    return &list->keys[(int)i + step];
}

/* Adds the tangent at key i, times `factor`, to the weights: the slope between both neighbours, or
 * none where the movement pauses or ends. */
static void add_tangent(struct figure_moment *m, const struct figure_keyframes *list, size_t i,
                        bool loops, float factor, int slot_before, int slot_after)
{
    float shift_a = 0, shift_b = 0;
    const struct figure_keyframe *key = &list->keys[i];
    const struct figure_keyframe *a = neighbour(list, i, -1, loops, &shift_a);
    const struct figure_keyframe *b = neighbour(list, i, 1, loops, &shift_b);
    if (!a || !b || key->stop || a->pose == key->pose || b->pose == key->pose)
        return;
    float span = b->at_s + shift_b - a->at_s - shift_a;
    if (span < 1e-3f)
        return;
    m->pose[slot_before] = a->pose;
    m->pose[slot_after] = b->pose;
    m->weight[slot_before] -= factor / span;
    m->weight[slot_after] += factor / span;
}

/* A cubic through the keys (Catmull-Rom for uneven times): smooth starts and stops at the ends,
 * no halt at the keys between. */
static struct figure_moment blend_at(const struct figure_keyframes *list, float t, bool loops)
{
    struct figure_moment m;
    memset(&m, 0, sizeof m);
    if (list->count == 1) {
        m.pose[0] = m.pose[1] = m.pose[2] = m.pose[3] = list->keys[0].pose;
        m.weight[1] = 1;
        return m;
    }
    size_t i = segment_at(list, t);
    const struct figure_keyframe *a = &list->keys[i], *b = &list->keys[i + 1];
    float length = b->at_s - a->at_s;
    float u = clampf(length > 1e-4f ? (t - a->at_s) / length : 1.0f, 0.0f, 1.0f);
    m.pose[0] = m.pose[1] = a->pose;
    m.pose[2] = m.pose[3] = b->pose;
    m.weight[1] = (1 + 2 * u) * (1 - u) * (1 - u);
    m.weight[2] = u * u * (3 - 2 * u);
    /* Slot 0 is the key before a, slot 3 the one after b. */
    add_tangent(&m, list, i, loops, u * (1 - u) * (1 - u) * length, 0, 2);
    add_tangent(&m, list, i + 1, loops, u * u * (u - 1) * length, 1, 3);
    return m;
}

struct figure_moment figure_clip_moment(const struct figure_clip *clip, uint16_t frame)
{
    double done;
    struct figure_moment m;
    int f = frame & ~FIGURE_STILL, level = 0;
    float out_s = (float)keyframes_s(&clip->out), cycle_s = (float)keyframes_s(&clip->cycle);
    enum figure_part part = figure_clip_part_of(clip, frame, &done);
    bool loops = part == FIGURE_CYCLE || (part == FIGURE_REST && figure_clip_cyclic(clip));
    if (part == FIGURE_STAY)
        level = f - (out_frames(clip) + cycle_frames(clip)) + 1;
    else if (part == FIGURE_REST)
        level = f - rest_frame(clip, 1) + 1;
    float left = (float)done;
    if (part == FIGURE_STAY || part == FIGURE_BACK)
        done = 1 - done;
    m = loops ? blend_at(&clip->cycle, (float)done * cycle_s, true)
              : blend_at(&clip->out, (float)done * out_s, false);
    level = level < BREATH_LEVELS ? level : BREATH_LEVELS - 1;
    m.breath = (float)level / (float)(BREATH_LEVELS - 1);
    if (part == FIGURE_BACK && figure_clip_breathes(clip))
        m.blows = smoothf(0, 0.12f, left) * smoothf(1, 0.86f, left);
    return m;
}
