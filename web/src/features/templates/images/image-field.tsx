import { Stack } from '@mantine/core'
import type { KeptImage } from '@/api/types'
import { LazyCodeField } from '@/features/templates/code/lazy-code-field'
import { ImageButtons } from '@/features/templates/images/image-buttons'

interface Props {
  part: string
  label: string
  value: string
  readOnly: boolean
  onChange: (value: string) => void
  onChoose: (image: KeptImage) => void
}

/** A picture's address, which may hold fields, and the way to one of one's own. */
export function ImageField({ part, label, value, readOnly, onChange, onChoose }: Props) {
  return (
    <Stack gap={6}>
      <LazyCodeField part={part} form="line" label={label} value={value} onChange={onChange} />
      {!readOnly && <ImageButtons onChoose={onChoose} />}
    </Stack>
  )
}
