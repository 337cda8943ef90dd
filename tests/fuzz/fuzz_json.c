// links: json
/* Any bytes as a file of JSON. What is read, printed and read again is the same; what is not read
 * has a fault; what is mended is JSON. */
#include <float.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fuzz.h"
#include "json/json.h"

enum { MENDED_MAX = 1024 }; /* bytes; a longer one only takes longer */

static void print_value(FILE *out, struct json value)
{
    enum json_type type = json_type(value);
    double number = 0;
    if (type == JSON_NUMBER && json_value_number(value, -DBL_MAX, DBL_MAX, &number))
        fprintf(out, "%.17g", number);
    else if (type == JSON_STRING)
        json_print_string(out, json_value_string(value, JSON_MAX_BYTES, NULL));
    else if (type != JSON_ARRAY && type != JSON_OBJECT)
        fprintf(out, "%s", type == JSON_BOOL ? "true" : "null");
    else {
        fputc(type == JSON_ARRAY ? '[' : '{', out);
        for (struct json item = json_first(value); json_present(item); item = json_next(item)) {
            if (type == JSON_OBJECT) {
                json_print_string(out, json_key(item));
                fputc(':', out);
            }
            print_value(out, item);
            fputs(json_present(json_next(item)) ? "," : "", out);
        }
        fputc(type == JSON_ARRAY ? ']' : '}', out);
    }
}

/* To be freed. */
static char *print_file(struct json_file *file, size_t *length)
{
    char *text = NULL;
    FILE *out = open_memstream(&text, length);
    print_value(out, json_root(file));
    fclose(out);
    return text;
}

static void check_round(struct json_file *file)
{
    struct fault_list faults = {0};
    size_t length = 0, again_length = 0;
    char *text = print_file(file, &length);
    if (length <= JSON_MAX_BYTES) { /* "\u0001" is six bytes long */
        struct json_file *again = json_parse("again.json", text, length, &faults);
        assert(again && !faults.first);
        char *again_text = print_file(again, &again_length);
        assert(strcmp(text, again_text) == 0);
        free(again_text);
        json_free(again);
    }
    free(text);
    fuzz_end_faults(&faults);
}

static void check_mended(const uint8_t *data, size_t size, bool good)
{
    struct fault_list faults = {0}, none = {0};
    size_t length = 0;
    int fd = fuzz_fd(data, size);
    struct json_file *file = json_read_mended(fuzz_fd_path(fd), &faults);
    assert(!good || (file && !json_mended(file)));
    assert((file && !json_mended(file)) || faults.errors > 0);
    if (file) {
        const char *text = json_text(file, &length);
        struct json_file *again = json_parse("mended.json", text, length, &none);
        assert(again);
        json_free(again);
        check_round(file);
    }
    json_free(file);
    fuzz_end_faults(&faults);
    fuzz_end_faults(&none);
    close(fd);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fault_list faults = {0};
    struct json_file *file = json_parse("a.json", (const char *)data, size, &faults);
    assert(file || faults.errors == 1);
    if (file)
        check_round(file);
    if (size <= MENDED_MAX)
        check_mended(data, size, file != NULL);
    json_free(file);
    fuzz_end_faults(&faults);
    return 0;
}
