import type { UseQueryResult } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Profile, ProfileList } from '@/api/types'
import { follow } from '@/features/profiles/follow'
import { useProfilesVersion } from '@/shared/data/changed-profiles'

interface Followed {
  rows: Profile[] | undefined
  /** How many people came whom the list does not show yet. */
  waiting: number
  showAll: () => void
  setAtTop: (atTop: boolean) => void
}

/** The rows of a list that follows the shop without jumping. `key` names what is listed. */
export function useFollow(list: UseQueryResult<ProfileList>, key: string): Followed {
  const version = useProfilesVersion()
  const atTop = useRef(true)
  const [shown, setShown] = useState<
    { key: string; rows: Profile[]; waiting: number } | undefined
  >()
  const { refetch, data, isPlaceholderData } = list

  // The version counts changes told by the stream; the first is none.
  const seen = useRef(version)
  useEffect(() => {
    if (seen.current === version) return
    seen.current = version
    void refetch({ cancelRefetch: false })
  }, [version, refetch])

  useEffect(() => {
    if (!data || isPlaceholderData) return
    setShown((before) => {
      if (before?.key !== key) return { key, rows: data.data, waiting: 0 }
      return { key, ...follow(before.rows, data.data, atTop.current) }
    })
  }, [data, isPlaceholderData, key])

  return {
    rows: shown?.key === key ? shown.rows : (data?.data ?? shown?.rows),
    waiting: shown?.key === key ? shown.waiting : 0,
    showAll: () => data && setShown({ key, rows: data.data, waiting: 0 }),
    setAtTop: (value) => {
      atTop.current = value
    },
  }
}
