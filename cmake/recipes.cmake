# The ready-made segments (src/segments/recipes/*.json), embedded in the program as one JSON list.
file(GLOB recipes CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/segments/recipes/*.json)
names_of(names recipes ${recipes})
set(generated ${CMAKE_BINARY_DIR}/embedded/recipes.cc)
add_custom_command(OUTPUT ${generated}
    COMMAND ${CMAKE_COMMAND} -DDIR=${PROJECT_SOURCE_DIR}/src/segments/recipes -DOUT=${generated}
            -P ${PROJECT_SOURCE_DIR}/tools/embed_recipes.cmake
    DEPENDS ${recipes} ${names} ${PROJECT_SOURCE_DIR}/tools/embed_recipes.cmake)
target_sources(daybook_segments PRIVATE ${generated})
