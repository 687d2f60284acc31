const kEdge = 2

/** A small line through values over equal steps, as the points of an SVG: from its own lowest to its own highest. */
export function linePoints(values: number[], width: number, height: number): string {
  const low = Math.min(...values)
  const span = Math.max(...values) - low
  const step = (width - 2 * kEdge) / Math.max(1, values.length - 1)
  return values
    .map((value, index) => {
      // What never changed runs through the middle.
      const share = span === 0 ? 0.5 : (value - low) / span
      const [x, y] = [kEdge + index * step, height - kEdge - share * (height - 2 * kEdge)]
      return `${x.toFixed(1)},${y.toFixed(1)}`
    })
    .join(' ')
}
