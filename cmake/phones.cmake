# The world's numbering plans, kept current by others: the metadata of npm libphonenumber-js (stack.md §1).
set(DAYBOOK_PHONES ${PROJECT_SOURCE_DIR}/node_modules/libphonenumber-js/metadata.min.json)
if(NOT EXISTS ${DAYBOOK_PHONES})
    message(FATAL_ERROR "The numbering plans are missing: run ./run or ./test once (or: npm ci --ignore-scripts).")
endif()
set(generated ${CMAKE_BINARY_DIR}/embedded/numbering_plans.cc)
add_custom_command(OUTPUT ${generated}
    COMMAND ${CMAKE_COMMAND} -DIN=${DAYBOOK_PHONES} -DOUT=${generated}
            -DNAMESPACE=daybook::stripe::embedded -DNAME=numbering_plans
            -P ${PROJECT_SOURCE_DIR}/tools/embed_text.cmake
    DEPENDS ${DAYBOOK_PHONES} ${PROJECT_SOURCE_DIR}/tools/embed_text.cmake)
target_sources(daybook_stripe PRIVATE ${generated})
