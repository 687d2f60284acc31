import { Center, Stack, Text, ThemeIcon, Title } from '@mantine/core'
import type { TablerIcon } from '@tabler/icons-react'
import type { ReactNode } from 'react'

interface Props {
  icon: TablerIcon
  title: string
  text: ReactNode
  action?: ReactNode
}

/** Nothing to show: what would stand here, why there is nothing, and one thing to do. */
export function Empty({ icon: Icon, title, text, action }: Props) {
  return (
    <Center py={48} px="md">
      <Stack align="center" gap="sm" maw={440}>
        <ThemeIcon size={48} radius="xl" variant="light" color="ink">
          <Icon size={24} aria-hidden />
        </ThemeIcon>
        <Title order={2} ta="center">
          {title}
        </Title>
        <Text ta="center" c="dimmed" size="sm" component="div">
          {text}
        </Text>
        {action}
      </Stack>
    </Center>
  )
}
