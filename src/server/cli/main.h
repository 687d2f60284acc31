// The command line: parses, dispatches, exits.
#pragma once

namespace daybook::server {

// The whole program. Returns the exit code of api.md §1.
int Main(int argc, char** argv);

}  // namespace daybook::server
