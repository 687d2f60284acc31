/** How many days the figures and charts may look back. */
export const kSpans = [7, 30, 90, 365] as const
export const kUsualSpan = 30
