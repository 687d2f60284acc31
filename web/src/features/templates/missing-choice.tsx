import { Radio, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { TemplateContent } from '@/api/types'

interface Props {
  missing: TemplateContent['missing']
  readOnly: boolean
  onChange: (parts: TemplateContent) => void
}

/** What becomes of a message where a value is missing. */
export function MissingChoice({ missing, readOnly, onChange }: Props) {
  const { t } = useTranslation()
  return (
    <Radio.Group
      label={t('templates.missing.label')}
      value={missing ?? 'blank'}
      onChange={(value) => onChange({ missing: value === 'skip' ? 'skip' : 'blank' })}
    >
      <Stack gap={6} mt={6}>
        {(['blank', 'skip'] as const).map((value) => (
          <Radio
            key={value}
            value={value}
            disabled={readOnly}
            label={t(`templates.missing.${value}`)}
          />
        ))}
      </Stack>
    </Radio.Group>
  )
}
