import { useTranslation } from 'react-i18next'
import type { Profile } from '@/api/types'
import { Ago } from '@/shared/ui/ago'

type Source = NonNullable<Profile['sources']>[string]

/** "from Stripe, 3 minutes ago". */
export function FieldSource({ source }: { source: Source | undefined }) {
  const { t } = useTranslation()
  if (!source) return null
  return (
    <>
      {t(`profiles.page.from.${source.from}`)}
      {source.read ? (
        <>
          {', '}
          <Ago at={source.read} />
        </>
      ) : null}
    </>
  )
}
