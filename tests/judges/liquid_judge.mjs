// npm liquidjs as a second opinion where it follows the language's documentation (it does not for &quot;, white space between words
// and names that are not there), and the runtime's own CLDR tables for
// money, numbers and plurals: thousands of templates through `daybook render --ndjson`.
import {spawnSync} from 'node:child_process';
import {Liquid} from 'liquidjs';

const kData = {
  s: 'Hello World', e: '', sp: '  a  b ', i: 7, n: -3, z: 0, f: 3.75, t: true, no: false, nothing: null,
  words: ['b', 'a', 'C'], ints: [3, 1, 2], people: [{k: 2, n: 'x'}, {k: 1, n: 'y'}], none: [], h: {k: 1}, num: '12.5',
  html: '<p>a & b</p>', lines: 'a\nb', accents: 'äöü ÄÖ', csv: 'a,b,,c',
};
const kTexts = ['s', 'sp', 'html', 'lines', 'accents', 'csv', "'x'"];
const kNumbers = ['i', 'n', 'z', '2', '-7', '10'];
const kLists = ['words', 'ints', 'none'];
const kPlain = ['append: "-"', 'prepend: "-"', 'capitalize', 'downcase', 'upcase', 'escape', 'escape_once', 'lstrip', 'rstrip', 'strip', 'size',
  'newline_to_br', 'strip_html', 'strip_newlines', 'url_encode', 'truncate: 5', 'truncate: 8, "--"', 'replace: "a", "Z"',
  'replace_first: "a", "Z"', 'remove: "a"', 'remove_first: "a"', 'slice: 1', 'slice: -3, 2', 'split: "," | join: "|"', 'default: "d"', 'split: "" | reverse | join: ""'];
const kMath = ['plus: 2', 'minus: 5', 'times: 3', 'modulo: 4', 'abs', 'at_least: 3', 'at_most: 3', 'ceil', 'floor', 'round'];
const kListFilters = ['join', 'join: ", "', 'first', 'last', 'size', 'reverse | join', 'sort | join', 'uniq | join', 'concat: ints | join', 'compact | join', 'sort_natural | join'];
const kValues = ['s', 'e', 'i', 'z', 't', 'no', 'nothing', 'num', '1', '"a"', 'true', 'nil'];

function templates() {
  const all = [];
  for (const text of kTexts) for (const filter of kPlain) all.push(`{{ ${text} | ${filter} }}`);
  for (const number of kNumbers) for (const filter of kMath) all.push(`{{ ${number} | ${filter} }}`);
  for (const list of kLists) for (const filter of kListFilters) all.push(`{{ ${list} | ${filter} }}`);
  for (const a of kValues) {
    all.push(`{% if ${a} %}1{% else %}0{% endif %}{% unless ${a} %}1{% else %}0{% endunless %}`, `{{ ${a} | default: "d" }}`);
    for (const b of kValues) for (const op of ['==', '!=']) all.push(`{% if ${a} ${op} ${b} %}1{% else %}0{% endif %}`);
  }
  for (const list of [...kLists, '(1..4)']) {
    for (const more of ['', ' reversed', ' limit: 2', ' offset: 1', ' limit: 1 offset: 1']) {
      all.push(`{% for x in ${list}${more} %}{{ x }}{{ forloop.index }}{{ forloop.rindex0 }}{{ forloop.first }}{{ forloop.last }},{% else %}none{% endfor %}`);
    }
  }
  for (const a of ['true', 'false']) for (const b of ['true', 'false']) for (const c of ['true', 'false']) {
    for (const x of ['and', 'or']) for (const y of ['and', 'or']) all.push(`{% if ${a} ${x} ${b} ${y} ${c} %}1{% else %}0{% endif %}`);
  }
  all.push('{{ people | map: "n" | join }}', '{{ people | where: "n", "x" | map: "k" }}', '{{ people | sort: "k" | map: "n" | join }}', '{{ people | sum: "k" }}',
    '{% assign a = s | upcase %}{{ a }}', '{% capture a %}x{{ i }}{% endcapture %}{{ a }}', 'a {{- s -}} b', 'a {%- if t %} c {% endif -%} d',
    '{% case i %}{% when 1, 7 %}a{% when 2 or 3 %}b{% else %}c{% endcase %}', '{% increment x %}{% increment x %}{% decrement y %}',
    '{% for x in (1..4) %}{% if x == 3 %}{% break %}{% endif %}{% if x == 1 %}{% continue %}{% endif %}{{ x }}{% endfor %}',
    '{% for x in (1..4) %}{% cycle "a", "b" %}{% cycle "g": 1, 2, 3 %}{% endfor %}', '{% raw %}{{ x }}{% endraw %}{% comment %}{% if %}{% endcomment %}',
    '{% liquid\nassign q = 1\nif q == 1\necho "one"\nendif %}', '{{ h.k }}{{ h["k"] }}{{ words[0] }}{{ words[-1] }}{{ words.first }}{{ words.size }}{{ h.none.none }}');
  return all;
}

function render(requests) {
  const done = spawnSync(process.env.DAYBOOK_BINARY, ['render', '--ndjson'], {input: requests.map(one => JSON.stringify(one)).join('\n'), maxBuffer: 1 << 28});
  return done.stdout.toString().trimEnd().split('\n').map(line => JSON.parse(line));
}

let passed = 0, failed = 0;
function same(what, got, wanted) {
  if (got === wanted) return void ++passed;
  ++failed;
  if (failed <= 20) console.log(`FAILED: ${what}: ${JSON.stringify(got)}, the judge says ${JSON.stringify(wanted)}`);
}

function judgeLanguage() {
  const engine = new Liquid();
  const sources = templates();
  const ours = render(sources.map(template => ({template, data: kData, mode: 'strict2'})));
  sources.forEach((source, i) => same(source, ours[i].out, engine.parseAndRenderSync(source, kData)));
}

function judgeLocales() {
  const cases = [];
  const add = (template, wanted) => cases.push({template, wanted});
  for (const locale of ['en', 'en-GB', 'en-IN', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'pt-PT', 'sv', 'da', 'nb', 'fi', 'pl', 'cs', 'ru', 'tr', 'ja', 'zh', 'ko']) {
    for (const value of [0, 1, -1, 5.5, 999, 1234, -1234.5, 12345.678, 1234567.89, 1000000]) {
      add(`{{ ${value} | number: "${locale}" }}`, new Intl.NumberFormat(locale, {maximumFractionDigits: 20}).format(value));
      for (const currency of ['USD', 'EUR', 'GBP', 'JPY', 'CHF', 'KWD', 'INR', 'BRL']) {
        const wanted = new Intl.NumberFormat(locale, {style: 'currency', currency}).format(value);
        const known = locale === 'en' || ['USD', 'EUR', 'JPY'].includes(currency);  // other symbols differ by language
        if (known) add(`{{ ${value} | currency: "${currency}", "${locale}" }}`, wanted);
      }
    }
    const forms = '| pluralize: zero: "zero", one: "one", two: "two", few: "few", many: "many", other: "other", locale: ';
    for (const value of [0, 1, 2, 3, 5, 11, 12, 21, 22, 25, 100, 101, 1000000, 1.5, 0.5]) {
      add(`{{ ${value} ${forms}"${locale}" }}`, new Intl.PluralRules(locale).select(value));
    }
  }
  const now = Date.UTC(2024, 0, 1) / 1000;
  const seconds = {year: 31556952, month: 2629746, week: 604800, day: 86400, hour: 3600, minute: 60};
  for (const locale of ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'pt-PT', 'sv', 'da', 'nb', 'fi', 'pl', 'cs', 'ru', 'tr', 'ja', 'zh', 'ko']) {
    const format = new Intl.RelativeTimeFormat(locale, {numeric: 'always'});
    for (const [unit, counts] of Object.entries({year: [1, 2, 5, 1234], month: [1, 3, 11], week: [1, 2, 4], day: [1, 2, 6], hour: [1, 2, 21], minute: [1, 5, 22]})) {
      for (const count of counts) for (const sign of [1, -1]) {
        add(`{{ ${now + sign * count * seconds[unit]} | relative_time: "${locale}" }}`, format.format(sign * count, unit));
      }
    }
  }
  const ours = render(cases.map(({template}) => ({template, mode: 'strict2', now: '2024-01-01T00:00:00Z'})));
  cases.forEach(({template, wanted}, i) => same(template, ours[i].out, wanted));
}

judgeLanguage();
judgeLocales();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed || !passed ? 1 : 0);
