import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core'

// Each colour's last shades are dark, and its first ones light, enough for text on the other (WCAG 2.2 AA, 4.5:1).
// biome-ignore format: a palette is one line
const palettes = {
  ink: ['#ebf8f4', '#d3efe6', '#a6dfcf', '#74ccb4', '#48b89a', '#2a9d80', '#178267', '#0d6e5c', '#0b5a4c', '#08463b'],
  amber: ['#fff8e6', '#ffedc2', '#ffdd8f', '#ffca57', '#f7b52c', '#dd9510', '#b87503', '#935b00', '#774900', '#5c3800'],
  rose: ['#fdf0ef', '#fbdcd9', '#f6b5af', '#ef8d85', '#e5655c', '#d5433b', '#ba2d27', '#a0231f', '#851b19', '#691412'],
  moss: ['#eef8ec', '#d9efd4', '#b3dea9', '#8acb7c', '#65b754', '#479a38', '#357e28', '#2b6a20', '#235719', '#1a4412'],
  plum: ['#f6f1fb', '#e9def5', '#d2bdea', '#b897de', '#a075d2', '#8756c2', '#7041ab', '#5e3493', '#4d2a79', '#3c205f'],
  dark: ['#e4e6e7', '#c4c8ca', '#a4aaad', '#7b8286', '#4a5054', '#353a3d', '#2a2e31', '#1f2325', '#181b1d', '#111314'],
} as const satisfies Record<string, MantineColorsTuple>

/** Text on a light tint: the darkest shade by day, a light one by night. */
const variantColors: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input)
  const color = input.color ?? input.theme.primaryColor
  if (!(color in input.theme.colors)) return colors
  if (input.variant === 'light' || input.variant === 'subtle' || input.variant === 'outline') {
    const text = `light-dark(var(--mantine-color-${color}-8), var(--mantine-color-${color}-2))`
    if (input.variant !== 'light') return { ...colors, color: text }
    const tint = `color-mix(in srgb, var(--mantine-color-${color}-5) 20%, transparent)`
    return {
      ...colors,
      color: text,
      background: `light-dark(var(--mantine-color-${color}-1), ${tint})`,
    }
  }
  return colors
}

export const theme = createTheme({
  primaryColor: 'ink',
  primaryShade: { light: 7, dark: 7 },
  colors: palettes,
  variantColorResolver: variantColors,
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SFMono-Regular', 'DejaVu Sans Mono', monospace",
  headings: {
    fontFamily: "'Inter Variable', system-ui, sans-serif",
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.5rem', lineHeight: '2rem' },
      h2: { fontSize: '1.125rem', lineHeight: '1.625rem' },
      h3: { fontSize: '1rem', lineHeight: '1.5rem' },
    },
  },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  // The placeholder is a child that no menu may have (WAI-ARIA 1.2).
  components: { Menu: { defaultProps: { withInitialFocusPlaceholder: false } } },
  focusRing: 'auto',
})

// By day, by night.
const kTokens = {
  '--mantine-color-body': ['#fbfbfa', '#16191b'],
  '--mantine-color-dimmed': ['#596066', '#a6adb1'],
  '--mantine-color-placeholder': ['#667078', '#959da2'],
  '--mantine-color-error': ['#a0231f', '#f6b5af'],
  '--daybook-surface': ['#ffffff', '#1d2123'],
  '--daybook-line': ['#e6e7e4', '#30363a'],
  '--daybook-sunken': ['#f4f5f3', '#191c1e'],
} as const

const tokensOf = (scheme: 0 | 1) =>
  Object.fromEntries(Object.entries(kTokens).map(([name, pair]) => [name, pair[scheme]]))

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: tokensOf(0),
  dark: tokensOf(1),
})
