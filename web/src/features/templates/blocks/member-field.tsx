import { NativeSelect, NumberInput, SegmentedControl, Stack, Switch, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { KeptImage } from '@/api/types'
import { LazyRichField } from '@/features/templates/blocks/lazy-rich-field'
import type { Member } from '@/features/templates/blocks/types'
import { LazyCodeField } from '@/features/templates/code/lazy-code-field'
import { ColourField } from '@/features/templates/colour-field'
import { ImageField } from '@/features/templates/images/image-field'

interface Props {
  member: Member
  part: string
  value: unknown
  readOnly: boolean
  /** undefined: what is usual. `typed`: one letter after the other. */
  onChange: (value: unknown, typed?: boolean) => void
  onImage: (image: KeptImage) => void
}

const kAligns = ['left', 'center', 'right'] as const
const kLevels = ['large', 'medium', 'small'] as const

/** One setting of a block. */
export function MemberField({
  member: { name, form, least, most, usual },
  part,
  value,
  readOnly,
  onChange,
  onImage,
}: Props) {
  const { t } = useTranslation()
  const label = t(`templates.blocks.members.${name}`)
  const text = typeof value === 'string' ? value : ''
  switch (form) {
    case 'rich':
      return (
        <LazyRichField
          part={part}
          label={label}
          value={text}
          onChange={(next) => onChange(next, true)}
        />
      )
    case 'line':
    case 'address':
    case 'name':
      return (
        <LazyCodeField
          part={part}
          form={form === 'name' ? 'condition' : 'line'}
          label={label}
          value={text}
          onChange={(next) => onChange(next, true)}
        />
      )
    case 'image':
      return (
        <ImageField
          part={part}
          label={label}
          value={text}
          readOnly={readOnly}
          onChange={(next) => onChange(next, true)}
          onChoose={onImage}
        />
      )
    case 'html':
      return (
        <LazyCodeField
          part={part}
          form="html"
          label={label}
          value={text}
          onChange={(next) => onChange(next, true)}
        />
      )
    case 'colour':
      return (
        <ColourField
          label={label}
          value={text}
          readOnly={readOnly}
          onChange={(next) => onChange(next || undefined, true)}
        />
      )
    case 'number':
      return (
        <NumberInput
          label={label}
          w={130}
          disabled={readOnly}
          min={least ?? 0}
          max={most ?? 1000}
          allowDecimal={false}
          placeholder={usual === undefined ? '' : String(usual)}
          value={typeof value === 'number' ? value : ''}
          onChange={(next) => onChange(typeof next === 'number' ? next : undefined, true)}
        />
      )
    case 'yes':
      return (
        <Switch
          label={label}
          disabled={readOnly}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked || undefined)}
        />
      )
    case 'level':
      return (
        <NativeSelect
          label={label}
          disabled={readOnly}
          value={String(value ?? 1)}
          onChange={(event) => onChange(Number(event.currentTarget.value))}
          data={kLevels.map((level, index) => ({
            value: String(index + 1),
            label: t(`templates.blocks.levels.${level}`),
          }))}
        />
      )
    case 'align':
      return (
        <Stack gap={2}>
          <Text size="sm" fw={500} aria-hidden>
            {label}
          </Text>
          <SegmentedControl
            size="xs"
            aria-label={label}
            disabled={readOnly}
            value={text}
            onChange={onChange}
            data={kAligns.map((align) => ({
              value: align,
              label: t(`templates.blocks.aligns.${align}`),
            }))}
          />
        </Stack>
      )
  }
}
