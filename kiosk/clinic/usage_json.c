#include "clinic/usage.h"
#include "json/json.h"

static void print_day(FILE *out, const char *key, int day)
{
    fprintf(out, "\"%s\": \"%04d-%02d-%02d\"", key, day / 10000, day / 100 % 100, day % 100);
}

static void print_periods(const struct usage *usage, FILE *out)
{
    for (int i = 0; i < usage->period_count; i++) {
        const struct usage_period *period = &usage->periods[i];
        fputs(i > 0 ? ",\n  {" : "\n  {", out);
        print_day(out, "from", period->first);
        fputs(", ", out);
        print_day(out, "to", period->last);
        fprintf(out, ", \"visits\": %lld}", period->visits);
    }
}

static void print_answers(const struct usage_answers *answers, FILE *out)
{
    if (usage_answers_shown(answers))
        fprintf(out, "{\"better\": %lld, \"same\": %lld, \"worse\": %lld}", answers->better,
                answers->same, answers->worse);
    else
        fputs("null", out);
}

static void print_steps(const struct usage_routine *routine, FILE *out)
{
    for (int i = 0; i < routine->step_count; i++) {
        const struct usage_step *step = &routine->steps[i];
        fputs(i > 0 ? ", {\"exercise\": " : "{\"exercise\": ", out);
        json_print_string(out, step->exercise);
        fprintf(out, ", \"left\": %lld, \"hurts\": %lld}", step->left, step->hurts);
    }
}

static void print_routines(const struct usage *usage, const struct content *content, FILE *out)
{
    for (int i = 0; i < usage->routine_count; i++) {
        const struct usage_routine *routine = &usage->routines[i];
        fputs(i > 0 ? ",\n  {\"id\": " : "\n  {\"id\": ", out);
        json_print_string(out, routine->id);
        fputs(", \"name\": ", out);
        json_print_string(out, usage_name(content, routine->id));
        fprintf(out, ", \"started\": %lld, \"finished\": %lld, \"left_early\": %lld",
                routine->started, routine->finished, routine->left);
        fprintf(out, ", \"hurts\": %lld,\n   \"answers\": ", routine->hurts);
        print_answers(&routine->answers, out);
        fputs(", \"steps\": [", out);
        print_steps(routine, out);
        fputs("]}", out);
    }
}

void usage_json(const struct usage *usage, const struct content *content, FILE *out)
{
    static const char *const units[] = {
        [USAGE_DAYS] = "day", [USAGE_WEEKS] = "week", [USAGE_MONTHS] = "month"};
    fputs("{", out);
    print_day(out, "from", usage->periods[0].first);
    fputs(", ", out);
    print_day(out, "to", usage->periods[usage->period_count - 1].last);
    fprintf(out, ",\n \"visits\": %lld, \"started\": %lld, \"finished\": %lld, \"hurts\": %lld",
            usage->visits, usage->started, usage->finished, usage->hurts);
    fprintf(out, ",\n \"unit\": \"%s\", \"periods\": [", units[usage->unit]);
    print_periods(usage, out);
    fputs("],\n \"routines\": [", out);
    print_routines(usage, content, out);
    fputs("],\n \"hours_of_all_days\": ", out);
    if (usage_busiest(usage) < 0) {
        fputs("null}\n", out);
        return;
    }
    for (int i = 0; i < STORE_HOURS; i++)
        fprintf(out, "%s%lld", i > 0 ? ", " : "[", usage->hours[i]);
    fputs("]}\n", out);
}
