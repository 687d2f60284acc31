/** As the server has it; it also refuses passwords that everybody tries first. */
export const kPasswordLengthMin = 8

/** Something, an @, something with no space in it. The server judges in full. */
export function looksLikeEmail(value: string): boolean {
  return /^[^\s@]+@[^\s@]+$/.test(value.trim())
}
