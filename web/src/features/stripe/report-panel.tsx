import { Alert, Anchor, Stack, Text } from '@mantine/core'
import { IconBulb } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Fragment, type ReactElement, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportReport } from '@/api/types'
import { importReportQuery } from '@/features/stripe/api/get-import-report'
import { guestsOf } from '@/features/stripe/guests'
import { linkTo } from '@/features/stripe/link-to'
import { Panel } from '@/shared/ui/panel'
import { QueryView } from '@/shared/ui/query-view'

/** A number that opens the list of what it counts. */
function Counted({ href, children }: { href: string | null; children: ReactNode }) {
  if (!href) return <>{children}</>
  return (
    <Anchor
      inherit
      underline="always"
      renderRoot={(props) => <Link {...linkTo(href)} {...props} />}
    >
      {children}
    </Anchor>
  )
}

/** "a, b, c." */
function Enumeration({ parts }: { parts: ReactElement[] }) {
  return parts.map((part, index) => (
    <Fragment key={part.key}>
      {' '}
      {part}
      {index < parts.length - 1 ? ',' : '.'}
    </Fragment>
  ))
}

function Report({ report }: { report: ImportReport }) {
  const { t } = useTranslation()
  const kinds = [
    ['shared', report.sharing_email],
    ['noEmail', report.without_email],
    ['deleted', report.deleted],
    ['guests', { count: guestsOf(report), href: null }],
  ] as const
  const people = kinds
    .filter(([, { count }]) => count > 0)
    .map(([name, { count, href }]) => (
      <Counted key={name} href={href}>
        {t(`stripe.report.${name}`, { count })}
      </Counted>
    ))
  const left = report.not_counted.map((row) => (
    <Counted key={row.reason} href={row.href}>
      {t(`stripe.report.reason.${row.reason}`, { count: row.count })}
    </Counted>
  ))
  return (
    <Stack gap="sm">
      <Text size="sm">
        {t('stripe.report.customers', { count: report.customers.count })}{' '}
        <Counted href={report.profiles.href}>
          {t('stripe.report.profiles', { count: report.profiles.count })}
        </Counted>
        {people.length > 0 ? ':' : '.'}
        <Enumeration parts={people} />
      </Text>
      <Text size="sm">
        {t(left.length > 0 ? 'stripe.report.notCounted' : 'stripe.report.allCounted')}
        <Enumeration parts={left} />
      </Text>
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
