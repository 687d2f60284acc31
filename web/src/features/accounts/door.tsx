import { Box, Group, Stack, Text, Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import classes from '@/features/accounts/door.module.css'
import mark from '@/shared/ui/daybook.svg'

interface Props {
  title: string
  lead?: ReactNode
  children?: ReactNode
}

/** The page of those who are not signed in: the house on one side, one small form on the other. */
export function Door({ title, lead, children }: Props) {
  const { t } = useTranslation()
  useEffect(() => {
    document.title = `${title} · Daybook`
  }, [title])
  return (
    <Box className={classes.page}>
      <Box className={classes.side}>
        <Group gap="sm">
          <img src={mark} alt="" width={36} height={36} className={classes.mark} />
          <Text fw={700} size="xl">
            {t('frame.product')}
          </Text>
        </Group>
        <Text className={classes.claim}>{t('welcome.lead')}</Text>
      </Box>
      <Box component="main" className={classes.main}>
        <Stack className={classes.form} gap="lg">
          <Stack gap={6}>
            <Title order={1}>{title}</Title>
            {lead && <Text c="dimmed">{lead}</Text>}
          </Stack>
          {children}
        </Stack>
      </Box>
    </Box>
  )
}
