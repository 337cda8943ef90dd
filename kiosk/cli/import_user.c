#include "cli/import_user.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/owner.h"

static void print_quoted(const char *word)
{
    static const char plain[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./=:";
    if (*word && strspn(word, plain) == strlen(word)) {
        fputs(word, stderr);
        return;
    }
    fputc('\'', stderr);
    for (; *word; word++)
        fputs(*word == '\'' ? "'\\''" : (char[]){*word, '\0'}, stderr);
    fputc('\'', stderr);
}

/* This very call, as it would have to be typed. */
static void print_call(const char *user)
{
    char words[4096];
    FILE *file = fopen("/proc/self/cmdline", "r");
    size_t length = file ? fread(words, 1, sizeof words - 1, file) : 0;
    if (file)
        fclose(file);
    words[length] = '\0';
    fprintf(stderr, "  sudo -u %s", user);
    for (size_t at = 0; at < length; at += strlen(words + at) + 1) {
        fputc(' ', stderr);
        print_quoted(words + at);
    }
    fputc('\n', stderr);
}

bool import_become_owner(const char *packs_dir)
{
    char user[64];
    if (geteuid() == 0)
        umask(022); /* what stays root's is read by others */
    if (!owner_is_another(packs_dir))
        return true;
    uid_t owner = owner_of(packs_dir);
    owner_name(owner, user, sizeof user);
    bool became = owner_become(owner);
    fprintf(stderr,
            became ? "kiosk: works as user %s, whose folder %s is\n"
                   : "kiosk: root cannot work as user %s, whose folder %s is; type\n",
            user, packs_dir);
    if (!became)
        print_call(user);
    return became;
}

const char *import_serves(const struct assembly *site, struct arena *arena)
{
    char user[64];
    uid_t owner = owner_of(site->packs_dir);
    if (*site->config.packs_dir)
        return arena_printf(arena, "kiosks with the settings %s", site->config_file);
    owner_name(owner, user, sizeof user);
    return arena_printf(arena,
                        owner == 0 ? "kiosks that user %s runs; for another user's, type "
                                     "sudo -u USER kiosk import"
                                   : "kiosks that user %s runs",
                        user);
}
