// DIR/daybook.lock: one process uses one folder, and says in the file which it is.
#pragma once

#include <string>

#include "base/result.h"

namespace daybook::sql {

// Held (flock) until destroyed or until the process ends, however it ends.
class FolderLock {
  public:
    FolderLock() = default;
    FolderLock(FolderLock&& other) noexcept : file_(other.file_) { other.file_ = -1; }
    FolderLock& operator=(FolderLock&& other) noexcept;
    ~FolderLock();

    // Makes the folder (0700) where it is missing. kConflict store_in_use: another process holds
    // the lock, and is named.
    // kUnavailable, reason data_unwritable or disk_full.
    static Result<FolderLock> Take(const std::string& folder);

  private:
    int file_ = -1;
};

// The folder that holds a file: "." where the path names none.
std::string FolderOf(const std::string& path);

// What an operating system's error at a file means to the reader.
Error FileError(const std::string& folder, int number);

}  // namespace daybook::sql
