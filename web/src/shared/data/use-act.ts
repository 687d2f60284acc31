import { type UseMutationOptions, useMutation } from '@tanstack/react-query'
import { useRef } from 'react'

/**
 * A mutation that runs once at a time: the second click of a double click comes before the button can show that it is busy,
 * and does nothing. What follows an act sees what was shown when it began: the stream may bring the change before the answer,
 * and an undo would go back to the change itself.
 */
export function useAct<Data, Variables = void>(
  options: UseMutationOptions<Data, Error, Variables> & {
    mutationFn: (variables: Variables) => Promise<Data>
  },
) {
  const busy = useRef(false)
  const began = useRef(options)
  const mutation = useMutation<Data, Error, Variables>({
    ...options,
    mutationFn: (variables) =>
      options.mutationFn(variables).finally(() => {
        busy.current = false
      }),
    onSuccess: (...told) => began.current.onSuccess?.(...told),
    onError: (...told) => began.current.onError?.(...told),
    onSettled: (...told) => began.current.onSettled?.(...told),
  })
  const mutate = (variables: Variables) => {
    if (busy.current) return
    busy.current = true
    began.current = options
    mutation.mutate(variables)
  }
  return { ...mutation, mutate }
}
