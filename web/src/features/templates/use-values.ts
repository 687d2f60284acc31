import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { valuesQuery } from '@/features/templates/api/get-values'

/** Of whom the editor tells how many lack a value: of everybody until a segment is chosen. */
export function useValues() {
  const [segment, setSegment] = useState<string | null>(null)
  const { data, error } = useQuery(valuesQuery(segment))
  return { segment, choose: setSegment, values: data, error }
}
