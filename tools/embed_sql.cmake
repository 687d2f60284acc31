# IN (a file of named statements) → OUT, a C++ file that defines daybook::sql::embedded::NAME.
# Which files there are is known to sql::Catalogue through the list that its user passes (see sql/statement.h).
file(READ ${IN} text)
file(WRITE ${OUT} "// Made from ${NAME}.sql by tools/embed_sql.cmake.\n#include <string_view>\nnamespace daybook::sql::embedded {\nextern const std::string_view ${NAME};\nconst std::string_view ${NAME} = R\"daybook_sql(${text})daybook_sql\";\n}  // namespace daybook::sql::embedded\n")
