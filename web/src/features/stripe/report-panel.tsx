import { Alert, Anchor, Group, Stack, Text } from '@mantine/core'
import { IconBulb } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportReport } from '@/api/types'
import { importReportQuery } from '@/features/stripe/api/get-import-report'
import { Panel } from '@/shared/ui/panel'
import { QueryView } from '@/shared/ui/query-view'

/** A number that opens the list of what it counts. */
function Counted({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Anchor href={href} size="sm">
      {children}
    </Anchor>
  )
}

function Report({ report }: { report: ImportReport }) {
  const { t } = useTranslation()
  return (
    <Stack gap="sm">
      <Group gap={6}>
        <Text size="sm">
          {t('stripe.report.customers', { customers: report.customers, profiles: report.profiles })}
        </Text>
        <Counted href="/profiles?shared_email=true">
          {t('stripe.report.shared', { count: report.shared_email })}
        </Counted>
        <Text size="sm">·</Text>
        <Counted href="/profiles?has_email=false">
          {t('stripe.report.noEmail', { count: report.without_email })}
        </Counted>
        <Text size="sm">·</Text>
        <Counted href="/profiles?deleted=true">
          {t('stripe.report.deleted', { count: report.deleted })}
        </Counted>
      </Group>
      <Group gap={6}>
        <Text size="sm">
          {t(
            report.not_counted.length > 0 ? 'stripe.report.notCounted' : 'stripe.report.allCounted',
          )}
        </Text>
        {report.not_counted.map((row) => (
          <Text key={row.reason} size="sm">
            {row.label}
          </Text>
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
