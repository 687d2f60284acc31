// npm mailparser reads back the letters that the editor makes of a message: whoever they are from, whatever is in them.
import {simpleParser} from 'mailparser';
import {emlOf} from '../../web/src/features/templates/eml.ts';

const kPlain = {
  from: 'Shop', to: 'ada@shop.example', subject: 'Hello', text: 'Hello\nAda', html: '<p>Hello</p>',
  at: new Date(Date.UTC(2026, 0, 5, 7, 8, 9)), boundary: 'daybook-1',
};
const kNames = ['Shop', 'Käsehaus', 'Smith, Jones & Co.', 'The "Best" Shop', 'a@b.example', 'Shop <x@y.example>', 'Shop (Berlin)', 'Back\\slash',
  'One; two: three', '=?UTF-8?B?SGVsbG8=?=', '日本の店', 'Ü'.repeat(120), 'word '.repeat(40).trim(), 'x'.repeat(200)];
const kSubjects = [...kNames, '🙂'.repeat(60), '50 % off — today', 'a  b', ' x', '#1: "quoted"', 'Re: =?utf-8?q?no?='];
const kTexts = ['', 'Grüße', 'line\n'.repeat(500), 'x'.repeat(5000), '.\n..\n--daybook-2\n', '\u00a0\u2028 €', '--daybook-1x', 'a\r\nb\n'];
const kPages = ['', '<!DOCTYPE html><html><head><title>ü</title></head><body><p>Grüße 🙂</p></body></html>', `<p>${'ü'.repeat(20000)}</p>`, '<p>a\n\n.\n</p>'];

let passed = 0, failed = 0;
function same(what, got, wanted) {
  if (got === wanted) return void ++passed;
  ++failed;
  console.log(`FAILED: ${what}: ${JSON.stringify(got)?.slice(0, 200)}, the judge says ${JSON.stringify(wanted)?.slice(0, 200)}`);
}

const read = letter => simpleParser(emlOf({...kPlain, ...letter}), {skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true, skipTextLinks: true});
// White space around a header's words belongs to the header.
const asHeader = words => words.replace(/[\x00-\x1f\x7f]+/g, ' ').trim();

for (const from of kNames) {
  const {value} = (await read({from})).from;
  same(`senders of ${from}`, value.length, 1);
  same(`the name ${from}`, value[0].name, asHeader(from));
  same(`the address of ${from}`, value[0].address, 'preview@example.com');
}
for (const subject of [...kSubjects, 'a\r\nBcc: x@y.example', 'a\0b\tc']) {
  const letter = await read({subject});
  same(`the subject ${subject}`, letter.subject, asHeader(subject));
  same(`others who receive ${subject}`, letter.bcc, undefined);
}
for (const text of kTexts) same(`the text ${text.slice(0, 20)}`, ((await read({text})).text ?? '').replaceAll('\r\n', '\n').trimEnd(), text.replaceAll('\r\n', '\n').trimEnd());
for (const html of kPages) same(`the page ${html.slice(0, 20)}`, ((await read({html})).html || '').trimEnd(), html.trimEnd());
const letter = await read({});
same('who receives it', letter.to.text, kPlain.to);
same('when', letter.date.toISOString(), kPlain.at.toISOString());
same('attached', letter.attachments.length, 0);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
