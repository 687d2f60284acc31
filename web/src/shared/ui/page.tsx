import { Box, Group, Stack, Text, Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import { HelpLink } from '@/shared/ui/help-link'

interface Props {
  title: string
  lead?: ReactNode
  /** The help article of this screen. */
  help?: string
  actions?: ReactNode
  width?: 'narrow' | 'wide'
  children: ReactNode
}

/** A screen: its heading, what it is for, what one can do, and its content. */
export function Page({ title, lead, help, actions, width = 'wide', children }: Props) {
  useEffect(() => {
    document.title = `${title} · Daybook`
  }, [title])
  return (
    <Box maw={width === 'narrow' ? 860 : 1280} mx="auto" w="100%">
      <Group justify="space-between" align="flex-start" mb="lg" gap="md">
        <Stack gap={4} flex="1 1 300px" miw={0}>
          <Group gap={6} wrap="nowrap">
            <Title order={1} lineClamp={3} style={{ overflowWrap: 'anywhere' }}>
              {title}
            </Title>
            {help && <HelpLink article={help} />}
          </Group>
          {lead && (
            <Text c="dimmed" size="sm" component="div">
              {lead}
            </Text>
          )}
        </Stack>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Box>
  )
}
