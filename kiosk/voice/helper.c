#include "voice/helper.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/memory.h"

/* One that runs. */
struct run {
    pid_t pid;
    int out;     /* its output */
    int process; /* readable when it has ended */
    int timer, stop;
    struct helper_sound sound;
    size_t room;
};

static void close_all(const int *fds, int count)
{
    for (int i = 0; i < count; i++)
        if (fds[i] >= 0)
            close(fds[i]);
}

/* A pipe that holds the text already. */
static int text_pipe(const char *text)
{
    int ends[2];
    size_t length = strlen(text);
    if (length > HELPER_TEXT_MAX || pipe2(ends, O_CLOEXEC) != 0)
        return -1;
    bool written = write(ends[1], text, length) == (ssize_t)length;
    close(ends[1]);
    if (written)
        return ends[0];
    close(ends[0]);
    return -1;
}

/* In a process group of its own, so that it ends with all that it starts; and with the signals of a
 * program that is just beginning. */
static int spawn(const struct command *command, int in, int out, pid_t *pid)
{
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, in, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&files, out, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK |
                                              POSIX_SPAWN_SETSIGDEF);
    int error = posix_spawnp(pid, command->words[0], &files, &attributes, command->words, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    return error;
}

static enum helper_end start(const struct command *command, const char *text, struct run *run)
{
    int fds[3] = {text_pipe(text), -1, -1};
    int error = fds[0] < 0 || pipe2(fds + 1, O_CLOEXEC) != 0 ? EMFILE : 0;
    if (!error)
        error = spawn(command, fds[0], fds[2], &run->pid);
    if (error) {
        close_all(fds, 3);
        return error == ENOENT || error == EACCES || error == ENOEXEC || error == ENOTDIR
                   ? HELPER_MISSING
                   : HELPER_FAILED;
    }
    close(fds[0]);
    close(fds[2]);
    run->out = fds[1];
    run->process = pidfd_open(run->pid, 0);
    return HELPER_DONE;
}

/* HELPER_DONE: `fd` has something to say. */
static enum helper_end wait_for(const struct run *run, int fd)
{
    struct pollfd polls[] = {{fd, POLLIN, 0}, {run->timer, POLLIN, 0}, {run->stop, POLLIN, 0}};
    while (poll(polls, 3, -1) < 0)
        if (errno != EINTR)
            return HELPER_FAILED;
    if (polls[2].revents)
        return HELPER_STOPPED;
    return polls[1].revents ? HELPER_TOO_LONG : HELPER_DONE;
}

static enum helper_end read_all(struct run *run)
{
    struct helper_sound *sound = &run->sound;
    for (;;) {
        enum helper_end end = wait_for(run, run->out);
        if (end != HELPER_DONE)
            return end;
        if (sound->size == run->room) {
            if (run->room >= HELPER_BYTES_MAX)
                return HELPER_TOO_MUCH;
            run->room = run->room ? 2 * run->room : 64 * 1024;
            sound->bytes = memory_grow(sound->bytes, run->room, 1);
        }
        ssize_t part = read(run->out, sound->bytes + sound->size, run->room - sound->size);
        if (part == 0)
            return HELPER_DONE;
        if (part < 0 && errno != EINTR)
            return HELPER_FAILED;
        sound->size += part > 0 ? (size_t)part : 0;
    }
}

/* Whoever is not done by now is ended. */
static enum helper_end finish(const struct run *run, enum helper_end end)
{
    int status = 0;
    if (end == HELPER_DONE)
        end = wait_for(run, run->process);
    kill(-run->pid, SIGKILL); /* and what it left behind */
    while (waitpid(run->pid, &status, 0) < 0 && errno == EINTR)
        ;
    bool fine = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    if (end == HELPER_DONE && WIFEXITED(status) && WEXITSTATUS(status) == 127)
        return HELPER_MISSING; /* as `env` says it of the program it was to run */
    return end == HELPER_DONE && (!fine || run->sound.size == 0) ? HELPER_FAILED : end;
}

static int timer_of(int time_ms)
{
    int fd = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
    struct itimerspec when = {.it_value = {time_ms / 1000, time_ms % 1000 * 1000000L}};
    if (fd >= 0)
        timerfd_settime(fd, 0, &when, NULL);
    return fd;
}

enum helper_end helper_run(const struct command *command, const char *text, int time_ms, int stop,
                           struct helper_sound *sound)
{
    struct run run = {.out = -1, .process = -1, .stop = stop, .timer = timer_of(time_ms)};
    *sound = (struct helper_sound){0};
    enum helper_end end = run.timer < 0 ? HELPER_FAILED : start(command, text, &run);
    if (end == HELPER_DONE)
        end = finish(&run, run.process < 0 ? HELPER_FAILED : read_all(&run));
    close_all((int[]){run.timer, run.out, run.process}, 3);
    if (end == HELPER_DONE)
        *sound = run.sound;
    else
        free(run.sound.bytes);
    return end;
}

const char *helper_end_text(enum helper_end end)
{
    static const char *const texts[] = {[HELPER_DONE] = "is done",
                                        [HELPER_MISSING] = "is not there, or may not be run",
                                        [HELPER_FAILED] = "ended with an error",
                                        [HELPER_TOO_MUCH] = "writes without end",
                                        [HELPER_TOO_LONG] = "takes too long",
                                        [HELPER_STOPPED] = "was stopped"};
    return texts[end];
}
