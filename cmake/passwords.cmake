# The most common passwords, which nobody may choose (src/accounts/THIRD_PARTY.md says whose list it is).
set(generated ${CMAKE_BINARY_DIR}/embedded/common_passwords.cc)
add_custom_command(OUTPUT ${generated}
    COMMAND ${CMAKE_COMMAND} -DIN=${PROJECT_SOURCE_DIR}/src/accounts/common_passwords.txt -DOUT=${generated}
            -DNAMESPACE=daybook::accounts::embedded -DNAME=common_passwords
            -P ${PROJECT_SOURCE_DIR}/tools/embed_text.cmake
    DEPENDS ${PROJECT_SOURCE_DIR}/src/accounts/common_passwords.txt ${PROJECT_SOURCE_DIR}/tools/embed_text.cmake)
target_sources(daybook_accounts PRIVATE ${generated})
