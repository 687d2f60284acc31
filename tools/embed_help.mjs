// node tools/embed_help.mjs FOLDER BIN CC: writes BIN, the bytes of all files of FOLDER (help/) one after the other, and CC,
// a C++ file that embeds BIN and says where each file lies (src/help/library.h).
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const [folder, bin, cc] = process.argv.slice(2);

function filesUnder(path) {
  return readdirSync(path, { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? filesUnder(join(path, entry.name)) : [join(path, entry.name)])).sort();
}

const pieces = filesUnder(folder).filter((path) => /\.(md|png|webp)$/.test(path)).map((path) => ({ path, bytes: readFileSync(path) }));
let offset = 0;
const rows = pieces.map(({ path, bytes }) => {
  const row = `    {${JSON.stringify(relative(folder, path))}, {daybook_help_bytes + ${offset}, ${bytes.length}}},\n`;
  offset += bytes.length;
  return row;
});
writeFileSync(bin, Buffer.concat(pieces.map((piece) => piece.bytes)));
writeFileSync(cc, `// Made from help/ by tools/embed_help.mjs.
#include "help/library.h"

__asm__(".section .rodata\\n"
        ".global daybook_help_bytes\\n"
        "daybook_help_bytes:\\n"
        ".incbin \\"${bin}\\"\\n"
        ".byte 0\\n"
        ".previous\\n");
extern "C" const char daybook_help_bytes[];

namespace daybook::help {

std::span<const File> EmbeddedFiles() {
    static const File kFiles[] = {
${rows.join('')}    };
    return kFiles;
}

}  // namespace daybook::help
`);
