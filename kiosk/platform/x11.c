#include "platform/x11.h"

#include <X11/Xlib.h>
#include <stdlib.h>
#include <string.h>
#include <xcb/randr.h>
#include <xcb/xcb.h>

#include "base/log.h"
#include "base/memory.h"

struct x11 {
    xcb_connection_t *connection;
    xcb_window_t root;
    xcb_randr_output_t output; /* of the last place; 0: none yet */
    xcb_atom_t manager, state, state_fullscreen;
};

/* Ours to free; NULL on an error or a lost connection. */
#define REPLY(x11, request, ...)                                                                   \
    request##_reply((x11)->connection, request((x11)->connection, __VA_ARGS__), NULL)

static xcb_atom_t find_atom(struct x11 *x11, const char *name)
{
    xcb_intern_atom_reply_t *reply = REPLY(x11, xcb_intern_atom, 0, (uint16_t)strlen(name), name);
    xcb_atom_t atom = reply ? reply->atom : XCB_ATOM_NONE;
    free(reply);
    return atom;
}

/* Want of memory gives NULL. */
static bool has_randr(struct x11 *x11)
{
    const xcb_query_extension_reply_t *known =
        xcb_get_extension_data(x11->connection, &xcb_randr_id);
    return known && known->present;
}

static void select_events(struct x11 *x11)
{
    const uint32_t properties = XCB_EVENT_MASK_PROPERTY_CHANGE;
    xcb_change_window_attributes(x11->connection, x11->root, XCB_CW_EVENT_MASK, &properties);
    if (has_randr(x11))
        xcb_randr_select_input(x11->connection, x11->root,
                               XCB_RANDR_NOTIFY_MASK_SCREEN_CHANGE |
                                   XCB_RANDR_NOTIFY_MASK_CRTC_CHANGE |
                                   XCB_RANDR_NOTIFY_MASK_OUTPUT_CHANGE);
    xcb_flush(x11->connection);
}

struct x11 *x11_open(void)
{
    int number = 0;
    struct x11 *x11 = MEMORY_NEW(struct x11);
    x11->connection = xcb_connect(NULL, &number);
    if (xcb_connection_has_error(x11->connection)) {
        x11_close(x11);
        return NULL;
    }
    xcb_screen_iterator_t screens = xcb_setup_roots_iterator(xcb_get_setup(x11->connection));
    while (number-- > 0 && screens.rem > 1)
        xcb_screen_next(&screens);
    x11->root = screens.data->root;
    x11->manager = find_atom(x11, "_NET_SUPPORTING_WM_CHECK");
    x11->state = find_atom(x11, "_NET_WM_STATE");
    x11->state_fullscreen = find_atom(x11, "_NET_WM_STATE_FULLSCREEN");
    select_events(x11);
    return x11;
}

void x11_close(struct x11 *x11)
{
    if (!x11)
        return;
    xcb_disconnect(x11->connection);
    free(x11);
}

/* False when the output is off or not there any more. Whether it is connected is not asked: screens
 * that do not tell their kind are not, and still show something once they are switched on. */
static bool output_place(struct x11 *x11, xcb_randr_output_t output, struct rect *place)
{
    xcb_randr_get_output_info_reply_t *info =
        REPLY(x11, xcb_randr_get_output_info, output, XCB_CURRENT_TIME);
    xcb_randr_crtc_t id = info ? info->crtc : XCB_NONE;
    free(info);
    if (id == XCB_NONE)
        return false;
    xcb_randr_get_crtc_info_reply_t *crtc =
        REPLY(x11, xcb_randr_get_crtc_info, id, XCB_CURRENT_TIME);
    bool on = crtc && crtc->mode != XCB_NONE && crtc->width > 0 && crtc->height > 0;
    if (on)
        *place = (struct rect){crtc->x, crtc->y, crtc->width, crtc->height};
    free(crtc);
    x11->output = on ? output : x11->output;
    return on;
}

static xcb_randr_output_t primary_output(struct x11 *x11)
{
    xcb_randr_get_output_primary_reply_t *reply =
        REPLY(x11, xcb_randr_get_output_primary, x11->root);
    xcb_randr_output_t output = reply ? reply->output : XCB_NONE;
    free(reply);
    return output;
}

static bool whole_screen(struct x11 *x11, struct rect *place)
{
    xcb_get_geometry_reply_t *root = REPLY(x11, xcb_get_geometry, x11->root);
    if (root)
        *place = (struct rect){0, 0, root->width, root->height};
    free(root);
    return root != NULL;
}

bool x11_place(struct x11 *x11, struct rect *place)
{
    xcb_randr_get_screen_resources_current_reply_t *all =
        has_randr(x11) ? REPLY(x11, xcb_randr_get_screen_resources_current, x11->root) : NULL;
    if (!all || all->num_outputs == 0) {
        free(all);
        return whole_screen(x11, place);
    }
    const xcb_randr_output_t *outputs = xcb_randr_get_screen_resources_current_outputs(all);
    xcb_randr_output_t primary = primary_output(x11);
    bool on = primary != XCB_NONE && output_place(x11, primary, place);
    on = on || (x11->output != XCB_NONE && output_place(x11, x11->output, place));
    for (int i = 0; !on && i < all->num_outputs; i++)
        on = output_place(x11, outputs[i], place);
    free(all);
    return on;
}

bool x11_changed(struct x11 *x11)
{
    const xcb_query_extension_reply_t *randr =
        xcb_get_extension_data(x11->connection, &xcb_randr_id);
    bool changed = false;
    xcb_generic_event_t *event;
    while ((event = xcb_poll_for_event(x11->connection))) {
        int type = event->response_type & 0x7F;
        if (type == XCB_PROPERTY_NOTIFY)
            changed |= ((xcb_property_notify_event_t *)event)->atom == x11->manager;
        else
            changed |= type == XCB_REPARENT_NOTIFY ||
                       (randr->present && (type == randr->first_event + XCB_RANDR_NOTIFY ||
                                           type == randr->first_event));
        free(event);
    }
    return changed;
}

void x11_attend(struct x11 *x11, uint32_t window)
{
    const uint32_t structure = XCB_EVENT_MASK_STRUCTURE_NOTIFY;
    xcb_change_window_attributes(x11->connection, window, XCB_CW_EVENT_MASK, &structure);
    xcb_flush(x11->connection);
}

bool x11_window_place(struct x11 *x11, uint32_t window, struct rect *place)
{
    xcb_get_geometry_reply_t *size = REPLY(x11, xcb_get_geometry, window);
    xcb_translate_coordinates_reply_t *at =
        REPLY(x11, xcb_translate_coordinates, window, x11->root, 0, 0);
    bool found = size && at;
    if (found)
        *place = (struct rect){at->dst_x, at->dst_y, size->width, size->height};
    free(size);
    free(at);
    return found;
}

/* The window that the property names; XCB_NONE when there is none. */
static xcb_window_t manager_at(struct x11 *x11, xcb_window_t window)
{
    xcb_get_property_reply_t *reply =
        REPLY(x11, xcb_get_property, 0, window, x11->manager, XCB_ATOM_WINDOW, 0, 1);
    xcb_window_t manager = XCB_NONE;
    if (reply && xcb_get_property_value_length(reply) == (int)sizeof manager)
        memcpy(&manager, xcb_get_property_value(reply), sizeof manager);
    free(reply);
    return manager;
}

/* Of a manager that ended, the root still names the window; only a living one names itself. */
bool x11_managed(struct x11 *x11)
{
    xcb_window_t manager = manager_at(x11, x11->root);
    return manager != XCB_NONE && manager_at(x11, manager) == manager;
}

void x11_cover(struct x11 *x11, uint32_t window, bool cover)
{
    const xcb_client_message_event_t message = {
        .response_type = XCB_CLIENT_MESSAGE,
        .format = 32,
        .window = window,
        .type = x11->state,
        .data.data32 = {cover ? 1 : 0, x11->state_fullscreen, 0, 1},
    };
    xcb_send_event(x11->connection, 0, x11->root,
                   XCB_EVENT_MASK_SUBSTRUCTURE_NOTIFY | XCB_EVENT_MASK_SUBSTRUCTURE_REDIRECT,
                   (const char *)&message);
    xcb_flush(x11->connection);
}

static void (*when_gone)(const char *cause);
static uint32_t guarded;

static int on_lost_connection(Display *display)
{
    (void)display;
    when_gone("the X server has gone");
    return 0;
}

static int on_error(Display *display, XErrorEvent *error)
{
    (void)display;
    log_warn("x11", "error=%d request=%d.%d", error->error_code, error->request_code,
             error->minor_code);
    if ((error->error_code == BadWindow || error->error_code == BadDrawable) &&
        error->resourceid == guarded)
        when_gone("the window was destroyed");
    return 0;
}

void x11_watch_over(void (*gone)(const char *cause))
{
    when_gone = gone;
    guarded = 0;
    XSetIOErrorHandler(on_lost_connection);
    XSetErrorHandler(on_error);
}

void x11_guard(uint32_t window)
{
    guarded = window;
}
