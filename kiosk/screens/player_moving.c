#include "screens/player_moving.h"

#include <math.h>

#include "base/hash.h"
#include "screens/player_frame.h"

/* Of a breath, on each side of the middle: a fraction of a pixel each, which nobody sees. With each
 * all of the ring is painted again, else only its end. */
enum { SWELL_STEPS = 12 };

/* What is counted, told or lit by this moment: while it is the same, so is the rest, but for what
 * comes with the clock alone (the step's bar, one text after another). */
static uint64_t look_of(const struct session_view *view, bool less_motion)
{
    uint64_t hash = hash_word((uint64_t)(uintptr_t)view->current, (uint64_t)view->state);
    hash = hash_pair(hash, (uint32_t)view->phase, (uint32_t)view->motion.part);
    hash = hash_pair(hash, (uint32_t)view->side, (uint32_t)view->side_index);
    hash = hash_pair(hash, (uint32_t)view->set, (uint32_t)view->rep);
    hash = hash_pair(hash, (uint32_t)view->number, (uint32_t)view->count_in);
    hash = hash_pair(hash, (uint32_t)view->asks, (uint32_t)view->turn);
    hash = hash_pair(hash, view->letting_go, view->breathing_in);
    return hash_pair(hash, less_motion, 0);
}

static struct player_moving *moving_of(const struct player_frame *f)
{
    return &f->context->visit->player_moving;
}

void player_moving_begin(const struct player_frame *f)
{
    *moving_of(f) = (struct player_moving){.look = look_of(&f->view, f->ui->less_motion)};
}

void player_draw_figure(const struct player_frame *f, struct rect room)
{
    struct player_moving *moving = moving_of(f);
    moving->room = room;
    moving->figure = draw_piece_begin(f->ui->list);
    player_figure(f->ui, room, &f->view, f->routine);
    draw_piece_end(f->ui->list, &moving->figure);
}

void player_draw_ring(const struct player_frame *f, struct rect place, const struct ring *ring)
{
    struct player_moving *moving = moving_of(f);
    moving->place = place;
    moving->ink = ring->color;
    moving->ring = draw_piece_begin(f->ui->list);
    ui_ring_track(f->ui, place, ring);
    draw_piece_end(f->ui->list, &moving->ring);
    ui_ring_words(f->ui, place, ring);
}

void player_move_ring(const struct session_view *view, bool less_motion, struct ring *ring)
{
    ring->left = view->phase == PHASE_OWN_PACE && view->count_in == 0 ? 1 : 1 - view->progress;
    ring->swell = 1;
    if (view->phase != PHASE_BREATHS || less_motion)
        return;
    double in = view->motion.fraction * view->motion.fraction * (3 - 2 * view->motion.fraction);
    double swell = view->breathing_in ? 2 * in - 1 : 1 - 2 * in;
    ring->swell = round(swell * SWELL_STEPS) / SWELL_STEPS;
}

static bool draw_ring_again(struct ui *ui, const struct player_moving *moving,
                            const struct session_view *view)
{
    struct ring ring = {.color = moving->ink};
    player_move_ring(view, ui->less_motion, &ring);
    draw_again_begin(ui->list, &moving->ring);
    if (moving->ring.count > 0)
        ui_ring_track(ui, moving->place, &ring);
    return draw_again_end(ui->list, &moving->ring);
}

bool player_move(struct screen_context *context, struct ui *ui)
{
    const struct player_moving *moving = &context->visit->player_moving;
    const struct session *session = &context->visit->session;
    struct session_view view;
    if (!session->routine)
        return false;
    session_view_moving(session, context->now, &view);
    if (look_of(&view, ui->less_motion) != moving->look)
        return false;
    draw_again_begin(ui->list, &moving->figure);
    if (moving->figure.count > 0)
        player_figure(ui, moving->room, &view, session->routine);
    return draw_again_end(ui->list, &moving->figure) && draw_ring_again(ui, moving, &view);
}
