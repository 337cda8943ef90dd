#include "cli/cli.h"
#include "cli/meter.h"

int main(int argc, char **argv)
{
    meter_note_start();
    return cli_main(argc, argv);
}
