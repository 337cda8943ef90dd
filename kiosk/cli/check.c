#include <stdio.h>

#include "cli/cli.h"
#include "cli/commands.h"
#include "content/content.h"
#include "json/json.h"

static void print_faults_json(const struct fault_list *faults)
{
    putchar('[');
    for (const struct fault *f = faults->first; f; f = f->next) {
        fputs(f == faults->first ? "\n {\"severity\": " : ",\n {\"severity\": ", stdout);
        json_print_string(stdout, f->severity == FAULT_ERROR ? "error" : "warning");
        fputs(", \"file\": ", stdout);
        json_print_string(stdout, f->file);
        printf(", \"line\": %d, \"column\": %d, \"path\": ", f->line, f->column);
        json_print_string(stdout, f->path);
        fputs(", \"message\": ", stdout);
        json_print_string(stdout, f->message);
        putchar('}');
    }
    puts(faults->first ? "\n]" : "]");
}

int command_check(const struct options *options)
{
    const char *dirs[OPTIONS_MAX_CONTENT + OPTIONS_MAX_ARGUMENTS];
    size_t count = 0;
    for (size_t i = 0; i < options->content_dir_count; i++)
        dirs[count++] = options->content_dirs[i];
    for (size_t i = 0; i < options->argument_count; i++)
        dirs[count++] = options->arguments[i];

    struct fault_list faults = {0};
    struct content *content = content_load(dirs, count, &faults);
    if (options->json) {
        print_faults_json(&faults);
    } else {
        for (const struct fault *f = faults.first; f; f = f->next)
            fault_print(f, stdout);
        if (content)
            fprintf(stderr, "%zu exercises, %zu routines, %zu pages; %zu errors, %zu warnings\n",
                    content->exercise_count, content->routine_count, content->page_count,
                    faults.errors, faults.warnings);
    }
    bool wrong = !content || faults.errors > 0;
    content_free(content);
    fault_list_free(&faults);
    return wrong ? CLI_INPUT_WRONG : CLI_FINE;
}
