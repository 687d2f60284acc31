import { Skeleton } from '@mantine/core'
import { type ComponentProps, lazy, Suspense } from 'react'
import type { RichField } from '@/features/templates/blocks/rich-field'

const Loaded = lazy(() =>
  import('@/features/templates/blocks/rich-field').then((module) => ({
    default: module.RichField,
  })),
)

/** Text with bold words, lists and links; its editor is a part of the program of its own. */
export function LazyRichField(props: ComponentProps<typeof RichField>) {
  return (
    <Suspense fallback={<Skeleton height={140} />}>
      <Loaded {...props} />
    </Suspense>
  )
}
