import { Skeleton } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Brand } from '@/api/types'
import { asContent } from '@/features/templates/blocks/tree'
import { firstBlocks } from '@/features/templates/blocks/types'
import { MessageFrame } from '@/features/templates/preview/message-frame'
import { usePreview } from '@/features/templates/use-preview'
import { Panel } from '@/shared/ui/panel'
import { ProblemAlert } from '@/shared/ui/problem-alert'

/** A short e-mail in the brand as it is saved. */
export function BrandExample({ brand: { version } }: { brand: Brand }) {
  const { t } = useTranslation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: another version of the brand is another e-mail
  const content = useMemo(() => {
    const blocks = firstBlocks((word) => t(`templates.blocks.first.${word}`))
    return { subject: t('templates.brand.title'), blocks: asContent(blocks) }
  }, [t, version])
  const { preview, error, retry } = usePreview('email', content, null, null)
  return (
    <Panel title={t('templates.brand.example')}>
      {error !== null && <ProblemAlert error={error} onRetry={retry} />}
      {preview?.parts.body ? (
        <MessageFrame
          html={preview.parts.body}
          title={t('templates.brand.example')}
          size="desktop"
          dark={false}
        />
      ) : (
        <Skeleton height={400} />
      )}
    </Panel>
  )
}
