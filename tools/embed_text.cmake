# IN (a text file) → OUT, a C++ file that defines the std::string_view NAMESPACE::NAME with its contents.
file(READ ${IN} text)
get_filename_component(file ${IN} NAME)
file(WRITE ${OUT} "// Made from ${file} by tools/embed_text.cmake.\n#include <string_view>\nnamespace ${NAMESPACE} {\nextern const std::string_view ${NAME};\nconst std::string_view ${NAME} = R\"daybook_text(${text})daybook_text\";\n}  // namespace ${NAMESPACE}\n")
