// The program's entry: everything is in server/cli.
#include "server/cli/main.h"

int main(int argc, char** argv) { return daybook::server::Main(argc, argv); }
