# names_of(OUT NAME FILE…): a file that changes when one is added to these or taken away. What is made from a whole folder depends
# on it too: a file that is gone is newer than nothing.
function(names_of out name)
    set(path ${CMAKE_BINARY_DIR}/embedded/${name}.names)
    list(JOIN ARGN "\n" text)
    file(CONFIGURE OUTPUT ${path} CONTENT "${text}\n" @ONLY)   # written only where it differs
    set(${out} ${path} PARENT_SCOPE)
endfunction()
