import { Box, Group, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from '@/shared/ui/panel.module.css'

interface Props {
  title?: ReactNode
  lead?: ReactNode
  actions?: ReactNode
  children?: ReactNode
  /** Without padding: for tables that reach the edges. */
  flush?: boolean
}

/** A part of a screen on its own ground. */
export function Panel({ title, lead, actions, children, flush }: Props) {
  return (
    <Box component="section" className={classes.panel}>
      {(title || actions) && (
        <Group justify="space-between" className={classes.head} gap="xs">
          <Stack gap={2} miw={0} flex="1 1 200px">
            {title && <Title order={2}>{title}</Title>}
            {lead && (
              <Text size="sm" c="dimmed" component="div">
                {lead}
              </Text>
            )}
          </Stack>
          {actions}
        </Group>
      )}
      <Box className={flush ? undefined : classes.body}>{children}</Box>
    </Box>
  )
}
