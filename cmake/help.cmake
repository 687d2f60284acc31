# The help centre's articles and pictures (help/), embedded in the program.
file(GLOB_RECURSE help_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/help/*)
names_of(names help ${help_files})
set(generated ${CMAKE_BINARY_DIR}/embedded/help_files.cc)
add_custom_command(OUTPUT ${generated} ${CMAKE_BINARY_DIR}/embedded/help_files.bin
    COMMAND ${DAYBOOK_NODE} ${PROJECT_SOURCE_DIR}/tools/embed_help.mjs ${PROJECT_SOURCE_DIR}/help
            ${CMAKE_BINARY_DIR}/embedded/help_files.bin ${generated}
    DEPENDS ${help_files} ${names} ${PROJECT_SOURCE_DIR}/tools/embed_help.mjs)
set_source_files_properties(${generated} PROPERTIES OBJECT_DEPENDS ${CMAKE_BINARY_DIR}/embedded/help_files.bin)
target_sources(daybook_help PRIVATE ${generated})
