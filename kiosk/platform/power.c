#include "platform/power.h"

#include <SDL_syswm.h>
#include <stdlib.h>
#include <string.h>
#include <xcb/dpms.h>
#include <xcb/xcb.h>
#include <xf86drm.h>
#include <xf86drmMode.h>

#include "base/log.h"

/* A connection of its own for a moment: twice a day. DPMS is enabled only while it is off, as the
 * server would else switch it off by itself after ten minutes without a touch. */
static bool set_x11(bool on)
{
    xcb_connection_t *x = xcb_connect(NULL, NULL);
    const xcb_query_extension_reply_t *known =
        xcb_connection_has_error(x) ? NULL : xcb_get_extension_data(x, &xcb_dpms_id);
    bool can = known && known->present;
    if (can) {
        xcb_dpms_set_timeouts(x, 0, 0, 0);
        xcb_dpms_enable(x);
        xcb_dpms_force_level(x, on ? XCB_DPMS_DPMS_MODE_ON : XCB_DPMS_DPMS_MODE_OFF);
        if (on)
            xcb_dpms_disable(x);
        xcb_generic_error_t *error = NULL; /* an answer: all before it is done */
        free(xcb_dpms_info_reply(x, xcb_dpms_info(x), &error));
        can = !error;
        free(error);
    }
    xcb_disconnect(x);
    return can;
}

static bool set_property(int fd, const drmModeConnector *connector, bool on)
{
    for (int i = 0; i < connector->count_props; i++) {
        drmModePropertyRes *property = drmModeGetProperty(fd, connector->props[i]);
        bool found = property && strcmp(property->name, "DPMS") == 0;
        drmModeFreeProperty(property);
        if (found)
            return drmModeConnectorSetProperty(fd, connector->connector_id, connector->props[i],
                                               on ? DRM_MODE_DPMS_ON : DRM_MODE_DPMS_OFF) == 0;
    }
    return false;
}

/* Every screen of the card that SDL draws on. */
static bool set_drm(int fd, bool on)
{
    drmModeRes *card = drmModeGetResources(fd);
    bool done = false;
    for (int i = 0; card && i < card->count_connectors; i++) {
        drmModeConnector *connector = drmModeGetConnectorCurrent(fd, card->connectors[i]);
        if (connector && connector->encoder_id != 0)
            done |= set_property(fd, connector, on);
        drmModeFreeConnector(connector);
    }
    drmModeFreeResources(card);
    return done;
}

static bool set(SDL_Window *window, bool on)
{
    SDL_SysWMinfo info;
    SDL_VERSION(&info.version);
    if (!SDL_GetWindowWMInfo(window, &info))
        return false;
    if (info.subsystem == SDL_SYSWM_X11)
        return set_x11(on);
    return info.subsystem == SDL_SYSWM_KMSDRM && set_drm(info.info.kmsdrm.drm_fd, on);
}

bool power_set(SDL_Window *window, bool on)
{
    bool done = set(window, on);
    if (done)
        log_info("display_power", "on=%d", on);
    else if (!on)
        log_warn("display_power", "text=%s", "it cannot be switched off here; it stays black");
    return done;
}
