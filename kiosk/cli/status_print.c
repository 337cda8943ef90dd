#include "cli/status_print.h"

#include <math.h>
#include <string.h>

#include "json/json.h"

static bool is_known(const struct status_row *row)
{
    return row->text ? *row->text != '\0' : !isnan(row->value);
}

static void print_number(FILE *out, double value)
{
    if (value == floor(value))
        fprintf(out, "%.0f", value);
    else
        fprintf(out, "%.3f", value);
}

void status_print_text(const struct status_row *rows, int count, FILE *out)
{
    for (int i = 0; i < count; i++) {
        const struct status_row *row = &rows[i];
        if (!is_known(row))
            continue;
        fprintf(out, "%s: ", row->key);
        if (row->text)
            fputs(row->text, out);
        else if (row->yes_no)
            fputs(row->value != 0 ? "yes" : "no", out);
        else
            print_number(out, row->value);
        fputc('\n', out);
    }
}

void status_print_json(const struct status_row *rows, int count, FILE *out)
{
    for (int i = 0; i < count; i++) {
        const struct status_row *row = &rows[i];
        fprintf(out, "%s\"%s\": ", i == 0 ? "{" : ",\n ", row->key);
        if (!is_known(row))
            fputs("null", out);
        else if (row->text)
            json_print_string(out, row->text);
        else if (row->yes_no)
            fputs(row->value != 0 ? "true" : "false", out);
        else
            print_number(out, row->value);
    }
    fputs("}\n", out);
}

/* As the format has it: \\, \" and \n in a label's value. */
static void print_label(FILE *out, const char *name, const char *value)
{
    fprintf(out, "%s=%c", name, '"');
    for (; *value; value++) {
        if (*value == '\\' || *value == '"')
            fputc('\\', out);
        fputc(*value == '\n' ? ' ' : *value, out);
    }
    fputc('"', out);
}

static void print_head(FILE *out, const char *key, const char *end, const char *help)
{
    fprintf(out, "# HELP physio_kiosk_%s%s %s\n# TYPE physio_kiosk_%s%s gauge\n", key, end, help,
            key, end);
}

/* What says which one it is, not how it is. */
static bool is_identity(const struct status_row *row)
{
    static const char *const keys[] = {"version", "content", "renderer", "screen"};
    for (size_t i = 0; row->text && i < sizeof keys / sizeof *keys; i++)
        if (strcmp(row->key, keys[i]) == 0)
            return true;
    return false;
}

static void print_identity(const struct status_row *rows, int count, FILE *out)
{
    const char *gap = "";
    print_head(out, "info", "", "what runs, and what it shows");
    fputs("physio_kiosk_info{", out);
    for (int i = 0; i < count; i++) {
        if (!is_identity(&rows[i]) || !is_known(&rows[i]))
            continue;
        fputs(gap, out);
        print_label(out, rows[i].key, rows[i].text);
        gap = ",";
    }
    fputs("} 1\n", out);
}

void status_print_prometheus(const struct status_row *rows, int count, FILE *out)
{
    print_identity(rows, count, out);
    for (int i = 0; i < count; i++) {
        const struct status_row *row = &rows[i];
        if (!is_known(row) || is_identity(row))
            continue;
        print_head(out, row->key, row->text ? "_info" : "", row->help);
        fprintf(out, "physio_kiosk_%s", row->key);
        if (row->text) {
            fputs("_info{", out);
            print_label(out, "value", row->text);
            fputs("} 1\n", out);
        } else {
            fputc(' ', out);
            print_number(out, row->value);
            fputc('\n', out);
        }
    }
}
