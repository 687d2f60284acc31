import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Place, valuesQuery } from '@/features/segments/api/list-values'

const kNowhere: Place = { field: '' }

/** What people have at a place, once somebody looks: the most frequent, and those that contain what is typed. */
export function useValues(place: Place | undefined, typed: string) {
  const [asked, setAsked] = useState(false)
  const [words] = useDebouncedValue(typed.trim(), 150)
  const { data } = useQuery({
    ...valuesQuery(place ?? kNowhere, words),
    enabled: asked && place !== undefined,
  })
  const counts = new Map(data?.data.map((one) => [one.value, one.people]))
  return { counts, ask: () => setAsked(true) }
}
