#include "cli/cli.h"

#include "base/log_out.h"
#include "base/memory.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/streams.h"
#include "content/content.h"
#include "platform/sdl_memory.h"

#define SCREEN_HELP                                                                                \
    "SCREEN is NAME[:ARGUMENT[:STEP]]: home, overview:ROUTINE, player:ROUTINE:3,\n"                \
    "advice:PAGE, exercise:EXERCISE, ...\n"                                                        \
    "`kiosk list screens|routines|exercises|pages` names them."

static const char run_help[] =
    "the kiosk, fullscreen\n\n"
    "Logs to standard error. Ends on SIGTERM; on the window's close button and Ctrl+C, too,\n"
    "unless the settings, or --lock, say so. A state folder has one kiosk: a second one says so "
    "and "
    "ends\n"
    "with exit code 3.";

static const char check_help[] =
    "checks content packs and names every mistake\n\n"
    "PATH is a pack, a folder of one, a single file, a language of the kiosk's own words\n"
    "(assets/lang/CODE.json), or a settings file (kiosk.json, theme.json). One line a mistake:\n"
    "file:line:column: $.path: what is wrong; what is allowed. Packs are read in the order given,\n"
    "after those of the site (--content names others). Exit code 1 when there is an error;\n"
    "warnings do not count. --json prints one object: errors, warnings, what the kiosk then has,\n"
    "and faults, each with severity, file, line, column, path, message.";

static const char import_help[] =
    "installs a content pack of the site, or goes back to the one before\n\n"
    "PATH is a pack's folder, a .zip of one, or a folder (a USB stick) that holds one of these. "
    "The\n"
    "pack is copied and checked first. A pack with a mistake is refused, and nothing changes; "
    "else\n"
    "one line tells each thing that it adds, changes, hides or removes, and it is installed: a\n"
    "running kiosk shows it within a second. The version before is kept for --rollback; of a "
    "first\n"
    "import there is none, and the pack is taken off. A second --rollback brings it back.\n\n"
    "Packs are kept in packs_dir of the settings; the last line says where that is, and who shows\n"
    "it. Root works as the user whose folder it is, and under sudo for who called. An import that\n"
    "runs already is waited for, ten seconds.";

static const char pull_help[] =
    "gets a content pack from a web server or a share, and installs it\n\n"
    "URL is that of a .zip: https://, http:// (of a site with public keys only, as then packs are\n"
    "signed), file:///, or a path of this machine; without it, content.pull_url of the settings.\n"
    "What the server has not changed is not asked for again (ETag, If-None-Match); what broke off\n"
    "goes on where it was. Then it is `kiosk import`: checked, refused with every mistake or\n"
    "installed as a whole, the version before is kept. Where the site has public keys\n"
    "(content.keys_dir), URL.minisig is its signature.\n\n"
    "Exit code 0: installed, or not changed; 1: refused, nothing has changed; 3: it could not be\n"
    "got, the last one stays. A pack that staff took back stays away until the server has "
    "another.\n"
    "The kiosk itself never speaks to a network: this command does, when somebody calls it, as\n"
    "physio-kiosk-pull.timer may.";

static const char backup_help[] =
    "all that staff made at the screen, in one .zip\n\n"
    "FILE is its name; in a folder (a USB stick) it is called physio-kiosk-backup-DAY.zip,\n"
    "...-DAY-2.zip where that is there already. In it: own\n"
    "routines and exercises (own/, an ordinary pack), what was set on the screen, a routine that "
    "is "
    "not\n"
    "saved, and the counts as CSV. Never the PIN. It is whole, or not there.";

static const char restore_help[] =
    "puts back what `kiosk backup`, or the kiosk, has written\n\n"
    "On this or another kiosk; it shows it within a second. The own routines and the settings of "
    "the\n"
    "screen are then those of FILE. An item with a mistake comes back as it was and is shown to "
    "staff\n"
    "only; a FILE that is no whole backup changes nothing. A routine being built at the screen "
    "stays.\n"
    "Counts are not restored: they are those of another time or place, and would count twice.\n"
    "`kiosk import --rollback own` brings back the routines before.";

static const char figure_help[] =
    "the figure of one exercise as a PNG picture\n\n"
    "--at counts from the start pose: the way out, then the hold. Without it, the pose that is\n"
    "held. With --phase it counts from the beginning of out (the way to the pose that is held, or\n"
    "the first half of what goes round and round), hold (that pose, breathing), back (the way "
    "back\n"
    "to the start, or the second half) or rest (the start pose). EXERCISE is an id;\n"
    "`kiosk list exercises` names them. With --sheet instead of it: all exercises on one picture;\n"
    "--size is then that of one cell (default 320x240).";

static const char config_help[] =
    "shows and changes what staff set on the screen\n\n"
    "list: every setting, its value, where that is from (default, kiosk.json, settings.json, or "
    "fixed:\n"
    "kiosk.json's, which the screen may not change), and what is allowed. get KEY: one value. set "
    "KEY\n"
    "VALUE: checked as on the screen, kept in settings.json of the state folder, and shown by a "
    "running\n"
    "kiosk within a second. unset KEY: kiosk.json's value again.\n\n"
    "VALUE is JSON; texts need no quotes, lists may be words with commas between:\n"
    "  kiosk config set languages en,es\n"
    "  kiosk config set hours.wed 8:00-12:30,14:00-18:00\n"
    "  kiosk config set hours.sun closed";

static const char handout_help[] =
    "a routine on paper, as a PDF to be printed\n\n"
    "Every step with its pictures, how much, what to mind and when to stop; the clinic's logo; "
    "room\n"
    "for notes. ROUTINE is an id; `kiosk list routines` names them. Without --lang, the "
    "settings'\n"
    "language. A file that is there already is replaced when the new one is whole.";

static const char counts_help[] =
    "what was counted: visits, routines, \"It hurts\", how it felt\n\n"
    "Of the last --days days, today's included; also while the kiosk runs. Nobody is in it, and no "
    "day\n"
    "has hours: those are told of all days together, once there are 20 visits. Where fewer than 5\n"
    "answered how it felt, that is left out. --csv prints a row for each day and routine, for\n"
    "spreadsheets; --json one object.";

static const char status_help[] =
    "how the kiosk is: for whoever looks after many of them\n\n"
    "Version, what it shows, since when it runs and what its start came after, how old its last\n"
    "frame and the last touch are, mistakes in packs, disk, temperature, the last `kiosk pull`; "
    "and\n"
    "counts of the last 14 days without today's. Nobody is in it. Also while it does not run. "
    "With\n"
    "--out into a file that is never half there, as prometheus-node-exporter reads it.";

static const char bench_help[] =
    "runs one screen, or draws figures, and measures it\n\n" SCREEN_HELP "\n\n"
    "With --display it is heard, and with `sound.read_aloud` it speaks, as in `run`.\n"
    "60 frames a second unless --flat-out; with --display as many of them as the screen\n"
    "asks for. Prints a line a second, frames=N t=MS late=N (late: more than 25 ms after\n"
    "the frame before, and 8 ms after it was due), then one JSON object.\n\n"
    "`kiosk bench figure [EXERCISE]` draws figures instead, of one exercise or of all, for as "
    "long\n"
    "as --seconds says or until every frame is done, and prints one JSON object: CPU times of a\n"
    "fresh frame and of one from the cache (--size, default 900x700), of all thumbnails "
    "together.\n\n"
    "`kiosk bench --all` plays a step of every exercise that a routine has, in memory, as if for\n"
    "--seconds, and prints one table: CPU time of what is decided and laid out, of figures drawn "
    "anew,\n"
    "and of painting, in ms a frame; and how many pixels are painted. It begins with getting "
    "ready:\n"
    "100 seconds see all of most movements.";

static const char convert_help[] =
    "makes a pack of another collection's exercises\n\n"
    "FORMAT is free-exercise-db (github.com/yuhonas/free-exercise-db, dist/exercises.json) or\n"
    "wger (wger.de/api/v2/exerciseinfo/?limit=2000). OUT is a new folder. Of wger, --lang chooses "
    "the\n"
    "texts, default en; where another server than wger.de has languages of its own, --languages "
    "names\n"
    "a file with its answer to api/v2/language/?limit=1000. Doses are not in these collections: "
    "each\n"
    "exercise gets one to be changed, and says under \"x-converted\" what was not given. Pictures "
    "of\n"
    "free-exercise-db are copied from the folder that --images names: exercises/ of that "
    "collection.";

static const char pin_help[] =
    "the PIN of the staff side: sets another, or forgets it\n\n"
    "Without a PIN, whoever opens the staff side next (three seconds on a top corner) chooses "
    "one.\n"
    "Both forget the waits after wrong tries. A running kiosk knows at once. Root works as the "
    "user\n"
    "whose kiosk it is.";

static const struct command commands[] = {
    {"run", "", run_help,
     OPTION_BIT(OPTION_WINDOW) | OPTION_BIT(OPTION_PRESENTER) | OPTION_BIT(OPTION_LOCK), 0, 0, 0,
     command_run},
    {"check", "PATH...", check_help, OPTION_BIT(OPTION_JSON), 0, 1, SIZE_MAX, command_check},
    {"import", "[PATH|ID]", import_help,
     OPTION_BIT(OPTION_JSON) | OPTION_BIT(OPTION_ROLLBACK) | OPTION_BIT(OPTION_LIST), 0, 0, 1,
     command_import},
    {"pull", "[URL]", pull_help, 0, 0, 0, 1, command_pull},
    {"backup", "FILE", backup_help, 0, 0, 1, 1, command_backup},
    {"restore", "FILE", restore_help, 0, 0, 1, 1, command_restore},
    {"list", "exercises|routines|pages|screens|languages", "lists what there is: id and name",
     OPTION_BIT(OPTION_JSON), 0, 1, 1, command_list},
    {"config", "list|get KEY|set KEY VALUE|unset KEY", config_help, OPTION_BIT(OPTION_JSON), 0, 1,
     3, command_config},
    {"counts", "", counts_help,
     OPTION_BIT(OPTION_CSV) | OPTION_BIT(OPTION_JSON) | OPTION_BIT(OPTION_DAYS), 0, 0, 0,
     command_counts},
    {"status", "", status_help,
     OPTION_BIT(OPTION_JSON) | OPTION_BIT(OPTION_PROMETHEUS) | OPTION_BIT(OPTION_OUT), 0, 0, 0,
     command_status},
    {"shot", "SCREEN",
     "one screen as a PNG picture; needs no display\n\n" SCREEN_HELP
     "\nred-flags:ROUTINE is the overview before its warning card is answered,"
     "\nred-flags-raised:ROUTINE after \"I have one or more\", red-flags-talked:ROUTINE"
     "\nwhen staff is said to know.",
     OPTION_BIT(OPTION_SIZE) | OPTION_BIT(OPTION_AT) | OPTION_BIT(OPTION_HITS) |
         OPTION_BIT(OPTION_TEXTS) | OPTION_BIT(OPTION_EASE),
     OPTION_BIT(OPTION_OUT), 1, 1, command_shot},
    {"figure", "EXERCISE", figure_help,
     OPTION_BIT(OPTION_SIZE) | OPTION_BIT(OPTION_AT) | OPTION_BIT(OPTION_SIDE) |
         OPTION_BIT(OPTION_CAMERA) | OPTION_BIT(OPTION_SHEET) | OPTION_BIT(OPTION_PERSON) |
         OPTION_BIT(OPTION_PHASE),
     OPTION_BIT(OPTION_OUT), 0, 1, command_figure},
    {"handout", "ROUTINE", handout_help, OPTION_BIT(OPTION_PAPER), OPTION_BIT(OPTION_OUT), 1, 1,
     command_handout},
    {"bench", "SCREEN|figure [EXERCISE]|--all", bench_help,
     OPTION_BIT(OPTION_SECONDS) | OPTION_BIT(OPTION_SIZE) | OPTION_BIT(OPTION_DISPLAY) |
         OPTION_BIT(OPTION_FLAT_OUT) | OPTION_BIT(OPTION_PRESENTER) | OPTION_BIT(OPTION_ALL),
     0, 0, 2, command_bench},
    {"pin", "", pin_help, OPTION_BIT(OPTION_SET) | OPTION_BIT(OPTION_RESET), 0, 0, 0, command_pin},
    {"convert", "FORMAT FILE.json OUT", convert_help,
     OPTION_BIT(OPTION_IMAGES) | OPTION_BIT(OPTION_LANGUAGES), 0, 3, 3, command_convert},
    {0},
};

struct assembly_options command_assembly(const struct options *options)
{
    return (struct assembly_options){.config_file = options->config_file,
                                     .content_dirs = options->content_dirs,
                                     .content_dir_count = options->content_dir_count,
                                     .language = options->language};
}

struct content *command_content(const struct assembly *assembly, size_t *errors)
{
    struct fault_list faults = {0};
    struct content *content =
        content_load(assembly->content_dirs, assembly->content_dir_count, &faults);
    fault_list_print(&faults, stderr);
    if (errors)
        *errors = faults.errors;
    fault_list_free(&faults);
    return content;
}

int cli_main(int argc, char **argv)
{
    struct options options;
    int code;
    streams_open();
    memory_begin();
    sdl_memory_use();
    const struct command *command = options_parse(argc, argv, commands, &options, &code);
    if (!command)
        return code;
    log_set_level(options.log_level);
    log_set_format(options.log_format);
    if (command->run == command_run || command->run == command_import ||
        command->run == command_pull)
        streams_outlive_readers();
    if (command->run == command_run)
        log_out_never_wait();
    return command->run(&options);
}
