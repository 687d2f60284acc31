/** The key beside the letter: ⌘ on Apple's keyboards, Ctrl elsewhere. */
export const kModifier =
  typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl'
