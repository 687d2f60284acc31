import { Anchor, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { usersOf } from '@/features/segments/uses'
import { segmentsQuery } from '@/shared/data/list-segments'

/** The segments that ask for this one; nothing where none does. */
export function UsedIn({ id }: { id: string }) {
  const { t } = useTranslation()
  const users = usersOf(id, useQuery(segmentsQuery).data ?? [])
  if (users.length === 0) return null
  return (
    <Text size="sm" mt="sm" data-used>
      {t('segments.page.used')}:{' '}
      {users.map((user, index) => (
        <span key={user.id}>
          {index > 0 && ', '}
          <Anchor
            size="sm"
            renderRoot={(props) => <Link to="/segments/$id" params={{ id: user.id }} {...props} />}
          >
            {user.name}
          </Anchor>
        </span>
      ))}
    </Text>
  )
}
