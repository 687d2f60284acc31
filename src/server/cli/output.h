// Standard output and standard error, whose disk may be full and whose reader may go away.
#pragma once

#include <string_view>

namespace daybook::server {

// Where the caller closed a standard stream, keeps its number from the next file that is opened. What is printed on standard
// output then fails, and what is said on standard error is dropped.
void HoldStandardStreams();

// Whether all that was printed on standard output has come to where it goes.
bool Printed();

// A line on standard error. Where that fails too, nothing can be done.
void Say(std::string_view line);

// Prints what is shown once only, a line; false where it did not come to where it goes.
bool Hand(std::string_view line);

// Says what is lost with what was printed, and returns the exit code for it.
int SayLost(std::string_view sentence = "What the command printed could not be written whole: the disk is full, or the reader went away.");

}  // namespace daybook::server
