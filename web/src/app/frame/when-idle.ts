const kSafariMs = 1000

/** Runs when the page has nothing else to do. */
export const whenIdle: (act: () => void) => void = (act) => {
  if (window.requestIdleCallback) window.requestIdleCallback(act)
  else setTimeout(act, kSafariMs)
}
