#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "carrier/carrier.h"

int main(int argc, char **argv)
{
    if (argc == 3 && strcmp(argv[1], "put") == 0)
        return carrier_serve(STDIN_FILENO, argv[2]) == 0 ? 0 : 1;
    if (argc == 3 && strcmp(argv[1], "rest") == 0) {
        carrier_rest(argv[2]);
        return 0;
    }
    fputs("usage: kiosk-carrier put|rest FOLDER: for physio-kiosk-carrier@.service\n", stderr);
    return 2;
}
