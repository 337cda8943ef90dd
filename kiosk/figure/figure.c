#include "figure/figure.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "figure/render.h"

/* Part of the rectangle left free at every side. */
static const float MARGIN = 0.040f;

struct figure_renderer {
    struct render render;
    bool ready; /* `render` has its memory */
    struct scene scene;
    const struct figure_clip *scene_clip; /* whose scene this is; NULL: none */
    unsigned scene_person;
    uint16_t scene_still; /* the frame of a still; 0: all others */
    float scene_yaw, scene_pitch;
    int ghost_width, ghost_height; /* of the view that the ghost was kept for; 0: none was */
};

struct figure_renderer *figure_renderer_create(void)
{
    return MEMORY_NEW(struct figure_renderer);
}

void figure_renderer_rest(struct figure_renderer *r)
{
    if (!r->ready)
        return;
    render_free(&r->render);
    r->render = (struct render){0};
    r->ready = false;
    r->ghost_width = 0;
}

void figure_renderer_destroy(struct figure_renderer *renderer)
{
    if (!renderer)
        return;
    figure_renderer_rest(renderer);
    free(renderer);
}

void figure_renderer_forget(struct figure_renderer *renderer)
{
    renderer->scene_clip = NULL;
}

static void use_scene(struct figure_renderer *r, const struct figure_clip *clip, unsigned person,
                      uint16_t frame)
{
    uint16_t still = frame & FIGURE_STILL ? frame : 0;
    if (r->scene_clip == clip && r->scene_person == person && r->scene_still == still &&
        r->scene_yaw == clip->camera_yaw && r->scene_pitch == clip->camera_pitch)
        return;
    scene_prepare(&r->scene, clip, person_get(person), frame);
    r->ghost_width = 0;
    r->scene_still = still;
    r->scene_clip = clip;
    r->scene_person = person;
    r->scene_yaw = clip->camera_yaw;
    r->scene_pitch = clip->camera_pitch;
}

static struct viewport fit(const struct camera *c, int width, int height)
{
    float w = (float)width, h = (float)height;
    float range_x = maxf(c->max_x - c->min_x, 1e-3f), range_y = maxf(c->max_y - c->min_y, 1e-3f);
    float scale = minf(w * (1 - 2 * MARGIN) / range_x, h * (1 - 2 * MARGIN) / range_y);
    return (struct viewport){.x = w / 2 - scale * (c->min_x + c->max_x) / 2,
                             .y = h / 2 + scale * (c->min_y + c->max_y) / 2,
                             .scale = scale,
                             .width = width,
                             .height = height};
}

static float rounded(const struct figure_pose *pose)
{
    return maxf(pose->spine_bend[0], 0) + maxf(pose->spine_bend[1], 0);
}

static bool felt_in_back(const struct figure_clip *clip)
{
    return zones_hold(clip->feel, clip->feel_count, ZONE_LUMBAR) ||
           zones_hold(clip->feel, clip->feel_count, ZONE_UPPER_BACK);
}

/* The pose whose stretch is felt: the end of the way out, unless it is felt in the back and the
 * start rounds that much further, as in a cat that turns to a cow. */
static const struct figure_pose *felt_pose(const struct figure_clip *clip)
{
    const struct figure_keyframes *out = &clip->out;
    const struct figure_pose *first = out->keys[0].pose, *last = out->keys[out->count - 1].pose;
    return felt_in_back(clip) && rounded(first) > rounded(last) + 15 ? first : last;
}

/* A zone glows as its stretch is reached; in a free loop, away from where that begins. In steps of
 * which no eye sees one: all of a zone then changes in few frames. */
static float zone_share(const struct figure_clip *clip, const struct figure_moment *m)
{
    static const float STEPS = 24;
    bool ends = clip->out.count > 0;
    const struct figure_pose *pose = ends ? felt_pose(clip) : clip->cycle.keys[0].pose;
    float near = 0;
    for (int i = 0; i < 4; i++)
        near += m->pose[i] == pose ? m->weight[i] : 0;
    return roundf(STEPS * smoothf(0.25f, 0.75f, ends ? near : 1 - near)) / STEPS;
}

bool figure_clip_glows(const struct figure_clip *clip, uint16_t frame)
{
    struct figure_moment moment = figure_clip_moment(clip, frame);
    return clip->feel_count > 0 && zone_share(clip, &moment) >= 0.5f;
}

/* A nerve is what glides in the whole movement: it is always seen, and clearest where it is felt.
 */
static float shown_share(const struct figure_clip *clip, const struct figure_moment *m)
{
    static const float LEAST = 0.35f;
    bool nerve = zones_are_nerve(clip->feel, clip->feel_count);
    return mixf(nerve ? LEAST : 0, 1, zone_share(clip, m));
}

/* The ghost comes as the body leaves it: while that is near, there would be scraps beside it. */
static float ghost_share(const struct figure_moment *m, const struct figure_pose *pose)
{
    float other = 0;
    for (int i = 0; i < 4; i++)
        other += m->pose[i] == pose ? 0 : fabsf(m->weight[i]);
    return smoothf(0.30f, 0.65f, other);
}

static bool trace(struct figure_renderer *r, const struct render_input *in,
                  struct figure_moment moment, struct ghost *out)
{
    struct render_input traced = *in;
    struct skeleton s;
    moment.person = in->person;
    skeleton_solve(&moment, &s);
    traced.skeleton = &s;
    traced.zone_count = 0;
    return render_trace(&r->render, &traced, out);
}

/* Keeps what of that pose is seen behind the body at the other end of the movement, either way
 * that it goes. */
static bool keep_ghost(struct figure_renderer *r, const struct figure_clip *clip,
                       const struct render_input *in, struct figure_moment pose)
{
    static const float THIN = 0.024f; /* metres */
    static const float LINE = 0.21f;  /* of that, but no thinner than LEAST_LINE pixels */
    static const float LEAST_LINE = 1.0f;
    struct render *render = &r->render;
    float thin = THIN * in->view.scale / r->scene.camera.distance;
    bool of_end = r->scene.ghost == SCENE_GHOST_OF_END;
    if (!trace(r, in, pose, &render->ghost) || !ghost_fill(&render->ghost))
        return false;
    for (int way = 0; way < figure_clip_ways(clip); way++) {
        struct figure_way out = figure_clip_way(clip, way);
        uint16_t frame = figure_way_frame(clip, &out, of_end ? 0 : 1);
        if (!trace(r, in, figure_clip_moment(clip, frame), &render->hider) ||
            !ghost_mark(&render->ghost, &render->hider, thin))
            return false;
    }
    return ghost_keep_marked(&render->ghost, maxf(LINE * thin, LEAST_LINE));
}

/* Has the ghost's pose kept, once for all frames of the clip, as its camera is found once;
 * in->ghost becomes how clearly this frame shows it. False when there is no memory. */
static bool find_ghost(struct figure_renderer *r, const struct figure_clip *clip,
                       const struct figure_moment *m, struct render_input *in)
{
    bool of_end = r->scene.ghost == SCENE_GHOST_OF_END;
    struct figure_moment start =
        figure_clip_moment(clip, of_end ? figure_clip_frame(clip, FIGURE_OUT, 1, 0) : 0);
    if (r->scene.ghost == SCENE_NO_GHOST)
        return true;
    in->ghost = ghost_share(m, start.pose[of_end ? 2 : 1]);
    if (r->ghost_width == in->view.width && r->ghost_height == in->view.height)
        return true;
    if (!keep_ghost(r, clip, in, start))
        return false;
    r->ghost_width = in->view.width;
    r->ghost_height = in->view.height;
    return true;
}

bool figure_render(struct figure_renderer *r, const struct figure_clip *clip, uint16_t frame,
                   unsigned person, int width, int height, struct figure_picture *out)
{
    if (width <= 0 || height <= 0 || width > 8192 || height > 8192)
        return false;
    if (!r->ready)
        render_init(&r->render);
    r->ready = true;
    use_scene(r, clip, person, frame);
    struct skeleton s;
    struct person wet = person_in_water(person_get(person));
    struct figure_moment moment = figure_clip_moment(clip, frame);
    moment.person = r->scene.water >= 0 ? &wet : person_get(person);
    skeleton_solve(&moment, &s);
    float share = shown_share(clip, &moment);
    struct render_input input = {.scene = &r->scene,
                                 .skeleton = &s,
                                 .person = moment.person,
                                 .zones = clip->feel,
                                 .zone_count = share > 0 ? clip->feel_count : 0,
                                 .zone_share = share,
                                 .view = fit(&r->scene.camera, width, height)};
    for (int i = 0; i < r->scene.arrow_count; i++)
        input.arrows[i] = figure_clip_arrow(clip, frame, &r->scene.arrows[i].way);
    return find_ghost(r, clip, &moment, &input) && render_run(&r->render, &input, out);
}
