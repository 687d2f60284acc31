import { Button, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { localMoment, momentOf } from '@/shared/format/time'

interface Props {
  at: number | undefined
  onAt: (at: number | undefined) => void
}

/** The past second as of which members are listed; none: now. */
export function MemberMoment({ at, onAt }: Props) {
  const { t } = useTranslation()
  // What is being typed: a year that is not whole yet is no moment.
  const [draft, setDraft] = useState<string | null>(null)
  const type = (text: string) => {
    setDraft(text)
    const moment = momentOf(text)
    if (moment !== undefined) onAt(moment)
  }
  return (
    <Group gap="xs" align="flex-end">
      <TextInput
        type="datetime-local"
        step={1}
        label={t('segments.page.at')}
        description={t('segments.page.atHint')}
        value={draft ?? (at === undefined ? '' : localMoment(at))}
        onChange={(event) => type(event.currentTarget.value)}
        onBlur={() => setDraft(null)}
      />
      {at !== undefined && (
        <Button variant="default" onClick={() => onAt(undefined)}>
          {t('segments.page.now')}
        </Button>
      )}
    </Group>
  )
}
