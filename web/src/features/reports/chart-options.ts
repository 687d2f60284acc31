import type uPlot from 'uplot'

type Scheme = 'light' | 'dark'

/** Told apart by colour and by brightness. */
export const kSeriesColors: Record<Scheme, string[]> = {
  light: ['#0d6e5c', '#dd9510', '#7041ab'],
  dark: ['#74ccb4', '#f7b52c', '#b897de'],
}
const kGround: Record<Scheme, { text: string; line: string }> = {
  light: { text: '#596066', line: '#ececea' },
  dark: { text: '#a6adb1', line: '#2a3033' },
}

interface Wanted {
  width: number
  height: number
  scheme: Scheme
  labels: string[]
  format: (value: number) => string
}

const kFont = "12px 'Inter Variable', system-ui, sans-serif"

export function chartOptions({ width, height, scheme, labels, format }: Wanted): uPlot.Options {
  const ground = kGround[scheme]
  const axis = {
    stroke: ground.text,
    font: kFont,
    grid: { stroke: ground.line, width: 1 },
    ticks: { show: false },
  }
  return {
    width,
    height,
    padding: [12, 8, 0, 0],
    legend: { show: false },
    cursor: { y: false, points: { size: 7 } },
    scales: { y: { range: (_self, low, high) => [Math.min(0, low), high > 0 ? high * 1.08 : 1] } },
    axes: [
      { ...axis, grid: { show: false }, space: 64 },
      {
        ...axis,
        size: (_self, values) =>
          16 + 7 * Math.max(4, ...(values ?? []).map((value) => value.length)),
        values: (_self, splits) =>
          splits.map((value) => (Number.isInteger(value) ? format(value) : '')),
      },
    ],
    series: [
      {},
      ...labels.map((label, index) => {
        const stroke = kSeriesColors[scheme][index] ?? ground.text
        return {
          label,
          stroke,
          width: 2,
          ...(labels.length === 1 ? { fill: `${stroke}22` } : {}),
          points: { show: false },
        }
      }),
    ],
  }
}
