#include "platform/input.h"

#include <string.h>

enum { LOST_AFTER_MS = 10000, MOUSE = 0 };

void input_init(struct input *input)
{
    memset(input, 0, sizeof *input);
    input->next_pointer = MOUSE + 1;
    input->devices = SDL_GetNumTouchDevices();
}

bool input_has_room(const struct input *input)
{
    /* One SDL event queues two of ours at most (a lost finger that comes down again). */
    return input->count + INPUT_FINGERS + 2 <= INPUT_QUEUE;
}

static bool same_move(const struct event *a, const struct event *b)
{
    return a->kind == b->kind && a->pointer == b->pointer &&
           (a->kind == EVENT_POINTER_MOVE || a->kind == EVENT_HOVER);
}

static void push(struct input *input, const struct event *event)
{
    /* Of several moves in a row only the last counts. */
    if (input->count > 0 && same_move(&input->queue[input->count - 1], event))
        input->count--;
    if (input->count < INPUT_QUEUE)
        input->queue[input->count++] = *event;
}

void input_push(struct input *input, enum event_kind kind, ms_t at)
{
    push(input, &(struct event){.kind = kind, .at = at});
}

static void push_pointer(struct input *input, enum event_kind kind, ms_t at, int64_t pointer, int x,
                         int y)
{
    push(input, &(struct event){.kind = kind, .at = at, .x = x, .y = y, .pointer = pointer});
}

static int scaled(int value, int from, int to)
{
    return from > 0 && from != to ? (int)((int64_t)value * to / from) : value;
}

static int clamped(int value, int size)
{
    return value < 0 ? 0 : value >= size ? size - 1 : value;
}

/* A finger's position is a fraction of the window. */
static int finger_pixel(float fraction, int pixels)
{
    if (!(fraction > 0))
        return 0;
    return clamped((int)(fraction < 1 ? fraction * (float)pixels : (float)pixels), pixels);
}

static int find_finger(const struct input *input, const SDL_TouchFingerEvent *touch)
{
    for (int i = 0; i < input->finger_count; i++) {
        const struct input_finger *finger = &input->fingers[i];
        if (finger->device == touch->touchId && finger->id == touch->fingerId)
            return i;
    }
    return -1;
}

static void lift(struct input *input, int i, enum event_kind kind, ms_t at)
{
    struct input_finger finger = input->fingers[i];
    size_t after = (size_t)(--input->finger_count - i);
    memmove(&input->fingers[i], &input->fingers[i + 1], after * sizeof finger);
    push_pointer(input, kind, at, finger.pointer, finger.x, finger.y);
}

static void take_finger(struct input *input, const SDL_TouchFingerEvent *touch,
                        struct input_scale scale, ms_t at)
{
    int i = find_finger(input, touch);
    float across = touch->x, down = touch->y;
    touch_matrix_apply(&input->touch, &across, &down);
    int x = finger_pixel(across, scale.pixel_w), y = finger_pixel(down, scale.pixel_h);
    turn_back(input->turn, scale.pixel_w, scale.pixel_h, &x, &y);
    input->touched = true;
    if (touch->type == SDL_FINGERDOWN) {
        if (i >= 0)
            lift(input, i, EVENT_POINTER_CANCEL, at);
        if (input->finger_count == INPUT_FINGERS) /* the last to come is the one to follow */
            lift(input, 0, EVENT_POINTER_CANCEL, at);
        struct input_finger *finger = &input->fingers[input->finger_count++];
        *finger =
            (struct input_finger){touch->touchId, touch->fingerId, input->next_pointer++, x, y, at};
        push_pointer(input, EVENT_POINTER_DOWN, at, finger->pointer, x, y);
        return;
    }
    if (i < 0)
        return; /* it went down before we looked, or was given up */
    input->fingers[i].x = x;
    input->fingers[i].y = y;
    input->fingers[i].heard = at;
    if (touch->type == SDL_FINGERUP)
        lift(input, i, EVENT_POINTER_UP, at);
    else
        push_pointer(input, EVENT_POINTER_MOVE, at, input->fingers[i].pointer, x, y);
}

/* From window units, in place. */
static void mouse_pixel(const struct input *input, struct input_scale scale, int *x, int *y)
{
    *x = scaled(*x, scale.window_w, scale.pixel_w);
    *y = scaled(*y, scale.window_h, scale.pixel_h);
    turn_back(input->turn, scale.pixel_w, scale.pixel_h, x, y);
}

static void take_motion(struct input *input, const SDL_MouseMotionEvent *motion,
                        struct input_scale scale, ms_t at)
{
    int x = motion->x, y = motion->y;
    mouse_pixel(input, scale, &x, &y);
    input->touched = false;
    push_pointer(input, input->mouse_down ? EVENT_POINTER_MOVE : EVENT_HOVER, at, MOUSE, x, y);
}

static void take_button(struct input *input, const SDL_MouseButtonEvent *button,
                        struct input_scale scale, ms_t at)
{
    bool down = button->type == SDL_MOUSEBUTTONDOWN;
    if (button->button != SDL_BUTTON_LEFT || down == input->mouse_down)
        return;
    int x = button->x, y = button->y;
    mouse_pixel(input, scale, &x, &y);
    input->mouse_down = down;
    input->touched = false;
    push_pointer(input, down ? EVENT_POINTER_DOWN : EVENT_POINTER_UP, at, MOUSE, x, y);
}

static void take_wheel(struct input *input, const SDL_MouseWheelEvent *wheel,
                       struct input_scale scale, ms_t at)
{
    int notches = wheel->direction == SDL_MOUSEWHEEL_FLIPPED ? -wheel->y : wheel->y;
    if (notches == 0)
        return;
    int x = wheel->mouseX, y = wheel->mouseY;
    mouse_pixel(input, scale, &x, &y);
    push(input, &(struct event){.kind = EVENT_WHEEL, .at = at, .x = x, .y = y, .wheel = notches});
}

static bool is_staff(const SDL_Keysym *sym)
{
    return sym->sym == SDLK_s && (sym->mod & KMOD_CTRL) && (sym->mod & KMOD_ALT);
}

static void take_key(struct input *input, const SDL_KeyboardEvent *event, ms_t at)
{
    const SDL_Keysym *sym = &event->keysym;
    bool down = event->type == SDL_KEYDOWN;
    if (down && sym->sym == SDLK_F4 && (sym->mod & KMOD_ALT)) {
        if (!event->repeat)
            input_push(input, EVENT_QUIT, at);
        return;
    }
    if (down && is_staff(sym) && !event->repeat)
        push(input, &(struct event){.kind = EVENT_KEY, .at = at, .key = KEY_STAFF});
    enum key key = keys_meaning(&input->keys, sym, input->writing);
    if (key == KEY_NONE || (event->repeat && !keys_repeat(key)))
        return;
    push(input, &(struct event){.kind = down ? EVENT_KEY : EVENT_KEY_UP, .at = at, .key = key});
}

static void take_text(struct input *input, const SDL_TextInputEvent *written, ms_t at)
{
    struct event event = {.kind = EVENT_TEXT, .at = at};
    _Static_assert(sizeof event.text == sizeof written->text, "SDL's pieces would be cut");
    memcpy(event.text, written->text, sizeof event.text);
    event.text[sizeof event.text - 1] = '\0';
    if (*event.text)
        push(input, &event);
}

void input_take(struct input *input, const SDL_Event *event, struct input_scale scale, ms_t now)
{
    ms_t at = now - (ms_t)(uint32_t)(SDL_GetTicks() - event->common.timestamp);
    switch (event->type) {
    case SDL_FINGERDOWN:
    case SDL_FINGERMOTION:
    case SDL_FINGERUP:
        take_finger(input, &event->tfinger, scale, at);
        break;
    case SDL_MOUSEMOTION:
        if (event->motion.which != SDL_TOUCH_MOUSEID)
            take_motion(input, &event->motion, scale, at);
        break;
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        if (event->button.which != SDL_TOUCH_MOUSEID)
            take_button(input, &event->button, scale, at);
        break;
    case SDL_MOUSEWHEEL:
        if (event->wheel.which != SDL_TOUCH_MOUSEID)
            take_wheel(input, &event->wheel, scale, at);
        break;
    case SDL_KEYDOWN:
    case SDL_KEYUP:
        take_key(input, &event->key, at);
        break;
    case SDL_TEXTINPUT:
        take_text(input, &event->text, at);
        break;
    case SDL_QUIT:
        input_push(input, EVENT_QUIT, at);
        break;
    default:
        break;
    }
}

static void cancel_fingers(struct input *input, ms_t heard_until, ms_t now)
{
    for (int i = input->finger_count - 1; i >= 0; i--)
        if (input->fingers[i].heard <= heard_until)
            lift(input, i, EVENT_POINTER_CANCEL, now);
}

void input_expire(struct input *input, ms_t now)
{
    int devices = SDL_GetNumTouchDevices();
    bool unplugged = devices < input->devices;
    input->devices = devices;
    cancel_fingers(input, unplugged ? now : now - LOST_AFTER_MS, now);
}

void input_cancel(struct input *input, ms_t now)
{
    cancel_fingers(input, now, now);
    if (input->mouse_down) {
        input->mouse_down = false;
        push_pointer(input, EVENT_POINTER_CANCEL, now, MOUSE, 0, 0);
    }
}

size_t input_drain(struct input *input, struct event *events, size_t max)
{
    size_t n = input->count < max ? input->count : max;
    memcpy(events, input->queue, n * sizeof *events);
    input->count -= n;
    memmove(input->queue, input->queue + n, input->count * sizeof *events);
    return n;
}
