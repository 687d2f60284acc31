import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, render, screen } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { useAct } from '@/shared/data/use-act'

type Props = { shown: number; run: () => Promise<void>; told: (shown: number) => void }

function Save({ shown, run, told }: Props) {
  const save = useAct({ mutationFn: run, onSuccess: () => told(shown) })
  return (
    <button type="button" onClick={() => save.mutate()}>
      Save {shown}
    </button>
  )
}

const queries = new QueryClient()
const page = (props: Props) => (
  <QueryClientProvider client={queries}>
    <Save {...props} />
  </QueryClientProvider>
)

it('runs once at a time, and tells what was shown when it began', async () => {
  let answer = () => {}
  const run = vi.fn(
    () =>
      new Promise<void>((resolve) => {
        answer = resolve
      }),
  )
  const told = vi.fn()
  const { rerender } = render(page({ shown: 1, run, told }))
  await act(async () => {
    screen.getByRole('button').click()
    screen.getByRole('button').click()
  })
  rerender(page({ shown: 2, run, told }))
  await act(async () => answer())
  await vi.waitFor(() => expect(told).toHaveBeenCalled())
  expect(run).toHaveBeenCalledTimes(1)
  expect(told.mock.calls).toEqual([[1]])
})
