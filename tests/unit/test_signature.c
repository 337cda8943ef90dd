// links: packs store json base folder
#include <fcntl.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include "packs/keyring.h"
#include "test_packs_fixture.h"

/* What minisign 0.11 made of the file MESSAGE, by both of its ways, and the key it was made with.
 */
#define MESSAGE "A pack of Clinic Nord.\n"
#define KEY_LINE "RWSLJiaNay3GAKVvZ6GYmk/rBFUJ08nTZDuV9jmgYEjLzgBXDnZ/YgTf\n"
#define KEY "untrusted comment: minisign public key C62D6B8D26268B\n" KEY_LINE
#define FILE_LINE                                                                                  \
    "RUSLJiaNay3GALmANlOhwKECHpcBNlmurl8vbNhITnHvmTf+mEwOYsJJoMLMn5emzOEGiEcwjDPyscxOgsudfqootb4L" \
    "qRJLDg0=\n"
#define ALL_LINE                                                                                   \
    "u0aPlpiWA6Qs8Xew1JlCzZpWQh1ZB/oJZgn0MUrSauwOhErG/Z8EMG+fkusxZYyw+dKGF+uBBwb0Vayz54BrBA==\n"
#define COMMENT_LINE "trusted comment: clinic pack 1.0\n"
#define SIGNED "untrusted comment: untrusted\n" FILE_LINE COMMENT_LINE ALL_LINE
#define SIGNED_OLD                                                                                 \
    "untrusted comment: signature from minisign secret key\n"                                      \
    "RWSLJiaNay3GAArPEznKqHcOUOarYDzIXSb403HVaSWgYpIs850Ur/y/E+FPUStgDAl12oUo+A9h64Patt9up/8Levn4" \
    "Meq5pwk=\n" COMMENT_LINE                                                                      \
    "fu966cssXIcW6ZZ+Cryl/dQFr/txKz7Mpitms1gZNt1dwnh2ilsCcS3hrCS7FUo2ygAhP7oaYWETBoJej51NDA==\n"

static enum signature_verdict judge(const char *text, const char *message)
{
    struct signature_key keys[2] = {{{1}, {2}}};
    char comment[SIGNATURE_COMMENT] = "";
    assert_true(signature_key_parse(&keys[1], KEY));
    enum signature_verdict verdict =
        signature_check(text, keys, 2, message, strlen(message), comment);
    assert_string_equal(comment, verdict == SIGNATURE_GOOD ? "clinic pack 1.0" : "");
    return verdict;
}

static void test_what_minisign_signs_is_good(void **state)
{
    (void)state;
    assert_int_equal(judge(SIGNED, MESSAGE), SIGNATURE_GOOD);
    assert_int_equal(judge(SIGNED_OLD, MESSAGE), SIGNATURE_GOOD);
    assert_int_equal(
        judge("untrusted comment: other words\r\n" FILE_LINE COMMENT_LINE ALL_LINE, MESSAGE),
        SIGNATURE_GOOD);
}

static void test_a_changed_byte_is_found(void **state)
{
    (void)state;
    assert_int_equal(judge(SIGNED, "A pack of Clinic Nord!\n"), SIGNATURE_WRONG);
    assert_int_equal(judge(SIGNED_OLD, "A pack of Clinic Nord!\n"), SIGNATURE_WRONG);
    assert_int_equal(judge(SIGNED, ""), SIGNATURE_WRONG);
    assert_int_equal(judge("untrusted comment:\n" FILE_LINE
                           "trusted comment: clinic pack 1.1\n" ALL_LINE,
                           MESSAGE),
                     SIGNATURE_WRONG);
}

static void test_another_key_is_told_from_a_damaged_signature(void **state)
{
    (void)state;
    struct signature_key other;
    char comment[SIGNATURE_COMMENT];
    assert_true(signature_key_parse(&other, KEY));
    other.id[0] ^= 1;
    assert_int_equal(signature_check(SIGNED, &other, 1, MESSAGE, strlen(MESSAGE), comment),
                     SIGNATURE_OTHER_KEY);
    assert_int_equal(signature_check(SIGNED, &other, 0, MESSAGE, strlen(MESSAGE), comment),
                     SIGNATURE_OTHER_KEY);
    assert_int_equal(judge("", MESSAGE), SIGNATURE_DAMAGED);
    assert_int_equal(judge("untrusted comment:\n" FILE_LINE, MESSAGE), SIGNATURE_DAMAGED);
    assert_int_equal(judge("untrusted comment:\n" FILE_LINE COMMENT_LINE, MESSAGE),
                     SIGNATURE_DAMAGED);
    assert_int_equal(judge("untrusted comment:\nRUSL\n" COMMENT_LINE ALL_LINE, MESSAGE),
                     SIGNATURE_DAMAGED);
    /* Every beginning of a signature: an answer, and never a good one. */
    char part[sizeof SIGNED];
    for (size_t length = 0; length + 2 < sizeof SIGNED; length++) {
        memcpy(part, SIGNED, length);
        part[length] = '\0';
        assert_int_not_equal(judge(part, MESSAGE), SIGNATURE_GOOD);
    }
}

static void test_no_other_text_is_a_key(void **state)
{
    (void)state;
    struct signature_key key;
    assert_true(signature_key_parse(&key, "untrusted comment: by hand\r\n" KEY_LINE));
    assert_false(signature_key_parse(&key, KEY_LINE)); /* the comment's line is missing */
    assert_false(signature_key_parse(&key, "untrusted comment:\n" FILE_LINE));
    assert_false(signature_key_parse(&key, ""));
}

/* ---- the keys of a site ---- */

static void write_file(const char *name, const char *text)
{
    FILE *out = fopen(in_root(name), "w");
    assert_non_null(out);
    fputs(text, out);
    assert_int_equal(fclose(out), 0);
}

static enum keyring_state keys_in(const char *name)
{
    struct keyring ring;
    fault_list_free(&faults);
    return keyring_read(&ring, in_root(name), &faults);
}

static void test_a_key_that_cannot_be_read_lets_nothing_in(void **state)
{
    (void)state;
    assert_int_equal(keys_in("keys"), KEYRING_NONE);
    folder_shell("mkdir keys; touch keys/README");
    assert_int_equal(keys_in("keys"), KEYRING_NONE);
    assert_null(faults.first);
    write_file("keys/bad.pub", "no key\n");
    assert_int_equal(keys_in("keys"), KEYRING_UNREADABLE);
    assert_string_equal(faults.first->file, in_root("keys/bad.pub"));
    assert_int_equal(faults.errors, 1);
    write_file("keys/good.pub", KEY);
    assert_int_equal(keys_in("keys"), KEYRING_KEYS);
    assert_int_equal(faults.errors, 0);
    assert_int_equal(faults.warnings, 1);
    assert_int_equal(keys_in("keys/good.pub"), KEYRING_UNREADABLE); /* no folder */
}

/* "": it is taken; else what is said of it. */
static const char *staged(const char *path)
{
    fault_list_free(&faults);
    struct packs *packs = packs_open(dir, 0, &faults);
    assert_non_null(packs);
    packs_set_keys(packs, in_root("keys"));
    bool good = packs_stage(packs, in_root(path), &faults);
    packs_close(packs);
    assert_int_equal(good, faults.errors == 0);
    return good ? "" : faults.first->message;
}

static void expect_said(const char *path, const char *words)
{
    const char *message = staged(path);
    if (strncmp(message, words, strlen(words)) != 0 || (!*words && *message))
        fail_msg("%s: \"%s\" instead of \"%s\"", path, message, words);
    expect_tidy();
}

static void test_with_a_key_only_what_it_has_signed_is_staged(void **state)
{
    (void)state;
    expect_said("one", "");
    folder_shell("mkdir keys stick; printf 'A pack of Clinic Nord.\\n' >signed.zip; "
                 "cp signed.zip stick/other.zip");
    write_file("keys/clinic.pub", KEY);
    expect_said("one", "is a folder, which nobody can sign");
    expect_said("signed.zip", "is not signed");
    write_file("signed.zip.minisig", "nonsense\n");
    expect_said("signed.zip", "has a signature that cannot be read");
    write_file("signed.zip.minisig", SIGNED);
    expect_said("signed.zip", "is no .zip file"); /* let in, and then read */
    folder_shell("echo >>signed.zip");
    expect_said("signed.zip", "is not what was signed");
    folder_shell("sed -i s/RWSL/RWSM/ keys/clinic.pub");
    expect_said("signed.zip", "is signed with a key that this kiosk does not know");
    folder_shell("echo >keys/clinic.pub");
    expect_said("signed.zip", "is no public key of minisign");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_minisign_signs_is_good),
        cmocka_unit_test(test_a_changed_byte_is_found),
        cmocka_unit_test(test_another_key_is_told_from_a_damaged_signature),
        cmocka_unit_test(test_no_other_text_is_a_key),
        TEST(test_a_key_that_cannot_be_read_lets_nothing_in),
        TEST(test_with_a_key_only_what_it_has_signed_is_staged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
