// links: folder clinic
/* What a carrier is told, and what comes of its answers; the real one is tried by flow/carrier.sh.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "carrier/wire.h"
#include "clinic/stick.h"
#include "clinic/stick_out.h"
#include "folder.h"

enum { HEARD_MAX = 1 << 20, SHORT_MS = 300, LONG_MS = 20000 };

/* A carrier that does as it is told. */
static struct {
    pthread_t thread;
    int listens;
    const char *answer; /* NULL: none */
    bool early;         /* it answers, or is gone, after the first line */
    bool deaf;          /* it takes nothing, and stays */
    int release[2];     /* closed: a deaf one may go */
    char line[WIRE_LINE];
    char heard[HEARD_MAX];
    size_t length;
    bool whole; /* the last piece came */
} carrier;

static bool take(int fd, void *out, size_t size)
{
    for (size_t got = 0; got < size;) {
        ssize_t now = read(fd, (char *)out + got, size - got);
        if (now <= 0)
            return false;
        got += (size_t)now;
    }
    return true;
}

static void hear_line(int fd)
{
    size_t length = 0;
    while (length < sizeof carrier.line - 1 && take(fd, &carrier.line[length], 1) &&
           carrier.line[length] != '\n')
        length++;
    carrier.line[length] = '\0';
}

static void hear_pieces(int fd)
{
    unsigned char head[4];
    while (take(fd, head, sizeof head)) {
        size_t size =
            (size_t)head[0] << 24 | (size_t)head[1] << 16 | (size_t)head[2] << 8 | head[3];
        carrier.whole = size == 0;
        if (size == 0 || size > WIRE_PIECE || carrier.length + size > HEARD_MAX ||
            !take(fd, carrier.heard + carrier.length, size))
            return;
        carrier.length += size;
    }
}

static void *serve(void *unused)
{
    (void)unused;
    int fd = accept(carrier.listens, NULL, NULL);
    char end;
    if (carrier.deaf)
        (void)!read(carrier.release[0], &end, 1);
    else
        hear_line(fd);
    if (!carrier.deaf && !carrier.early)
        hear_pieces(fd);
    if (carrier.answer)
        (void)!write(fd, carrier.answer, strlen(carrier.answer));
    close(fd);
    return NULL;
}

static const char *socket_path(void)
{
    return folder_path("socket");
}

static void begin(const char *answer)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    assert_true(strlen(socket_path()) < sizeof address.sun_path);
    strcpy(address.sun_path, socket_path());
    carrier.answer = answer;
    carrier.length = 0;
    carrier.whole = false;
    carrier.listens = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(pipe(carrier.release), 0);
    assert_int_equal(bind(carrier.listens, (struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(listen(carrier.listens, 4), 0);
    assert_int_equal(pthread_create(&carrier.thread, NULL, serve, NULL), 0);
}

static void end(void)
{
    close(carrier.release[1]);
    pthread_join(carrier.thread, NULL);
    close(carrier.release[0]);
    close(carrier.listens);
    unlink(socket_path());
    carrier.early = carrier.deaf = false;
}

static int setup(void **state)
{
    (void)state;
    return folder_make();
}

static int teardown(void **state)
{
    (void)state;
    return folder_remove();
}

static struct stick_out *put(int patience_ms)
{
    return stick_out_by(socket_path(), "sdb1", "kiosk-message.txt", patience_ms);
}

static int put_text(const char *answer, const char *text)
{
    begin(answer);
    struct stick_out *out = put(LONG_MS);
    stick_out_write(out, text, strlen(text));
    int error = stick_out_end(out);
    end();
    return error;
}

static void test_the_bytes_are_handed_over_and_the_answer_is_heard(void **state)
{
    (void)state;
    assert_int_equal(put_text("0\n", "one"), 0);
    assert_string_equal(carrier.line, "put sdb1 kiosk-message.txt");
    assert_true(carrier.whole);
    assert_int_equal(carrier.length, 3);
    assert_memory_equal(carrier.heard, "one", 3);
    assert_int_equal(put_text("0\n", ""), 0);
    assert_true(carrier.whole);
    assert_int_equal(carrier.length, 0);
}

static void test_what_is_longer_than_a_piece_comes_whole(void **state)
{
    (void)state;
    enum { SIZE = 3 * WIRE_PIECE + 17 };
    char *bytes = malloc(SIZE);
    for (int i = 0; i < SIZE; i++)
        bytes[i] = (char)(i * 7 + i / 251);
    begin("0\n");
    struct stick_out *out = put(LONG_MS);
    assert_int_equal(stick_out_write(out, bytes, SIZE), 0);
    assert_int_equal(stick_out_end(out), 0);
    end();
    assert_int_equal(carrier.length, SIZE);
    assert_memory_equal(carrier.heard, bytes, SIZE);
    free(bytes);
}

static enum stick_written written(int error)
{
    char answer[16];
    snprintf(answer, sizeof answer, "%d\n", error);
    return stick_written_end(put_text(answer, "one"));
}

static void test_what_the_carrier_says_is_told(void **state)
{
    (void)state;
    assert_int_equal(written(ENOSPC), STICK_WRITE_FULL);
    assert_int_equal(written(ENODEV), STICK_WRITE_GONE);
    assert_int_equal(written(EIO), STICK_WRITE_GONE);
    assert_int_equal(written(EROFS), STICK_WRITE_READ_ONLY);
    assert_int_equal(written(EINVAL), STICK_WRITE_FAILED);
}

static void test_what_the_carrier_leaves_unsaid_is_no_success(void **state)
{
    (void)state;
    static const char *const answers[] = {
        NULL, "", "\n", "ok\n", "-1\n", "0 0\n", "00000000000000000000000000000000"};
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++)
        assert_int_equal(stick_written_end(put_text(answers[i], "one")), STICK_WRITE_FAILED);
}

/* It may be full long before all was said. */
static int put_much(const char *answer)
{
    static char bytes[1 << 20];
    carrier.early = true;
    begin(answer);
    struct stick_out *out = put(LONG_MS);
    int error = 0;
    for (int i = 0; i < 64 && error == 0; i++)
        error = stick_out_write(out, bytes, sizeof bytes);
    assert_int_not_equal(error, 0);
    error = stick_out_end(out);
    end();
    return error;
}

static void test_a_carrier_that_ends_early_is_believed(void **state)
{
    (void)state;
    assert_int_equal(put_much("28\n"), ENOSPC);
    assert_int_equal(stick_written_end(put_much("0\n")), STICK_WRITE_FAILED);
    assert_int_equal(stick_written_end(put_much(NULL)), STICK_WRITE_FAILED);
}

static void test_nobody_waits_for_ever(void **state)
{
    (void)state;
    static char bytes[8 << 20]; /* more than a socket holds */
    carrier.deaf = true;
    begin(NULL);
    struct stick_out *out = put(SHORT_MS);
    assert_int_equal(stick_out_write(out, "one", 3), 0);
    assert_int_equal(stick_out_end(out), ETIMEDOUT);
    end();
    carrier.deaf = true;
    begin(NULL);
    out = put(SHORT_MS);
    assert_int_equal(stick_out_write(out, bytes, sizeof bytes), ETIMEDOUT);
    stick_out_drop(out);
    end();
    assert_int_equal(stick_written_end(ETIMEDOUT), STICK_WRITE_FAILED);
}

static void test_what_is_dropped_never_ends(void **state)
{
    (void)state;
    begin("125\n");
    struct stick_out *out = put(LONG_MS);
    stick_out_write(out, "one", 3);
    stick_out_drop(out);
    end();
    assert_int_equal(carrier.length, 3);
    assert_false(carrier.whole);
}

static struct bundle *bundle_out(void)
{
    const struct bundle_sink sink = stick_out_sink(put(LONG_MS));
    struct bundle *bundle = bundle_begin_to(&sink, 1764720000);
    bundle_add(bundle, "a.txt", "one", 3);
    return bundle;
}

static void test_a_bundle_goes_by_the_carrier(void **state)
{
    (void)state;
    begin("0\n");
    assert_int_equal(bundle_end(bundle_out()), 0);
    end();
    assert_true(carrier.whole);
    FILE *file = fopen(folder_path("got.zip"), "w");
    assert_int_equal(fwrite(carrier.heard, 1, carrier.length, file), carrier.length);
    assert_int_equal(fclose(file), 0);
    size_t length;
    char *text = bundle_read(folder_path("got.zip"), "a.txt", 10, &length);
    assert_non_null(text);
    assert_string_equal(text, "one");
    free(text);
}

static void test_a_bundle_that_is_not_taken_says_why(void **state)
{
    (void)state;
    carrier.early = true;
    begin("28\n");
    assert_int_equal(bundle_end(bundle_out()), ENOSPC);
    end();
    begin("125\n");
    bundle_drop(bundle_out());
    end();
    assert_false(carrier.whole);
}

static void test_no_carrier_is_no_pulled_stick(void **state)
{
    (void)state;
    struct stick_out *out = put(LONG_MS);
    stick_out_write(out, "one", 3);
    assert_int_equal(stick_written_end(stick_out_end(out)), STICK_WRITE_FAILED);
}

static void test_a_carrier_is_for_the_sticks_of_the_appliance(void **state)
{
    (void)state;
    unsetenv(WIRE_SOCKET);
    assert_false(stick_out_carries(WIRE_MOUNTS "/sdb1"));
    setenv(WIRE_SOCKET, socket_path(), 1);
    assert_false(stick_out_carries(WIRE_MOUNTS "/sdb1")); /* nobody listens */
    begin("0\n");
    assert_true(stick_out_carries(WIRE_MOUNTS "/sdb1"));
    assert_true(stick_out_carries(WIRE_MOUNTS "/sdb1/packs"));
    assert_false(stick_out_carries(WIRE_MOUNTS));
    assert_false(stick_out_carries(WIRE_MOUNTS "/"));
    assert_false(stick_out_carries("/media/stick"));
    assert_int_equal(stick_out_end(put(LONG_MS)), 0);
    end();
    unsetenv(WIRE_SOCKET);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_the_bytes_are_handed_over_and_the_answer_is_heard),
        TEST(test_what_is_longer_than_a_piece_comes_whole),
        TEST(test_what_the_carrier_says_is_told),
        TEST(test_what_the_carrier_leaves_unsaid_is_no_success),
        TEST(test_a_carrier_that_ends_early_is_believed),
        TEST(test_nobody_waits_for_ever),
        TEST(test_what_is_dropped_never_ends),
        TEST(test_a_bundle_goes_by_the_carrier),
        TEST(test_a_bundle_that_is_not_taken_says_why),
        TEST(test_no_carrier_is_no_pulled_stick),
        TEST(test_a_carrier_is_for_the_sticks_of_the_appliance),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
