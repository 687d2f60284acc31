import { Anchor, Avatar, Group } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Profile } from '@/api/types'
import { displayName, initials } from '@/shared/format/name'
import { StatusBadge } from '@/shared/ui/status-badge'

export function PersonCell({ profile }: { profile: Profile }) {
  const { t } = useTranslation()
  const name = displayName(profile.fields, profile.id)
  return (
    <Group gap="sm" wrap="nowrap" miw={0}>
      <Avatar size={30} radius="xl" color="ink" variant="light" visibleFrom="xs" aria-hidden>
        {initials(name)}
      </Avatar>
      <Anchor
        fw={600}
        size="sm"
        c="inherit"
        truncate
        dir="auto"
        data-row-link
        renderRoot={(props) => <Link to="/profiles/$id" params={{ id: profile.id }} {...props} />}
      >
        {name}
      </Anchor>
      {profile.stripe.deleted && (
        <StatusBadge tone="bad">{t('profiles.page.customerDeleted')}</StatusBadge>
      )}
    </Group>
  )
}
