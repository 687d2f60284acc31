import { Button, Popover, Text } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { asProblem } from '@/api/problem'
import type { Template } from '@/api/types'
import { publishTemplate } from '@/features/templates/api/publish-template'
import type { usePreview } from '@/features/templates/use-preview'
import type { useTemplateDraft } from '@/features/templates/use-template-draft'
import { useAct } from '@/shared/data/use-act'
import { useSay } from '@/shared/ui/use-say'

interface Props {
  template: Template
  draft: ReturnType<typeof useTemplateDraft>
  shown: ReturnType<typeof usePreview>
}

/** Makes the draft what is sent. Mistakes keep it from that: how many there are is told before and after. */
export function PublishButton({ template, draft: { saver, saving, note }, shown }: Props) {
  const { t } = useTranslation()
  const { say, sayProblem } = useSay()
  const mistakes =
    shown.preview?.warnings.filter(({ severity }) => severity === 'error').length ?? 0
  const publish = useAct({
    mutationFn: async () =>
      (await saver.flush()) ? publishTemplate(template.id, saver.version) : null,
    onSuccess: (published) => {
      if (!published) return
      note(published)
      saver.moved(published.version)
      say(t('templates.publish.done', { name: published.name }))
    },
    onError: (error) => {
      if (asProblem(error).code !== 'template_has_errors') sayProblem(error)
    },
  })
  const refused = publish.error && asProblem(publish.error).code === 'template_has_errors'
  const nothingToDo = template.state === 'published' && saving.state === 'saved'
  return (
    <Popover
      opened={Boolean(refused)}
      onChange={() => publish.reset()}
      position="bottom-end"
      withinPortal
    >
      <Popover.Target>
        <Button
          leftSection={<IconSend size={16} aria-hidden />}
          loading={publish.isPending}
          disabled={nothingToDo}
          onClick={() => publish.mutate()}
        >
          {mistakes > 0
            ? t('templates.publish.mistakes', { count: mistakes })
            : t('templates.publish.action')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown maw="min(380px, calc(100vw - 20px))">
        <Text size="sm" role="alert" data-refused>
          {refused && asProblem(publish.error).message}
        </Text>
      </Popover.Dropdown>
    </Popover>
  )
}
