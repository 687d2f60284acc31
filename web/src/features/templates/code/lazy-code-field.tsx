import { Skeleton } from '@mantine/core'
import { type ComponentProps, lazy, Suspense } from 'react'
import type { CodeField } from '@/features/templates/code/code-field'

const Loaded = lazy(() =>
  import('@/features/templates/code/code-field').then((module) => ({ default: module.CodeField })),
)

/** A code view; its editor is a part of the program of its own, fetched when the first one shows. */
export function LazyCodeField(props: ComponentProps<typeof CodeField>) {
  return (
    <Suspense fallback={<Skeleton height={props.form === 'line' ? 64 : 160} />}>
      <Loaded {...props} />
    </Suspense>
  )
}
