import { Badge } from '@mantine/core'
import type { ReactNode } from 'react'

export type Tone = 'good' | 'warn' | 'bad' | 'calm' | 'accent'
const kColor: Record<Tone, string> = {
  good: 'moss',
  warn: 'amber',
  bad: 'rose',
  calm: 'gray',
  accent: 'plum',
}

export function StatusBadge({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <Badge color={kColor[tone]} variant="light" radius="sm" tt="none" fw={600}>
      {children}
    </Badge>
  )
}
