/** A message as a file that mail programs open: text and HTML, both in UTF-8 (RFC 5322, RFC 2045 to 2047). */
export interface Letter {
  from: string
  to: string
  subject: string
  text: string
  html: string
  at: Date
  /** Between the parts; in neither of them. */
  boundary: string
}

function base64(text: string): string {
  const bytes = new TextEncoder().encode(text)
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}

const inLines = (text: string) => (text.match(/.{1,76}/g) ?? []).join('\r\n')

const kWords = /^[\x20-\x7e]*$/
/** What may stand in a name without quotes: a comma would part two people. */
const kName = /^[\w !#$%&'*+\-/=?^`{|}~]*$/

/**
 * Words as they stand where they are short and `plain`, else as encoded words of 75 characters: 45 bytes of UTF-8, whole
 * characters only.
 */
function encodedWords(text: string, plain: RegExp): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a header has none
  const line = text.replaceAll(/[\x00-\x1f\x7f]+/g, ' ')
  if (plain.test(line) && line.length < 70 && !line.includes('=?')) return line
  const words: string[] = []
  let word = ''
  for (const letter of line) {
    if (new TextEncoder().encode(word + letter).length > 45) {
      words.push(word)
      word = ''
    }
    word += letter
  }
  return [...words, word].map((one) => `=?UTF-8?B?${base64(one)}?=`).join('\r\n ')
}

const kDays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const kMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const two = (number: number) => String(number).padStart(2, '0')

function dateOf(at: Date): string {
  const day = `${kDays[at.getUTCDay()]}, ${at.getUTCDate()} ${kMonths[at.getUTCMonth()]} ${at.getUTCFullYear()}`
  return `${day} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} +0000`
}

/** An address header's words: a name, encoded where it must be, before an address that is plain. */
const mailbox = (name: string, address: string) =>
  `${encodedWords(name, kName)} <${address.replaceAll(/[^\x21-\x3b\x3d\x3f-\x7e]/g, '')}>`

export function emlOf({ from, to, subject, text, html, at, boundary }: Letter): string {
  const part = (type: string, words: string) => [
    `--${boundary}`,
    `Content-Type: ${type}; charset=utf-8`,
    'Content-Transfer-Encoding: base64',
    '',
    inLines(base64(words)),
  ]
  return [
    `From: ${mailbox(from, 'preview@example.com')}`,
    ...(to ? [`To: <${to.replaceAll(/[^\x21-\x3b\x3d\x3f-\x7e]/g, '')}>`] : []),
    `Subject: ${encodedWords(subject, kWords)}`,
    `Date: ${dateOf(at)}`,
    'MIME-Version: 1.0',
    'X-Unsent: 1',
    `Content-Type: multipart/alternative; boundary="${boundary}"`,
    '',
    ...part('text/plain', text),
    ...part('text/html', html),
    `--${boundary}--`,
    '',
  ].join('\r\n')
}
