import { Skeleton, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { asProblem } from '@/api/problem'
import { ProfileActions } from '@/features/profiles/profile-actions'
import { ProfileFigures } from '@/features/profiles/profile-figures'
import { ProfileNotices } from '@/features/profiles/profile-notices'
import { ProfileTabs } from '@/features/profiles/profile-tabs'
import { profileQuery } from '@/shared/data/get-profile'
import { displayName } from '@/shared/format/name'
import { formatDate } from '@/shared/format/time'
import { CopyButton } from '@/shared/ui/copy-button'
import { NothingHere } from '@/shared/ui/nothing-here'
import { Page } from '@/shared/ui/page'
import { ProblemAlert } from '@/shared/ui/problem-alert'
import '@/strings/en/segments'

export function ProfilePage() {
  const { t } = useTranslation()
  const { id } = useParams({ from: '/house/profiles/$id' })
  const profile = useQuery(profileQuery(id))
  const { data, error } = profile
  if (!data && error) {
    if (asProblem(error).status === 404) return <NothingHere />
    return (
      <Page title={t('profiles.person')}>
        <ProblemAlert error={error} onRetry={() => void profile.refetch()} />
      </Page>
    )
  }
  if (!data) {
    return (
      <Page title={t('profiles.person')}>
        <Stack aria-hidden>
          <Skeleton height={92} radius="md" />
          <Skeleton height={360} radius="md" />
        </Stack>
      </Page>
    )
  }
  return (
    <Page
      title={displayName(data.fields, data.id)}
      help="profile-page"
      lead={
        <>
          {[data.fields.email, t('profiles.page.since', { date: formatDate(data.created) })]
            .filter(Boolean)
            .join(' · ')}
          <CopyButton value={data.id} label={t('profiles.page.copyId')} />
        </>
      }
      actions={<ProfileActions profile={data} />}
    >
      <Stack gap="lg">
        <ProfileNotices profile={data} />
        <ProfileFigures profile={data} />
        <ProfileTabs profile={data} />
      </Stack>
    </Page>
  )
}
