// links: platform ui
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cmocka.h>

#include "platform/display.h"

/* A machine without a screen of its own is assumed only where it is said. */
static int setup(void **state)
{
    (void)state;
    unsetenv("DISPLAY");
    unsetenv("WAYLAND_DISPLAY");
    unsetenv("WAYLAND_SOCKET");
    setenv("XDG_RUNTIME_DIR", BUILD_DIR "/no-such-folder", 1);
    setenv("SDL_VIDEODRIVER", "x11,wayland", 1);
    return 0;
}

static void nothing_named_is_no_display(void **state)
{
    (void)state;
    assert_int_equal(display_find().state, DISPLAY_NONE);
}

/* SDL would draw into nothing and say that all is well. */
static void drivers_that_show_nothing_are_no_display(void **state)
{
    (void)state;
    const char *drivers[] = {"offscreen", "dummy", "no-such-driver", ",", "x", "x112"};
    setenv("DISPLAY", ":987", 1);
    for (int i = 0; i < 6; i++) {
        setenv("SDL_VIDEODRIVER", drivers[i], 1);
        assert_int_equal(display_find().state, DISPLAY_NONE);
    }
}

static void a_server_that_does_not_answer_is_awaited(void **state)
{
    (void)state;
    setenv("DISPLAY", ":987", 1);
    struct display display = display_find();
    assert_int_equal(display.state, DISPLAY_AWAITED);
    assert_string_equal(display.cause, "the X server does not answer");
    unsetenv("DISPLAY");
    setenv("WAYLAND_DISPLAY", "wayland-7", 1);
    display = display_find();
    assert_int_equal(display.state, DISPLAY_AWAITED);
    assert_string_equal(display.cause, "the Wayland compositor does not answer");
}

/* It would take the screens away from the server that is still to come. */
static void a_named_server_is_awaited_whatever_else_there_is(void **state)
{
    (void)state;
    unsetenv("SDL_VIDEODRIVER");
    setenv("DISPLAY", ":987", 1);
    assert_int_equal(display_find().state, DISPLAY_AWAITED);
}

static void a_compositor_that_answers_is_ready(void **state)
{
    (void)state;
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    char folder[] = "/tmp/displayXXXXXX";
    assert_non_null(mkdtemp(folder));
    snprintf(address.sun_path, sizeof address.sun_path, "%s/wayland-0", folder);
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof address), 0);
    setenv("XDG_RUNTIME_DIR", folder, 1);
    setenv("DISPLAY", ":987", 1);
    assert_int_equal(display_find().state, DISPLAY_AWAITED); /* nobody listens yet */
    assert_int_equal(listen(fd, 5), 0);
    struct display display = display_find();
    assert_int_equal(display.state, DISPLAY_READY);
    assert_string_equal(display.driver, "wayland");
    close(fd);
    unlink(address.sun_path);
    rmdir(folder);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup(f, setup)
    const struct CMUnitTest tests[] = {
        TEST(nothing_named_is_no_display),
        TEST(drivers_that_show_nothing_are_no_display),
        TEST(a_server_that_does_not_answer_is_awaited),
        TEST(a_named_server_is_awaited_whatever_else_there_is),
        TEST(a_compositor_that_answers_is_ready),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
