import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { examplePeopleQuery } from '@/features/templates/api/example-people'
import { profileQuery } from '@/shared/data/get-profile'
import { displayName } from '@/shared/format/name'

/** Not one person: the longest value of each field that anybody has. */
export const kLongest = 'longest'

/** For whom a message is shown: the best customer until somebody else is chosen. `id` null: somebody of whom nothing is known. */
export function usePerson() {
  const [chosen, setChosen] = useState<string | null | undefined>(undefined)
  const { data: people, isError } = useQuery(examplePeopleQuery)
  const best = people?.[0]?.id ?? (people || isError ? null : undefined)
  const id = chosen === undefined ? best : chosen
  const known = people?.find((one) => one.id === id)
  const asked = useQuery({
    ...profileQuery(id ?? ''),
    enabled: Boolean(id) && id !== kLongest && !known,
  })
  const person = known ?? asked.data
  const random = () => {
    const others = people?.filter((one) => one.id !== id) ?? []
    const one = others[Math.floor(Math.random() * others.length)]
    if (one) setChosen(one.id)
  }
  return {
    id,
    name: person ? displayName(person.fields, person.id) : null,
    choose: setChosen,
    best: () => setChosen(undefined),
    random,
    some: (people?.length ?? 0) > 1,
  }
}
