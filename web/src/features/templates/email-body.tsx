import { Anchor, Group, Skeleton, Stack, Text } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { TemplateContent, TemplateFinding } from '@/api/types'
import { asContent } from '@/features/templates/blocks/tree'
import { firstBlocks } from '@/features/templates/blocks/types'
import { PartFields } from '@/features/templates/part-fields'
import { useSay } from '@/shared/ui/use-say'

const BlockEditor = lazy(() =>
  import('@/features/templates/blocks/block-editor').then((module) => ({
    default: module.BlockEditor,
  })),
)

interface Props {
  content: TemplateContent
  findings: readonly TemplateFinding[]
  readOnly: boolean
  onChange: (parts: TemplateContent) => void
}

/** The body of an e-mail: blocks, or HTML. One takes the place of the other, and that can be taken back. */
export function EmailBody({ content, findings, readOnly, onChange }: Props) {
  const { t } = useTranslation()
  const { say, sayWithUndo } = useSay()
  const put = (next: TemplateContent) => {
    const before = { blocks: content.blocks ?? null, body: content.body ?? null }
    onChange(next)
    const wasEmpty = !before.body && !before.blocks?.length
    if (wasEmpty) say(t('templates.body.changed'))
    else sayWithUndo(t('templates.body.changed'), async () => onChange(before))
  }
  const toHtml = () => put({ blocks: null, body: '' })
  const toBlocks = () => {
    const blocks = firstBlocks((word) => t(`templates.blocks.first.${word}`))
    put({ body: null, blocks: asContent(blocks) })
  }
  const other = (label: string, act: () => void) =>
    !readOnly && (
      <Anchor component="button" type="button" size="sm" ta="start" onClick={act}>
        {label}
      </Anchor>
    )
  if (!content.blocks) {
    return (
      <Stack gap={6}>
        <PartFields
          kind="email"
          content={content}
          onChange={onChange}
          only={({ part }) => part === 'body'}
        />
        {other(t('templates.body.toBlocks'), toBlocks)}
      </Stack>
    )
  }
  return (
    <Stack gap={6}>
      <Group justify="space-between">
        <Text size="sm" fw={500}>
          {t('templates.body.blocks')}
        </Text>
        {other(t('templates.body.toHtml'), toHtml)}
      </Group>
      <Suspense fallback={<Skeleton height={220} />}>
        <BlockEditor
          blocks={content.blocks}
          findings={findings}
          readOnly={readOnly}
          onChange={onChange}
        />
      </Suspense>
    </Stack>
  )
}
