#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "clinic/usage.h"

/* What is known of one routine on one day, until the next one comes. */
struct csv {
    FILE *out;
    const struct content *content;
    int day; /* 0: none yet */
    char id[CONTENT_ID_MAX + 1];
    bool used, visited;
    long long visits, started, finished, hurts;
    long long answers;                  /* that there are some; the parcels say which */
    const struct usage_parcel *parcels; /* by their last day */
    size_t parcel_count, parcel;        /* the first that may be of this day */
};

/* A spreadsheet would reckon with what begins like a formula. */
static bool is_formula(const char *text)
{
    return *text && strchr("=+-@\t\r", *text);
}

static void print_text(FILE *out, const char *text)
{
    bool quoted = strpbrk(text, ",\"\r\n") || is_formula(text);
    if (quoted)
        fputc('"', out);
    if (is_formula(text))
        fputc('\'', out);
    for (; *text; text++) {
        if (*text == '"')
            fputc('"', out);
        fputc(*text, out);
    }
    if (quoted)
        fputc('"', out);
}

static void print_day(FILE *out, int day)
{
    fprintf(out, "%04d-%02d-%02d,", day / 10000, day / 100 % 100, day % 100);
}

/* On the last day of their parcel. */
static void print_answers(struct csv *csv)
{
    while (csv->parcel < csv->parcel_count && csv->parcels[csv->parcel].last < csv->day)
        csv->parcel++;
    for (size_t i = csv->parcel; i < csv->parcel_count && csv->parcels[i].last == csv->day; i++) {
        const struct usage_answers *answers = &csv->parcels[i].answers;
        if (strcmp(csv->parcels[i].id, csv->id) != 0)
            continue;
        fprintf(csv->out, "%lld,%lld,%lld\r\n", answers->better, answers->same, answers->worse);
        return;
    }
    fputs(",,\r\n", csv->out);
}

static void print_row(struct csv *csv)
{
    FILE *out = csv->out;
    if (csv->visited) {
        print_day(out, csv->day);
        fprintf(out, ",,%lld,,,,,,,\r\n", csv->visits);
    }
    if (csv->used) {
        print_day(out, csv->day);
        print_text(out, csv->id);
        fputc(',', out);
        print_text(out, usage_name(csv->content, csv->id));
        long long left = csv->started - csv->finished;
        fprintf(out, ",,%lld,%lld,%lld,%lld,", csv->started, csv->finished, left > 0 ? left : 0,
                csv->hurts);
        print_answers(csv);
    }
    csv->used = csv->visited = false;
    csv->visits = csv->started = csv->finished = csv->hurts = csv->answers = 0;
}

/* NULL for what is in no cell. */
static long long *cell_of(struct csv *csv, enum store_kind kind)
{
    long long *cells[] = {[STORE_ROUTINE_STARTED] = &csv->started,
                          [STORE_ROUTINE_FINISHED] = &csv->finished,
                          [STORE_FELT_BETTER] = &csv->answers,
                          [STORE_FELT_SAME] = &csv->answers,
                          [STORE_FELT_WORSE] = &csv->answers,
                          [STORE_HURT_AT] = &csv->hurts,
                          [STORE_VISIT] = &csv->visits};
    return (size_t)kind < sizeof cells / sizeof *cells ? cells[kind] : NULL;
}

/* Rows of a day and an id come one after the other. */
static void take_row(void *what, const struct store_row *row)
{
    struct csv *csv = what;
    long long *cell = cell_of(csv, row->kind);
    size_t length = strcspn(row->key, "/");
    if (!cell || length >= sizeof csv->id)
        return;
    if (row->day != csv->day || strncmp(csv->id, row->key, length) != 0 || csv->id[length]) {
        print_row(csv);
        csv->day = row->day;
        snprintf(csv->id, sizeof csv->id, "%.*s", (int)length, row->key);
    }
    *cell += row->n;
    csv->visited |= row->kind == STORE_VISIT;
    csv->used |= row->kind != STORE_VISIT;
}

bool usage_csv(struct store *store, const struct content *content, int first, int last, FILE *out)
{
    struct csv csv = {.out = out, .content = content};
    struct arena arena = {0};
    struct usage_parcel *parcels;
    bool told = usage_parcels(store, first, last, &arena, &parcels, &csv.parcel_count);
    csv.parcels = parcels;
    fputs("\xEF\xBB\xBF"
          "day,routine,name,visits,started,finished,left_early,hurts,"
          "better,same,worse\r\n",
          out);
    bool read = store_read(store, first, last, take_row, &csv);
    print_row(&csv);
    arena_free(&arena);
    return read && told;
}

char *usage_csv_text(struct store *store, const struct content *content)
{
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        memory_gone("memstream");
    bool read = usage_csv(store, content, USAGE_FIRST_DAY, USAGE_LAST_DAY, out);
    if (fclose(out) != 0)
        memory_gone("memstream");
    if (read)
        return text;
    free(text);
    return NULL;
}
