import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Template } from '@/api/types'
import { patchTemplate } from '@/features/templates/api/patch-template'
import { nameError } from '@/features/templates/name-error'
import type { useTemplateDraft } from '@/features/templates/use-template-draft'
import { useAct } from '@/shared/data/use-act'
import { ProblemAlert } from '@/shared/ui/problem-alert'
import { useSay } from '@/shared/ui/use-say'

interface Props {
  template: Template
  draft: ReturnType<typeof useTemplateDraft>
  opened: boolean
  onClose: () => void
}

export function RenameTemplate({ template, draft: { saver, note }, opened, onClose }: Props) {
  const { t } = useTranslation()
  const { sayWithUndo } = useSay()
  const [typed, setTyped] = useState<string | null>(null)
  const name = typed ?? template.name
  const close = () => {
    setTyped(null)
    rename.reset()
    onClose()
  }
  const call = (next: string) =>
    patchTemplate(template.id, { name: next, version: saver.version }).then((renamed) => {
      note(renamed)
      saver.moved(renamed.version)
      return renamed
    })
  const rename = useAct({
    mutationFn: call,
    onSuccess: (renamed) => {
      const before = template.name
      close()
      sayWithUndo(t('templates.renamed', { name: renamed.name }), () => call(before))
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    rename.mutate(name)
  }
  const refused = nameError(rename.error)
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('templates.rename')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label={t('common.name')}
            value={name}
            onChange={(event) => setTyped(event.currentTarget.value)}
            error={refused}
            maxLength={200}
            autoComplete="off"
            data-autofocus
          />
          {rename.error && refused === undefined && <ProblemAlert error={rename.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('common.cancel')}
            </Button>
            <Button
              type="submit"
              loading={rename.isPending}
              disabled={name.trim() === '' || name === template.name}
            >
              {t('common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
