// links: packs store json base folder
/* Names in archives from all over the world: in the letters of Windows and DOS without a word about
 * it, in Info-ZIP's extra field, decomposed by macOS, mixed; and those that no letters fit. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "folder.h"
#include "packs/unpacked.h"

static const char script[] =
    "import json, struct, sys, unicodedata, zipfile, zlib\n"
    "stored = {}\n"
    "def encode(info):\n"
    "    return stored.get(info.filename, (info.filename.encode(), 0))\n"
    "zipfile.ZipInfo._encodeFilenameFlags = encode\n"
    "z = zipfile.ZipFile('z.zip', 'w', zipfile.ZIP_DEFLATED)\n"
    "def add(name, data='x', letters=None, flags=0, extra=b''):\n"
    "    info = zipfile.ZipInfo(name)\n"
    "    info.extra = extra\n"
    "    info.create_system = 0\n"
    "    raw = name if isinstance(letters, bytes) else name.encode(letters or 'utf-8')\n"
    "    stored[name] = (letters if isinstance(letters, bytes) else raw, flags)\n"
    "    z.writestr(info, data)\n"
    "def wants(*names, file='p/exercises/a.json', letters=None):\n"
    "    add(file, json.dumps({'images': [{'file': 'images/' + n} for n in names]}), letters)\n"
    "def up(name, raw):\n"
    "    data = struct.pack('<BI', 1, zlib.crc32(raw)) + name.encode()\n"
    "    return struct.pack('<HH', 0x7075, len(data)) + data\n"
    "nfd = lambda s: unicodedata.normalize('NFD', s)\n"
    "add('p/pack.json', '{}')\n";

static struct fault_list faults;

static int setup(void **state)
{
    (void)state;
    if (folder_make() != 0)
        return -1;
    folder_shell("mkdir run");
    setenv("RUNTIME_DIRECTORY", folder_path("run"), 1);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    fault_list_free(&faults);
    return folder_remove();
}

static void make_zip(const char *python)
{
    char text[8192];
    assert_true(snprintf(text, sizeof text, "%s%s\nz.close()\n", script, python) <
                (int)sizeof text);
    folder_write("make.py", text);
    folder_shell("rm -f z.zip; python3 -W ignore make.py");
}

/* The archive holds a pack with these files, and no others in images/. */
static void expect_pack(const char *python, const char *files)
{
    make_zip(python);
    fault_list_free(&faults);
    struct unpacked *unpacked = unpacked_open(folder_path("z.zip"), &faults);
    if (!unpacked)
        fail_msg("%s: %s", python, faults.first->message);
    folder_shell("ls '%s/images' | LC_ALL=C sort >listed; printf '%%s\\n' %s | LC_ALL=C sort "
                 ">expected; diff expected listed",
                 unpacked_folder(unpacked), files);
    unpacked_close(unpacked);
}

static void expect_refused(const char *python, const char *message)
{
    make_zip(python);
    fault_list_free(&faults);
    if (unpacked_open(folder_path("z.zip"), &faults))
        fail_msg("%s is taken: %s", python, message);
    bool found = false;
    for (const struct fault *f = faults.first; f; f = f->next)
        found |= strstr(f->message, message) != NULL;
    if (!found)
        fail_msg("%s: %s", python, faults.first ? faults.first->message : "no fault");
    folder_shell("test -z \"$(ls run)\"");
}

static void test_letters_of_windows(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"gbk", "深蹲-1.jpg"},        {"gb18030", "㐀䶵.jpg"},         {"big5", "功能訓練.jpg"},
        {"cp932", "表ソ十能.jpg"},    {"cp949", "운동_똠.jpg"},        {"cp866", "присед-1.jpg"},
        {"cp1251", "присед-1.jpg"},   {"cp720", "تمرين.jpg"},          {"cp1256", "تمرين.jpg"},
        {"cp437", "Übung.jpg"},       {"cp850", "Ão Ø.jpg"},           {"cp1252", "Übung–1.jpg"},
        {"cp852", "Ćwiczenie ł.jpg"}, {"cp1250", "Cvičení ř.jpg"},     {"cp857", "Eğzersiz ış.jpg"},
        {"cp737", "άσκηση.jpg"},      {"cp1253", "άσκηση.jpg"},        {"cp862", "תרגיל.jpg"},
        {"cp1255", "תרגיל.jpg"},      {"cp874", "ท่าบริหาร.jpg"},        {"koi8-r", "присед.jpg"},
        {"cp1258", "bài.jpg"},        {"utf-8", "ćwiczenie 운동.jpg"}, {"cp1257", "pratimų.jpg"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char python[600], file[100];
        snprintf(python, sizeof python,
                 "wants('%s')\nadd('p/images/%s', letters='%s')\nadd('p/images/zz.jpg')",
                 cases[i][1], cases[i][1], cases[i][0]);
        snprintf(file, sizeof file, "'%s' zz.jpg", cases[i][1]);
        expect_pack(python, file);
    }
}

/* Bytes that are two names: the one is taken that the pack means. */
static void test_the_pack_decides(void **state)
{
    (void)state;
    /* Each of the two is well-formed UTF-8, too. */
    expect_pack("wants('联通.jpg')\nadd('p/images/联通.jpg', letters='gbk')", "联通.jpg");
    expect_pack("wants('Ê.jpg')\nadd('p/images/a', letters=b'p/images/\\xd2.jpg')", "Ê.jpg");
    expect_pack("wants('р.jpg')\nadd('p/images/a', letters=b'p/images/\\xe0.jpg')", "р.jpg");
    /* In the letters of the others, though no file names it. */
    expect_pack("wants('а.jpg')\nadd('p/images/а.jpg', letters='cp866')\n"
                "add('p/images/я.jpg', letters='cp866')",
                "а.jpg я.jpg");
    /* Capitals: to be hinted at when the pack is checked. */
    expect_pack("wants('Я.jpg')\nadd('p/images/я.jpg', letters='cp866')", "я.jpg");
    /* Names that no file means do not matter, in whatever letters. */
    expect_pack("wants('a.jpg')\nadd('p/images/a.jpg')\nadd('p/b', letters=b'p/\\xff\\xfe.mov')",
                "a.jpg");
    /* The folder and the file that names it have such names, too. */
    expect_pack("z.close()\nz = zipfile.ZipFile('z.zip', 'w')\n"
                "add('诊所/pack.json', '{}', 'gbk')\n"
                "wants('深蹲.jpg', file='诊所/exercises/深.json', letters='gbk')\n"
                "add('诊所/images/深蹲.jpg', letters='gbk')",
                "深蹲.jpg");
    /* JSON may write any letter as \u.... */
    expect_pack("add('p/pack.json'[:2] + 'lang/x.json', '{\"logo\": {\"file\": "
                "\"images/\\\\u6df1.jpg\"}}')\nadd('p/images/深.jpg', letters='gbk')",
                "深.jpg");
}

static void test_told_letters(void **state)
{
    (void)state;
    expect_pack("wants('Übung.jpg')\nadd(nfd('p/images/Übung.jpg'), flags=0x800)", "Übung.jpg");
    expect_pack("wants(nfd('Übung.jpg'))\nadd(nfd('p/images/Übung.jpg'))", "Übung.jpg");
    expect_pack("wants(nfd('운동.jpg'), 'bậc.jpg')\nadd('p/images/운동.jpg', flags=0x800)\n"
                "add(nfd('p/images/bậc.jpg'))",
                "bậc.jpg 운동.jpg");
    /* Info-ZIP's second name, unless the first was changed since. */
    expect_pack("add('p/images/a', letters=b'p/images/?.jpg', "
                "extra=up('p/images/ü.jpg', b'p/images/?.jpg'))",
                "ü.jpg");
    expect_pack("add('p/images/a', letters=b'p/images/b.jpg', "
                "extra=up('p/images/ü.jpg', b'p/images/?.jpg'))",
                "b.jpg");
    /* Some told, some not. */
    expect_pack("wants('тест.jpg', 'ещё.jpg')\nadd('p/images/тест.jpg', flags=0x800)\n"
                "add('p/images/ещё.jpg', letters='cp866')",
                "ещё.jpg тест.jpg");
    /* Packed at two places. */
    expect_pack(
        "wants('один.jpg', 'два.jpg', 'три.jpg')\nadd('p/images/один.jpg', letters='cp866')\n"
        "add('p/images/два.jpg', letters='cp866')\nadd('p/images/три.jpg', letters='cp1251')",
        "два.jpg один.jpg три.jpg");
    /* "\" as the only sign between folders, beside letters one half of which it is. */
    expect_pack("z.close()\nz = zipfile.ZipFile('z.zip', 'w')\n"
                "add('a', '{}', letters=b'p\\\\pack.json')\n"
                "add('b', '{\"file\": \"images/表.jpg\"}', letters=b'p\\\\exercises\\\\a.json')\n"
                "add('c', letters='p\\\\images\\\\表.jpg'.encode('cp932'))",
                "表.jpg");
}

static void test_no_letters_fit(void **state)
{
    (void)state;
    expect_refused(
        "wants('присед.jpg')\nadd('p/images/a', letters=b'p/images/\\xff\\xfe\\xfd.jpg')",
        "in letters we cannot read");
    assert_non_null(strstr(faults.first->message, "присед.jpg"));
    /* Nothing says so of a photo that is missing. */
    expect_pack("wants('присед.jpg')\nadd('p/images/a.jpg')", "a.jpg");
    expect_pack("wants('b.jpg')\nadd('p/images/a', letters=b'p/images/\\x84.jpg')", "ä.jpg");
}

/* What is refused is so in any letters. */
static void test_hostile(void **state)
{
    (void)state;
    expect_refused("wants('ж.jpg')\nadd('a', letters='../images/ж.jpg'.encode('cp866'))",
                   "leads out");
    expect_refused("wants('表.jpg')\nadd('a', letters='p/..\\\\表.jpg'.encode('cp932'))",
                   "leads out");
    expect_refused("add('a', letters='/ж.jpg'.encode('cp866'))", "leads out");
    expect_refused("add('a', letters=b'p/images/b.jpg', extra=up('../up.jpg', b'p/images/b.jpg'))",
                   "leads out");
    expect_refused("add('a', letters=b'p/images/a.jpg\\0/../../b')", "zero byte");
    expect_refused("add('a', letters='p/images/\\x01ж.jpg'.encode('cp866'))", "control character");
    expect_refused("add('a', letters='p/images/'.encode() + b'\\x87' * 600)", "too long");
    expect_refused("add('a', letters=b'p/images/' + b'\\x87' * 60000)", "too long");
    expect_refused("add('a', letters='p/images/深'.encode('gbk') + 'и'.encode('gbk') * 80)",
                   "cannot be copied");
    /* The same name twice, once it is read. */
    expect_refused(
        "wants('ж.jpg')\nadd('p/images/ж.jpg', flags=0x800)\n"
        "add('a', letters='p/images/ж.jpg'.encode('cp866'))\nwants('я.jpg', file='p/b.json')"
        "\nadd('b', letters='p/images/я.jpg'.encode('cp866'))",
        "is there twice");
    expect_refused("add(nfd('p/images/ü.jpg'), flags=0x800)\nadd('p/images/ü.jpg', flags=0x800)",
                   "is there twice");
    /* Two entries that are one file. */
    expect_refused("add('p/images/a.jpg')\nadd('p/images/b.jpg')\n"
                   "z.infolist()[2].header_offset = z.infolist()[1].header_offset",
                   "is no .zip file, or not all of one");
}

/* No archive may crash it: names, flags, extra fields and offsets with wrong bytes. */
static void test_mutated(void **state)
{
    (void)state;
    make_zip("wants('深蹲.jpg', 'ü.jpg')\nadd('p/images/深蹲.jpg', letters='gbk')\n"
             "add('p/images/a', letters=b'p/images/?.jpg', extra=up('p/images/ü.jpg', "
             "b'p/images/?.jpg'))");
    static char data[4096], mutated[4096];
    FILE *file = fopen(folder_path("z.zip"), "rb");
    assert_non_null(file);
    size_t size = fread(data, 1, sizeof data, file);
    fclose(file);
    uint32_t seed = 4711;
    for (int round = 0; round < 1000; round++) {
        memcpy(mutated, data, size);
        for (int i = 0; i <= round % 4; i++) {
            seed = seed * 1664525 + 1013904223;
            /* Most of what is told of names is in the table of contents, the second half. */
            size_t at = round % 3 ? size / 2 + (seed >> 8) % (size - size / 2) : (seed >> 8) % size;
            mutated[at] = (char)(seed >> 24);
        }
        file = fopen(folder_path("m.zip"), "wb");
        assert_non_null(file);
        fwrite(mutated, 1, size, file);
        fclose(file);
        fault_list_free(&faults);
        struct unpacked *unpacked = unpacked_open(folder_path("m.zip"), &faults);
        assert_true(unpacked || faults.errors > 0);
        unpacked_close(unpacked);
    }
    folder_shell("test -z \"$(ls run)\"; test $(ls | wc -l) = 4"); /* m.zip make.py run z.zip */
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_letters_of_windows), TEST(test_the_pack_decides), TEST(test_told_letters),
        TEST(test_no_letters_fit),     TEST(test_hostile),          TEST(test_mutated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
