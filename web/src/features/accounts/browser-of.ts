const kBrowsers: [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const kSystems: [RegExp, string][] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
]

/** A browser's User-Agent in words: "Firefox on Windows". What is not known is shown as it came, shortened. */
export function browserOf(agent: string): string {
  const browser = kBrowsers.find(([pattern]) => pattern.test(agent))?.[1]
  const system = kSystems.find(([pattern]) => pattern.test(agent))?.[1]
  if (browser && system) return `${browser} on ${system}`
  return browser ?? (agent.length > 40 ? `${agent.slice(0, 40)}…` : agent) ?? ''
}
