import { Alert, Anchor, Group, Stack, Text } from '@mantine/core'
import { IconBulb } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportReport } from '@/api/types'
import { importReportQuery } from '@/features/stripe/api/get-import-report'
import { linkTo } from '@/features/stripe/link-to'
import { Panel } from '@/shared/ui/panel'
import { QueryView } from '@/shared/ui/query-view'

/** A number that opens the list of what it counts. */
function Counted({ href, children }: { href: string | null; children: ReactNode }) {
  if (!href) return <Text size="sm">{children}</Text>
  return (
    <Anchor size="sm" renderRoot={(props) => <Link {...linkTo(href)} {...props} />}>
      {children}
    </Anchor>
  )
}

function Report({ report }: { report: ImportReport }) {
  const { t } = useTranslation()
  const lists = [
    ['shared', report.sharing_email],
    ['noEmail', report.without_email],
    ['deleted', report.deleted],
  ] as const
  return (
    <Stack gap="sm">
      <Group gap={8}>
        <Text size="sm">
          {t('stripe.report.customers', {
            customers: report.customers.count,
            profiles: report.profiles.count,
          })}
        </Text>
        {lists.map(([name, { count, href }]) => (
          <Counted key={name} href={href}>
            {t(`stripe.report.${name}`, { count })}
          </Counted>
        ))}
      </Group>
      <Group gap={8}>
        <Text size="sm">
          {t(
            report.not_counted.length > 0 ? 'stripe.report.notCounted' : 'stripe.report.allCounted',
          )}
        </Text>
        {report.not_counted.map((row) => (
          <Counted key={row.reason} href={row.href}>
            {t(`stripe.report.reason.${row.reason}`, { count: row.count })}
          </Counted>
        ))}
      </Group>
      {report.hints.map((hint) => (
        <Alert key={hint.code} color="amber" icon={<IconBulb aria-hidden />}>
          {hint.message}
        </Alert>
      ))}
    </Stack>
  )
}

export function ReportPanel() {
  const { t } = useTranslation()
  const report = useQuery(importReportQuery)
  return (
    <Panel title={t('stripe.report.title')}>
      <QueryView query={report}>{(data) => <Report report={data} />}</QueryView>
    </Panel>
  )
}
