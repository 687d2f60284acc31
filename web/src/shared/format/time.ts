import { kept } from '@/shared/format/kept'

const dates = kept(
  (timeZone: string | undefined) =>
    new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone }),
)
const days = kept(
  (timeZone: string) =>
    new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }),
)
const times = kept(
  (timeStyle: 'short' | 'medium') =>
    new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle }),
)

/** Times of the API are unix seconds. All are shown in the browser's time zone unless one is named. */
export function formatDate(seconds: number, zone?: string): string {
  return dates(zone).format(seconds * 1000)
}

/** The day in a zone as inputs have it: "2026-01-31". */
export function dayOf(seconds: number, zone: string): string {
  const parts = days(zone).formatToParts(seconds * 1000)
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? ''
  return `${of('year').padStart(4, '0')}-${of('month')}-${of('day')}`
}

export function formatDateTime(seconds: number): string {
  return times('short').format(seconds * 1000)
}

/** To the second: when exactly something changes. */
export function formatExact(seconds: number): string {
  return times('medium').format(seconds * 1000)
}

const two = (value: number) => String(value).padStart(2, '0')

/** A moment in the browser's time zone as inputs have it: "2026-01-31T09:05:00". */
export function localMoment(seconds: number): string {
  const at = new Date(seconds * 1000)
  const day = [String(at.getFullYear()).padStart(4, '0'), two(at.getMonth() + 1), two(at.getDate())]
  return `${day.join('-')}T${[at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(':')}`
}

/** …and back; nothing where it is none, or lies before 1970. */
export function momentOf(local: string): number | undefined {
  const seconds = Math.floor(new Date(local).getTime() / 1000)
  return seconds >= 0 ? seconds : undefined
}

const kSteps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_556_952],
  ['month', 2_629_746],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
]

const relative = kept(
  (numeric: 'auto' | 'always') => new Intl.RelativeTimeFormat(undefined, { numeric }),
)

/** "3 minutes ago", "in 2 days"; within a minute "now" or seconds. */
export function formatAgo(seconds: number, now: number = Date.now() / 1000): string {
  const distance = seconds - now
  const format = relative('auto')
  for (const [unit, length] of kSteps) {
    if (Math.abs(distance) >= length) return format.format(Math.trunc(distance / length), unit)
  }
  return Math.abs(distance) < 10
    ? format.format(0, 'second')
    : format.format(Math.trunc(distance), 'second')
}

/** A length of time in words of at most two parts: "2 h 5 min", "40 s". */
export function formatLength(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  const parts: [number, string][] = [
    [Math.floor(whole / 3600), 'h'],
    [Math.floor((whole % 3600) / 60), 'min'],
    [whole % 60, 's'],
  ]
  const first = parts.findIndex(([count]) => count > 0)
  if (first === -1) return '0 s'
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ')
}
