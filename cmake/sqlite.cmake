# SQLite comes from the amalgamation inside the npm package better-sqlite3 (docs/decisions/0002-sqlite-from-npm.md).
# It is C, compiled without sanitizers and with the same flags by every preset (CMakePresets.json), so that ccache compiles it once.
set(DAYBOOK_SQLITE_DIR ${PROJECT_SOURCE_DIR}/node_modules/better-sqlite3/deps/sqlite3)
if(NOT EXISTS ${DAYBOOK_SQLITE_DIR}/sqlite3.c)
    message(FATAL_ERROR "SQLite's source is missing: run ./run or ./test once (or: npm ci --ignore-scripts).")
endif()
add_library(daybook_sqlite3 STATIC ${DAYBOOK_SQLITE_DIR}/sqlite3.c)
target_include_directories(daybook_sqlite3 SYSTEM PUBLIC ${DAYBOOK_SQLITE_DIR})
target_compile_options(daybook_sqlite3 PRIVATE -w)
target_compile_definitions(daybook_sqlite3 PRIVATE
    SQLITE_THREADSAFE=2 SQLITE_DQS=0 SQLITE_DEFAULT_MEMSTATUS=0 SQLITE_LIKE_DOESNT_MATCH_BLOBS
    SQLITE_OMIT_DEPRECATED SQLITE_OMIT_SHARED_CACHE SQLITE_OMIT_LOAD_EXTENSION SQLITE_USE_ALLOCA
    SQLITE_DEFAULT_WAL_SYNCHRONOUS=2 SQLITE_TEMP_STORE=2 HAVE_USLEEP=1 SQLITE_ENABLE_STAT4 SQLITE_ENABLE_CARRAY)
target_link_libraries(daybook_sqlite3 PUBLIC Threads::Threads m)
