// links: base
/* Nobody who reads the log, or does not, holds the kiosk up. */
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/log.h"
#include "base/log_out.h"

/* What is logged goes into fds[1] and is read from fds[0]. */
struct pipe_log {
    int fds[2], kept;
    char text[1 << 20];
};

static struct pipe_log p;

static void begin(void)
{
    fcntl(p.fds[0], F_SETFL, O_NONBLOCK);
    fflush(stderr);
    p.kept = dup(STDERR_FILENO);
    assert_true(dup2(p.fds[1], STDERR_FILENO) >= 0);
    close(p.fds[1]);
}

static void finish(void)
{
    dup2(p.kept, STDERR_FILENO);
    close(p.kept);
    if (p.fds[0] >= 0)
        close(p.fds[0]);
}

static const char *read_all(void)
{
    size_t used = 0;
    ssize_t got;
    while ((got = read(p.fds[0], p.text + used, sizeof p.text - 1 - used)) > 0)
        used += (size_t)got;
    p.text[used] = '\0';
    return p.text;
}

static void log_many(int lines)
{
    char padding[201];
    memset(padding, '0', sizeof padding - 1);
    padding[sizeof padding - 1] = '\0';
    for (int i = 0; i < lines; i++)
        log_info("many", "line=%d padding=%s", i, padding);
}

static void expect_only_whole_lines(const char *text)
{
    for (const char *line = text; *line; line = strchr(line, '\n') + 1) {
        assert_memory_equal(line, "level=", 6);
        assert_non_null(strchr(line, '\n'));
    }
}

static void expect_losses_are_told(void)
{
    begin();
    log_many(2000); /* far more than a pipe or a socket holds; without reading, this must end */
    expect_only_whole_lines(read_all());
    assert_non_null(strstr(p.text, "line=0 "));
    assert_null(strstr(p.text, "line=1999 "));
    log_info("again", "line=%d", 0);
    const char *told = strstr(read_all(), "event=log_lost lines=");
    assert_non_null(told);
    int lost = 0;
    sscanf(told, "event=log_lost lines=%d", &lost);
    assert_in_range(lost, 100, 1999);
    assert_non_null(strstr(p.text, "event=again"));
    finish();
}

static void test_a_full_pipe_is_not_waited_for(void **state)
{
    (void)state;
    assert_int_equal(pipe(p.fds), 0);
    expect_losses_are_told();
}

static void test_a_full_socket_is_not_waited_for(void **state)
{
    (void)state;
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, p.fds), 0);
    expect_losses_are_told();
}

static void test_a_reader_that_went_away_is_survived(void **state)
{
    (void)state;
    assert_int_equal(pipe(p.fds), 0);
    begin();
    close(p.fds[0]);
    p.fds[0] = -1;
    log_many(3);
    finish();
    assert_int_equal(pipe(p.fds), 0);
    begin();
    log_info("again", "line=%d", 0);
    assert_non_null(strstr(read_all(), "event=log_lost lines=3\n"));
    finish();
}

static void test_a_full_disk_is_survived_and_told(void **state)
{
    (void)state;
    int kept = dup(STDERR_FILENO), full = open("/dev/full", O_WRONLY);
    assert_true(full >= 0 && dup2(full, STDERR_FILENO) >= 0);
    log_many(5);
    dup2(kept, STDERR_FILENO);
    close(kept);
    close(full);
    assert_int_equal(pipe(p.fds), 0);
    begin();
    log_info("again", "line=%d", 0);
    assert_non_null(strstr(read_all(), "event=log_lost lines=5\n"));
    finish();
}

int main(void)
{
    signal(SIGPIPE, SIG_IGN);
    log_out_never_wait();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_full_pipe_is_not_waited_for),
        cmocka_unit_test(test_a_full_socket_is_not_waited_for),
        cmocka_unit_test(test_a_reader_that_went_away_is_survived),
        cmocka_unit_test(test_a_full_disk_is_survived_and_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
