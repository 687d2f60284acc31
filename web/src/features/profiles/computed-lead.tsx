import { useTranslation } from 'react-i18next'
import { Ago } from '@/shared/ui/ago'

/** Where the computed fields come from, and when one of the person's values last changed. */
export function ComputedLead({ at }: { at: number }) {
  const { t } = useTranslation()
  return (
    <>
      {t('profiles.page.computed')} <Ago at={at} />
    </>
  )
}
