import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Field } from '@/api/types'

interface Props {
  field: Field
  onExplain: (field: Field) => void
  className?: string | undefined
}

/** "How?" beside a value: opens what it is made of. */
export function HowButton({ field, onExplain, className }: Props) {
  const { t } = useTranslation()
  return (
    <Button
      size="compact-xs"
      mih={24}
      flex="none"
      variant="subtle"
      className={className ?? ''}
      aria-label={t('profiles.page.howLabel', { field: field.label })}
      onClick={() => onExplain(field)}
    >
      {t('profiles.page.how')}
    </Button>
  )
}
