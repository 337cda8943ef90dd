#include "content/figure_pose_json.h"

#include <string.h>

enum { MAX_POSES = 24 };

/* A target may be this far out of reach, metres: a hand's give. */
static const float REACH_SLACK = 0.012f;

static const char *const joint_names[JOINT_COUNT] = {
    [JOINT_NONE] = "room",
    [JOINT_PELVIS] = "pelvis",
    [JOINT_CHEST] = "chest",
    [JOINT_HEAD] = "head",
    [JOINT_LEFT_SHOULDER] = "left-shoulder",
    [JOINT_RIGHT_SHOULDER] = "right-shoulder",
    [JOINT_LEFT_ELBOW] = "left-elbow",
    [JOINT_RIGHT_ELBOW] = "right-elbow",
    [JOINT_LEFT_HAND] = "left-hand",
    [JOINT_RIGHT_HAND] = "right-hand",
    [JOINT_LEFT_HIP] = "left-hip",
    [JOINT_RIGHT_HIP] = "right-hip",
    [JOINT_LEFT_KNEE] = "left-knee",
    [JOINT_RIGHT_KNEE] = "right-knee",
    [JOINT_LEFT_ANKLE] = "left-ankle",
    [JOINT_RIGHT_ANKLE] = "right-ankle",
    [JOINT_LEFT_SOLE] = "left-sole",
    [JOINT_RIGHT_SOLE] = "right-sole",
};

static const char *const flesh_names[FLESH_COUNT] = {
    [FLESH_NONE] = "nothing",
    [FLESH_LEFT_THIGH] = "left-thigh",
    [FLESH_RIGHT_THIGH] = "right-thigh",
    [FLESH_LEFT_SHIN] = "left-shin",
    [FLESH_RIGHT_SHIN] = "right-shin",
    [FLESH_LEFT_HAND] = "left-hand",
    [FLESH_RIGHT_HAND] = "right-hand",
    [FLESH_TRUNK] = "trunk",
};

static bool read_numbers(struct json_object *o, const char *key, double limit, size_t count,
                         float *out)
{
    struct json list = json_array(o, key, count, count);
    if (!json_present(list))
        return false;
    for (struct json item = json_first(list); json_present(item); item = json_next(item)) {
        double value = 0;
        if (json_value_number(item, -limit, limit, &value))
            *out = (float)value;
        out++;
    }
    return true;
}

bool figure_json_vec3(struct json_object *object, const char *key, double limit, vec3 *out)
{
    float v[3] = {out->x, out->y, out->z};
    struct json here = json_member(object, key, JSON_OPTIONAL);
    if (!json_present(here) || !read_numbers(object, key, limit, 3, v))
        return false;
    *out = v3(v[0], v[1], v[2]);
    return true;
}

static bool has(struct json_object *o, const char *key)
{
    return json_present(json_member(o, key, JSON_OPTIONAL));
}

/* A height in metres, or the name of one's own flesh. */
static void read_on(struct json_object *o, struct figure_target *t)
{
    struct json on = json_member(o, "on", JSON_OPTIONAL);
    if (!json_present(on))
        return;
    t->rests = json_type(on) != JSON_STRING;
    t->flesh = FLESH_NONE;
    if (t->rests)
        t->surface = (float)json_number(o, "on", -1, 3, 0);
    else
        t->flesh = (enum figure_flesh)json_enum(o, "on", flesh_names, FLESH_COUNT, FLESH_NONE);
}

/* What carries pelvis or head: a height in metres, for the pelvis also "heels", or "nothing". */
static void read_rest(struct json_object *o, const char *const *beds, size_t count,
                      struct figure_rest *rest)
{
    struct json on = json_member(o, "on", JSON_OPTIONAL);
    if (!json_present(on))
        return;
    *rest = (struct figure_rest){BED_SURFACE, 0};
    if (json_type(on) != JSON_STRING)
        rest->surface = (float)json_number(o, "on", -1, 3, 0);
    else
        rest->bed = json_enum(o, "on", beds, count, 0) == 0 ? BED_NONE : BED_HEELS;
}

/* What is not given stays as inherited; a new place forgets what the old one was counted from. */
static void read_target(struct json value, struct figure_target *t, bool hand)
{
    struct json_object o;
    if (!json_present(value) || !json_object_begin(&o, value))
        return;
    if (figure_json_vec3(&o, "at", 5, &t->at)) {
        t->by = JOINT_NONE;
        t->rests = t->elbow_rests = false;
        t->flesh = FLESH_NONE;
    }
    if (has(&o, "by"))
        t->by = (enum figure_joint)json_enum(&o, "by", joint_names, JOINT_COUNT, JOINT_NONE);
    read_on(&o, t);
    figure_json_vec3(&o, "toward", 10, &t->toward);
    figure_json_vec3(&o, "point", 10, &t->point);
    if (hand) {
        figure_json_vec3(&o, "palm", 10, &t->palm);
        t->grip = (float)json_number(&o, "grip", 0, 1, (double)t->grip);
        t->elbow_rests = t->elbow_rests || has(&o, "elbow");
        t->elbow_surface = (float)json_number(&o, "elbow", -1, 3, (double)t->elbow_surface);
    }
    json_object_done(&o);
}

static enum figure_flesh other_flesh(enum figure_flesh flesh)
{
    if (flesh == FLESH_NONE || flesh == FLESH_TRUNK)
        return flesh;
    return (flesh - FLESH_LEFT_THIGH) % 2 == 0 ? flesh + 1 : flesh - 1;
}

static enum figure_joint other_side(enum figure_joint joint)
{
    if (joint < JOINT_LEFT_SHOULDER)
        return joint;
    bool left = (joint - JOINT_LEFT_SHOULDER) % 2 == 0;
    return left ? joint + 1 : joint - 1;
}

/* The same on the body's other side: mirrored in the upright plane through the pelvis. */
static struct figure_target mirrored(const struct figure_target *t, const struct figure_pose *pose)
{
    struct figure_target out = *t;
    vec3 across = v3_turn(v3(1, 0, 0), v3(0, 1, 0), pose->pelvis_turn[0]);
    vec3 centre = t->by == JOINT_NONE ? pose->pelvis_at : v3(0, 0, 0);
    out.at = v3_mad(t->at, across, -2 * v3_dot(v3_sub(t->at, centre), across));
    out.toward = v3_mad(t->toward, across, -2 * v3_dot(t->toward, across));
    out.point = v3_mad(t->point, across, -2 * v3_dot(t->point, across));
    out.palm = v3_mad(t->palm, across, -2 * v3_dot(t->palm, across));
    out.by = other_side(t->by);
    out.flesh = other_flesh(t->flesh);
    return out;
}

static void read_limbs(struct json_object *o, struct figure_pose *pose, const char *both,
                       const char *left, const char *right, struct figure_target t[2], bool hand)
{
    struct json pair = json_member(o, both, JSON_OPTIONAL);
    if (json_present(pair)) {
        read_target(pair, &t[FIGURE_LEFT], hand);
        t[FIGURE_RIGHT] = mirrored(&t[FIGURE_LEFT], pose);
    }
    read_target(json_member(o, left, JSON_OPTIONAL), &t[FIGURE_LEFT], hand);
    read_target(json_member(o, right, JSON_OPTIONAL), &t[FIGURE_RIGHT], hand);
}

static void read_trunk(struct json_object *o, struct figure_pose *pose, bool required)
{
    static const char *const beds[] = {"nothing", "heels"};
    struct json_object part;
    struct json pelvis = json_member(o, "pelvis", required ? JSON_REQUIRED : JSON_OPTIONAL);
    if (json_present(pelvis) && json_object_begin(&part, pelvis)) {
        figure_json_vec3(&part, "at", 5, &pose->pelvis_at);
        if (has(&part, "turn"))
            read_numbers(&part, "turn", 360, 3, pose->pelvis_turn);
        read_rest(&part, beds, 2, &pose->pelvis_rest);
        json_object_done(&part);
    }
    struct json spine = json_member(o, "spine", JSON_OPTIONAL);
    if (json_present(spine) && json_object_begin(&part, spine)) {
        if (has(&part, "bend"))
            read_numbers(&part, "bend", 90, 2, pose->spine_bend);
        pose->spine_side = (float)json_number(&part, "side", -45, 45, (double)pose->spine_side);
        pose->spine_twist = (float)json_number(&part, "twist", -80, 80, (double)pose->spine_twist);
        json_object_done(&part);
    }
    struct json head = json_member(o, "head", JSON_OPTIONAL);
    if (json_present(head) && json_object_begin(&part, head)) {
        float *turn = pose->head_turn;
        read_rest(&part, beds, 1, &pose->head_rest);
        turn[0] = (float)json_number(&part, "yaw", -80, 80, (double)turn[0]);
        turn[1] = (float)json_number(&part, "pitch", -60, 60, (double)turn[1]);
        turn[2] = (float)json_number(&part, "roll", -40, 40, (double)turn[2]);
        json_object_done(&part);
    }
}

/* Where a pose says where this limb goes; the pose itself when it only inherits that. */
static struct json limb_place(struct json pose, const char *limb, const char *pair)
{
    struct json place = pose;
    for (struct json part = json_first(pose); json_present(part); part = json_next(part)) {
        if (strcmp(json_key(part), limb) == 0)
            return part;
        if (strcmp(json_key(part), pair) == 0)
            place = part;
    }
    return place;
}

static void check_limb(struct json pose, const char *limb, const char *pair, float missing)
{
    if (missing > REACH_SLACK)
        json_error(limb_place(pose, limb, pair),
                   "%s misses its place by %.1f cm; move it or the body nearer", limb,
                   (double)missing * 100);
}

static void check_reach(struct json place, const struct figure_pose *pose)
{
    struct figure_reach reach = figure_pose_reach(pose);
    check_limb(place, "left_hand", "hands", reach.hand[FIGURE_LEFT]);
    check_limb(place, "left_foot", "feet", reach.foot[FIGURE_LEFT]);
    check_limb(place, "right_hand", "hands", reach.hand[FIGURE_RIGHT]);
    check_limb(place, "right_foot", "feet", reach.foot[FIGURE_RIGHT]);
}

static void read_pose(struct json value, struct figure_poses *poses, struct figure_pose *pose)
{
    struct json_object o;
    if (!json_object_begin(&o, value))
        return;
    pose->eyes = 1;
    struct json from = json_member(&o, "from", JSON_OPTIONAL);
    const char *base_name = json_present(from) ? json_value_string(from, 64, NULL) : NULL;
    if (base_name) {
        const char *name = pose->name;
        const struct figure_pose *base = figure_poses_find(poses, base_name, from);
        if (base)
            *pose = *base;
        pose->name = name;
    }
    read_trunk(&o, pose, !json_present(from));
    static const char *const eyes[] = {"closed", "open"};
    pose->eyes = (float)json_enum(&o, "eyes", eyes, 2, pose->eyes > 0.5f);
    pose->breath = (float)json_number(&o, "breath", 0, 1, (double)pose->breath);
    read_limbs(&o, pose, "hands", "left_hand", "right_hand", pose->hand, true);
    read_limbs(&o, pose, "feet", "left_foot", "right_foot", pose->foot, false);
    if (json_object_done(&o))
        check_reach(value, pose);
}

bool figure_poses_read(struct json value, struct arena *arena, struct figure_poses *out)
{
    size_t count = json_count(value);
    memset(out, 0, sizeof *out);
    if (json_type(value) != JSON_OBJECT || count == 0 || count > MAX_POSES) {
        if (json_present(value))
            json_error(value, "\"poses\" needs 1 to %d named poses", MAX_POSES);
        return false;
    }
    struct json_object o;
    json_object_begin(&o, value);
    out->list = ARENA_ARRAY(arena, struct figure_pose, count);
    for (struct json item = json_first(value); json_present(item); item = json_next(item)) {
        struct figure_pose *pose = &out->list[out->count];
        pose->name = arena_strdup(arena, json_key(item));
        /* Marks the key as known. */
        json_member(&o, pose->name, JSON_OPTIONAL);
        read_pose(item, out, pose);
        out->count++;
    }
    return json_object_done(&o);
}

const struct figure_pose *figure_poses_find(const struct figure_poses *poses, const char *name,
                                            struct json asked)
{
    const char *names[MAX_POSES];
    for (size_t i = 0; i < poses->count; i++) {
        names[i] = poses->list[i].name;
        if (strcmp(names[i], name) == 0)
            return &poses->list[i];
    }
    const char *nearest = json_nearest(name, names, poses->count);
    if (nearest)
        json_error(asked, "no pose \"%s\" so far; did you mean \"%s\"?", name, nearest);
    else
        json_error(asked, "no pose \"%s\" so far; a pose must stand above where it is used", name);
    return NULL;
}
