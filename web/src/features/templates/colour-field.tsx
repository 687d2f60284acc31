import { ColorSwatch, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

interface Props {
  label: string
  /** "#rrggbb"; empty: the brand's. */
  value: string
  readOnly: boolean
  onChange: (value: string) => void
}

const isColour = (text: string) => /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.test(text)

/** A colour, typed or chosen; what is none yet is not told to anybody. */
export function ColourField({ label, value, readOnly, onChange }: Props) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(value)
  useEffect(() => setTyped(value), [value])
  const whole = typed === '' || isColour(typed)
  return (
    <TextInput
      label={label}
      w={140}
      value={typed}
      placeholder={t('templates.colour.usual')}
      disabled={readOnly}
      error={whole ? undefined : t('templates.colour.wrong')}
      onChange={(event) => {
        const next = event.currentTarget.value.trim()
        setTyped(next)
        if (next === '' || isColour(next)) onChange(next)
      }}
      autoComplete="off"
      leftSection={
        <ColorSwatch size={18} color={isColour(typed) ? typed : 'transparent'} component="label">
          <input
            type="color"
            aria-label={t('templates.colour.choose', { label })}
            disabled={readOnly}
            value={/^#[0-9a-f]{6}$/i.test(typed) ? typed : '#000000'}
            onChange={(event) => onChange(event.currentTarget.value)}
            style={{
              opacity: 0,
              position: 'absolute',
              inset: 0,
              cursor: 'pointer',
              width: '100%',
              height: '100%',
            }}
          />
        </ColorSwatch>
      }
    />
  )
}
