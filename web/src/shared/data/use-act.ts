import { type UseMutationOptions, useMutation } from '@tanstack/react-query'
import { useRef } from 'react'

/**
 * A mutation that runs once at a time: the second click of a double click comes before the button can show that it is busy,
 * and does nothing.
 */
export function useAct<Data, Variables = void>(
  options: UseMutationOptions<Data, Error, Variables> & {
    mutationFn: (variables: Variables) => Promise<Data>
  },
) {
  const busy = useRef(false)
  const mutation = useMutation<Data, Error, Variables>({
    ...options,
    mutationFn: (variables) =>
      options.mutationFn(variables).finally(() => {
        busy.current = false
      }),
  })
  const mutate = (variables: Variables) => {
    if (busy.current) return
    busy.current = true
    mutation.mutate(variables)
  }
  return { ...mutation, mutate }
}
