#include "content/figure_json.h"

#include <string.h>

#include "content/figure_pose_json.h"

enum { MAX_KEYS = 32 };

static const char *const prop_names[PROP_KIND_COUNT] = {
#define X(NAME, name) #name,
    FIGURE_PROPS(X)
#undef X
};

static const char *const zone_names[ZONE_KIND_COUNT] = {
    [ZONE_NONE] = "none",
    [ZONE_GLUTE] = "glute",
    [ZONE_HAMSTRING] = "hamstring",
    [ZONE_CALF] = "calf",
    [ZONE_HIP] = "hip",
    [ZONE_INNER_THIGH] = "inner-thigh",
    [ZONE_LUMBAR] = "lumbar",
    [ZONE_UPPER_BACK] = "upper-back",
    [ZONE_ABDOMEN] = "abdomen",
    [ZONE_CHEST] = "chest",
    [ZONE_SHOULDER] = "shoulder",
    [ZONE_NECK] = "neck",
    [ZONE_FLANK] = "flank",
    [ZONE_NERVE] = "nerve",
};

static const char *const arrow_names[ARROW_PART_COUNT] = {
    [ARROW_NONE] = "none",
    [ARROW_HEAD] = "head",
    [ARROW_LEFT_HAND] = "left-hand",
    [ARROW_RIGHT_HAND] = "right-hand",
    [ARROW_LEFT_KNEE] = "left-knee",
    [ARROW_RIGHT_KNEE] = "right-knee",
    [ARROW_LEFT_FOOT] = "left-foot",
    [ARROW_RIGHT_FOOT] = "right-foot",
    [ARROW_LEFT_HEEL] = "left-heel",
    [ARROW_RIGHT_HEEL] = "right-heel",
    [ARROW_LEFT_ANKLE] = "left-ankle",
    [ARROW_RIGHT_ANKLE] = "right-ankle",
    [ARROW_LEFT_HIP] = "left-hip",
    [ARROW_RIGHT_HIP] = "right-hip",
    [ARROW_CHEST] = "chest",
    [ARROW_BACK] = "back",
    [ARROW_BELLY] = "belly",
    [ARROW_PELVIS] = "pelvis",
    [ARROW_WEIGHT] = "weight",
    [ARROW_TURN] = "turn",
    [ARROW_AIR] = "air",
};

static const char *const side_names[] = {"left", "right"};

static void read_prop(struct json value, struct figure_prop *prop)
{
    struct json_object o;
    if (!json_object_begin(&o, value))
        return;
    int kind = json_enum(&o, "kind", prop_names, PROP_KIND_COUNT, -1);
    prop->kind = kind < 0 ? PROP_MAT : (enum figure_prop_kind)kind;
    prop->size = figure_prop_usual_size(prop->kind);
    figure_json_vec3(&o, "at", 10, &prop->at);
    figure_json_vec3(&o, "size", 10, &prop->size);
    prop->yaw = (float)json_number(&o, "yaw", -360, 360, 0);
    prop->side = (enum figure_side)json_enum(&o, "side", side_names, 2, FIGURE_LEFT);
    json_object_done(&o);
}

static void read_props(struct json_object *o, struct figure_clip *clip)
{
    struct json list = json_array(o, "props", 0, FIGURE_MAX_PROPS);
    for (struct json item = json_first(list); json_present(item); item = json_next(item))
        if (clip->prop_count < FIGURE_MAX_PROPS)
            read_prop(item, &clip->props[clip->prop_count++]);
}

/* "glute", "glute-left", "glute-right" */
static bool parse_zone(const char *text, struct figure_zone *zone)
{
    size_t length = strlen(text);
    zone->side = ZONE_BOTH;
    if (length > 5 && strcmp(text + length - 5, "-left") == 0) {
        zone->side = ZONE_LEFT;
        length -= 5;
    } else if (length > 6 && strcmp(text + length - 6, "-right") == 0) {
        zone->side = ZONE_RIGHT;
        length -= 6;
    }
    for (int i = 1; i < ZONE_KIND_COUNT; i++)
        if (strlen(zone_names[i]) == length && strncmp(zone_names[i], text, length) == 0) {
            zone->kind = (enum figure_zone_kind)i;
            return true;
        }
    return false;
}

static void read_feel(struct json_object *o, struct figure_clip *clip)
{
    struct json list = json_array(o, "feel", 0, FIGURE_MAX_ZONES);
    for (struct json item = json_first(list); json_present(item); item = json_next(item)) {
        const char *text = json_value_string(item, 32, NULL);
        if (!text || clip->feel_count >= FIGURE_MAX_ZONES)
            continue;
        if (parse_zone(text, &clip->feel[clip->feel_count]))
            clip->feel_count++;
        else
            json_error(
                item,
                "no body zone \"%s\"; allowed are glute, hamstring, calf, hip, inner-thigh, "
                "lumbar, upper-back, abdomen, chest, shoulder, neck, flank, nerve, with -left "
                "or -right",
                text);
    }
}

static void read_key(struct json item, const struct figure_poses *poses,
                     struct figure_keyframe *key, float after)
{
    struct json name = json_first(item), at = json_next(name), how = json_next(at);
    double seconds = 0;
    static const char *const ways[] = {"through", "stop"};
    int way = 0;
    if (json_type(item) != JSON_ARRAY || json_count(item) < 2 || json_count(item) > 3) {
        json_error(item, "a keyframe is [pose, seconds] or [pose, seconds, \"stop\"]");
        return;
    }
    const char *pose = json_value_string(name, 64, NULL);
    if (pose)
        key->pose = figure_poses_find(poses, pose, name);
    if (json_value_number(at, 0, 120, &seconds) && (float)seconds < after)
        json_error(at, "%g s comes before the keyframe above; times must rise", seconds);
    if (json_present(how) && json_value_enum(how, ways, 2, &way))
        key->stop = way == 1;
    key->at_s = (float)seconds;
}

static void read_keys(struct json_object *o, const char *key, const struct figure_poses *poses,
                      struct arena *arena, struct figure_keyframes *out)
{
    struct json list = json_array(o, key, 0, MAX_KEYS);
    size_t count = json_count(list);
    if (count == 0)
        return;
    struct figure_keyframe *keys = ARENA_ARRAY(arena, struct figure_keyframe, count);
    size_t errors = json_errors(list.file);
    size_t n = 0;
    float after = 0;
    for (struct json item = json_first(list); json_present(item); item = json_next(item), n++) {
        read_key(item, poses, &keys[n], after);
        after = keys[n].at_s;
        if (!keys[n].pose)
            keys[n].pose = &poses->list[0];
    }
    out->keys = keys;
    out->count = n;
    if (json_errors(list.file) > errors)
        return;
    if (keys[0].at_s > 0)
        json_error(json_first(list), "the first keyframe must be at 0 s");
    if (count > 1 && keys[count - 1].at_s < 0.2f)
        json_error(list, "the movement takes %g s; at least 0.2", (double)keys[count - 1].at_s);
}

static void check_keys(struct json figure, struct figure_clip *clip)
{
    if (clip->out.count == 0 && clip->cycle.count == 0)
        json_error(figure, "no movement; allowed are \"out\", \"cycle\" or both");
    const struct figure_keyframes *c = &clip->cycle;
    if (c->count == 1 || (c->count > 1 && c->keys[0].pose != c->keys[c->count - 1].pose))
        json_error(figure, "\"cycle\" must come back to the pose it begins with");
}

static void read_arrow(struct json value, enum figure_arrow_part *arrow)
{
    int part = ARROW_NONE;
    json_value_enum(value, arrow_names, ARROW_PART_COUNT, &part);
    *arrow = (enum figure_arrow_part)part;
}

/* One, or a list. */
static void read_arrows(struct json_object *o, struct figure_clip *clip)
{
    struct json value = json_member(o, "arrow", JSON_OPTIONAL);
    int n = 0;
    if (json_present(value) && json_type(value) != JSON_ARRAY) {
        read_arrow(value, &clip->arrow[0]);
        return;
    }
    struct json list = json_array(o, "arrow", 0, FIGURE_MAX_ARROWS);
    for (struct json item = json_first(list); json_present(item) && n < FIGURE_MAX_ARROWS;
         item = json_next(item))
        read_arrow(item, &clip->arrow[n++]);
}

bool content_parse_figure(struct json figure, struct arena *arena, const struct figure_clip **out)
{
    struct json_object o;
    *out = NULL;
    if (!json_object_begin(&o, figure))
        return false;
    struct figure_clip *clip = ARENA_NEW(arena, struct figure_clip);
    struct json_object camera;
    if (json_object_begin(&camera, json_member(&o, "camera", JSON_REQUIRED))) {
        clip->camera_yaw = (float)json_number(&camera, "yaw", -180, 180, 0);
        clip->camera_pitch = (float)json_number(&camera, "pitch", 0, 80, 15);
        clip->camera_distance = (float)json_number(&camera, "distance", 2, 12, 6.5);
        json_object_done(&camera);
    }
    clip->side = (enum figure_side)json_enum(&o, "side", side_names, 2, FIGURE_LEFT);
    read_props(&o, clip);
    read_feel(&o, clip);
    read_arrows(&o, clip);
    struct figure_poses poses;
    bool read = figure_poses_read(json_member(&o, "poses", JSON_REQUIRED), arena, &poses);
    json_member(&o, "out", JSON_OPTIONAL);
    json_member(&o, "cycle", JSON_OPTIONAL);
    if (read) {
        read_keys(&o, "out", &poses, arena, &clip->out);
        read_keys(&o, "cycle", &poses, arena, &clip->cycle);
        check_keys(figure, clip);
    }
    if (!json_object_done(&o) || !read)
        return false;
    figure_clip_find_still(clip);
    *out = clip;
    return true;
}
