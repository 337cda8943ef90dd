#pragma once

/* The command line: reads the call, runs one command, gives the exit code. */
enum cli_exit {
    CLI_FINE = 0,
    CLI_INPUT_WRONG = 1,  /* content, a screen's name, a file that cannot be written */
    CLI_CALL_WRONG = 2,   /* the words on the command line */
    CLI_MACHINE_WRONG = 3 /* no display, no fonts, no memory (base/memory.h), a full disk ... */
};

int cli_main(int argc, char **argv);
