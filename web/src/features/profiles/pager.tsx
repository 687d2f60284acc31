import { useNavigate } from '@tanstack/react-router'
import type { Profile } from '@/api/types'
import { PageButtons } from '@/features/profiles/page-buttons'

interface Props {
  rows: Profile[]
  hasMore: boolean
  after: string | undefined
  before: string | undefined
}

/** The pages of the list of profiles: which one is shown stands in the address. */
export function Pager(props: Props) {
  const navigate = useNavigate({ from: '/profiles' })
  return (
    <PageButtons
      {...props}
      onGo={({ after, before }) => void navigate({ search: (old) => ({ ...old, after, before }) })}
    />
  )
}
