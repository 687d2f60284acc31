import { Anchor, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useBuilder } from '@/features/segments/builder-context'
import { resourceOf } from '@/features/segments/subjects'
import type { Row } from '@/features/segments/tree/tree'

/** What stands under a row: that it is refused or not finished, and that Stripe does not let us read what it asks for. */
export function RowNotes({ row }: { row: Row }) {
  const { t } = useTranslation()
  const { words, fields, integration, errors, strict, unfinished } = useBuilder()
  const error =
    errors.get(row.key) ??
    (strict && unfinished.has(row.key) ? t('segments.builder.unfinishedRow') : undefined)
  const resource = resourceOf(row, words, fields)
  const permission = integration?.permissions.find((one) => one.resource === resource)
  const progress = integration?.progress.find((one) => one.resource === resource)
  return (
    <>
      {error && (
        <Text size="xs" c="var(--mantine-color-error)" mt={6} role="alert">
          {error}
        </Text>
      )}
      {permission && !permission.granted && (
        <Text size="xs" mt={6} data-missing={permission.resource}>
          {t('segments.row.missing', { what: permission.label, loses: permission.loses })}{' '}
          <Anchor
            size="xs"
            renderRoot={(props) => <Link to="/settings/integrations/stripe" {...props} />}
          >
            {t('segments.row.missingLink')}
          </Anchor>
        </Text>
      )}
      {permission?.granted && progress && !progress.done && (
        <Text size="xs" c="dimmed" mt={6}>
          {t('segments.row.reading', { what: permission.label })}
        </Text>
      )}
    </>
  )
}
