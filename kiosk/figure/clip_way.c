#include "figure/pose.h"
#include "figure/skeleton.h"

/* The ways that a clip's arrows show, and which frames show them. */

static double share_at(const struct figure_keyframes *list, size_t key)
{
    return (double)list->keys[key].at_s / (double)list->keys[list->count - 1].at_s;
}

/* It comes back the way that it went. */
static bool to_and_fro(const struct figure_keyframes *loop)
{
    for (size_t i = 0; i < loop->count; i++)
        if (loop->keys[i].pose != loop->keys[loop->count - 1 - i].pose)
            return false;
    return loop->count > 2;
}

/* How far hands and feet reach out from the pelvis: both sides, hand and foot. */
struct reaches {
    float of[2][2];
};

static struct reaches find_reaches(const struct figure_pose *pose)
{
    struct figure_moment m = {.pose = {pose, pose, pose, pose}, .weight = {0, 1, 0, 0}};
    struct skeleton s;
    struct reaches out;
    skeleton_solve(&m, &s);
    for (int side = 0; side < 2; side++) {
        out.of[side][0] = v3_length(v3_sub(s.arm[side].end, s.spine[0].o));
        out.of[side][1] = v3_length(v3_sub(s.leg[side].end, s.spine[0].o));
    }
    return out;
}

static bool as_far(float a, float b)
{
    return fabsf(a - b) < 0.02f;
}

/* A pair of limbs in both halves of a loop. */
struct pair_habits {
    bool mirrors; /* what the left does in one half the right does in the other */
    bool still;   /* both stay where they are, as crossed legs do */
};

static void watch_pair(struct pair_habits *habits, int limb, const struct reaches *first,
                       const struct reaches *a, const struct reaches *b)
{
    for (int side = 0; side < 2; side++) {
        habits->mirrors &= as_far(a->of[side][limb], b->of[!side][limb]);
        habits->still &= as_far(a->of[side][limb], first->of[side][limb]);
        habits->still &= as_far(b->of[side][limb], first->of[side][limb]);
    }
}

/* It holds on to something all the time. */
static bool hand_holds(const struct figure_keyframes *loop, int side)
{
    const struct figure_target *first = &loop->keys[0].pose->hand[side];
    for (size_t i = 1; i < loop->count; i++) {
        const struct figure_target *t = &loop->keys[i].pose->hand[side];
        if (t->by != JOINT_NONE || first->by != JOINT_NONE ||
            v3_length(v3_sub(t->at, first->at)) > 0.001f)
            return false;
    }
    return true;
}

/* There is a middle, and what comes before it is not what comes after it turned round. */
static bool has_halves(const struct figure_keyframes *loop)
{
    return loop->count >= 5 && loop->count % 2 == 1 && !to_and_fro(loop);
}

bool figure_clip_changes_sides(const struct figure_clip *clip)
{
    const struct figure_keyframes *loop = &clip->cycle;
    struct pair_habits hands = {true, true}, feet = {true, true};
    if (!figure_clip_cyclic(clip) || !has_halves(loop))
        return false;
    struct reaches first = find_reaches(loop->keys[0].pose);
    for (size_t i = 0, half = loop->count / 2; i < half; i++) {
        struct reaches a = find_reaches(loop->keys[i].pose);
        struct reaches b = find_reaches(loop->keys[half + i].pose);
        watch_pair(&hands, 0, &first, &a, &b);
        watch_pair(&feet, 1, &first, &a, &b);
    }
    if (feet.mirrors && (hand_holds(loop, FIGURE_LEFT) || hand_holds(loop, FIGURE_RIGHT)))
        return !feet.still;
    bool alternates = (hands.mirrors || hands.still) && (feet.mirrors || feet.still);
    return alternates && (hands.mirrors || feet.mirrors);
}

/* Out one way and back, then out another way: as a back that sinks and then rises. */
static bool goes_two_ways(const struct figure_keyframes *loop)
{
    const struct figure_pose *first = loop->keys[0].pose;
    return has_halves(loop) && loop->keys[loop->count / 2].pose == first &&
           loop->keys[loop->count - 1].pose == first;
}

int figure_clip_ways(const struct figure_clip *clip)
{
    if (!figure_clip_cyclic(clip))
        return 1;
    return goes_two_ways(&clip->cycle) || figure_clip_changes_sides(clip) ? 2 : 1;
}

/* The key where the way from key `from` turns: the first stop, or else the first other pose; the
 * `end` of a step that is made of several without one. */
static size_t find_turn(const struct figure_keyframes *loop, size_t from, size_t end, bool step)
{
    size_t turn = 0, others = 0;
    if (to_and_fro(loop))
        return loop->count / 2;
    for (size_t i = from + 1; i < end; i++) {
        bool other = loop->keys[i].pose != loop->keys[from].pose;
        others += other;
        if (other && (turn == 0 || (loop->keys[i].stop && !loop->keys[turn].stop)))
            turn = i;
    }
    if (step && others > 1 && !loop->keys[turn].stop)
        return end;
    return turn > 0 ? turn : from + 1;
}

static void find_return(const struct figure_keyframes *loop, size_t from, size_t turn,
                        struct figure_way *way)
{
    size_t leaves = turn;
    while (leaves + 1 < loop->count && loop->keys[leaves + 1].pose == loop->keys[turn].pose)
        leaves++;
    for (size_t i = leaves + 1; i < loop->count; i++)
        if (loop->keys[i].pose == loop->keys[turn].pose)
            leaves = i;
    if (leaves + turn - from >= loop->count)
        return;
    for (size_t k = 0; k <= turn - from; k++)
        if (loop->keys[leaves + k].pose != loop->keys[turn - k].pose)
            return;
    way->returns = true;
    way->back_from = share_at(loop, leaves);
    way->back_to = share_at(loop, leaves + turn - from);
}

struct figure_way figure_clip_way(const struct figure_clip *clip, int number)
{
    struct figure_way way = {.to = 1, .shown = 1, .out_done = 1, .back_done = 1};
    const struct figure_keyframes *loop = &clip->cycle;
    if (!figure_clip_cyclic(clip))
        return way;
    bool two = figure_clip_ways(clip) > 1;
    size_t from = number > 0 ? loop->count / 2 : 0;
    size_t end = two && number == 0 ? loop->count / 2 : loop->count - 1;
    way.begins = share_at(loop, from);
    while (from + 2 < end && loop->keys[from + 1].pose == loop->keys[from].pose)
        from++;
    size_t turn = find_turn(loop, from, end, figure_clip_changes_sides(clip));
    way.from = share_at(loop, from);
    way.to = share_at(loop, turn);
    find_return(loop, from, turn, &way);
    return way;
}

uint16_t figure_way_frame(const struct figure_clip *clip, const struct figure_way *way,
                          double share)
{
    if (!figure_clip_cyclic(clip))
        return figure_clip_frame(clip, FIGURE_OUT, share, 0);
    return figure_clip_frame(clip, FIGURE_CYCLE, way->from + share * (way->to - way->from), 0);
}

/* Of the way out, all of it until here; gone from there on. */
static const float GOES[2] = {0.80f, 0.94f};
/* Of the way back: it comes, and goes. Until the start pose rests nothing points out again. */
static const float BACK_COMES = 0.14f, BACK_GOES[2] = {0.82f, 0.94f};
/* Before a loop's way begins. */
static const float BEFORE = 0.025f;

/* What a movement has left behind, an arrow that shows its beginning, need not be seen longer. */
static float lasts(const struct figure_way *way)
{
    return mixf(0.35f, 1, way->shown);
}

static struct figure_arrow_share out_share(const struct figure_way *way, float done)
{
    float until = minf(lasts(way), way->out_done);
    return (struct figure_arrow_share){smoothf(GOES[1] * until, GOES[0] * until, done), false,
                                       done};
}

static struct figure_arrow_share back_share(const struct figure_way *way, float done)
{
    float until = minf(lasts(way), way->back_done);
    float share = minf(smoothf(0, BACK_COMES, done),
                       smoothf(BACK_GOES[1] * until, BACK_GOES[0] * until, done));
    return (struct figure_arrow_share){share, true, 1 - done};
}

static struct figure_arrow_share loop_share(const struct figure_way *way, float done)
{
    float begins = (float)way->begins, from = (float)way->from, to = (float)way->to;
    if (done >= begins && done < from)
        return (struct figure_arrow_share){1, false, 0};
    if (done >= from && done < to)
        return out_share(way, (done - from) / (to - from));
    float back = (float)way->back_from, ends = (float)way->back_to;
    float ahead = begins > done ? begins - done : begins + 1 - done;
    if (way->returns && done >= back && done < ends && ahead > BEFORE)
        return back_share(way, (done - back) / (ends - back));
    return (struct figure_arrow_share){smoothf(BEFORE, 0.005f, ahead), false, 0};
}

struct figure_arrow_share figure_clip_arrow(const struct figure_clip *clip, uint16_t frame,
                                            const struct figure_way *way)
{
    double done;
    if (frame & FIGURE_STILL)
        return (struct figure_arrow_share){0};
    switch (figure_clip_part_of(clip, frame, &done)) {
    case FIGURE_OUT:
        return out_share(way, (float)done);
    case FIGURE_BACK:
        return back_share(way, (float)done);
    case FIGURE_CYCLE:
        return loop_share(way, (float)done);
    case FIGURE_REST:
        return (struct figure_arrow_share){way->begins > 0 ? 0 : 1, false, 0};
    default:
        return (struct figure_arrow_share){0};
    }
}
