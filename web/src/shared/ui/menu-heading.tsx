import { Text } from '@mantine/core'
import type { ReactNode } from 'react'

/** Words over some items of a menu. A plain element: a menu may hold no other roles than items (WAI-ARIA 1.2). */
export function MenuHeading({ children }: { children: ReactNode }) {
  return (
    <Text component="div" size="xs" c="dimmed" fw={500} px="sm" py={6}>
      {children}
    </Text>
  )
}
