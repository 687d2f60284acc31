import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Segment } from '@/api/types'
import { patchSegment } from '@/features/segments/api/patch-segment'
import { nameError } from '@/features/segments/name-error'
import { useAct } from '@/shared/data/use-act'
import { ProblemAlert } from '@/shared/ui/problem-alert'
import { useSay } from '@/shared/ui/use-say'

interface Props {
  segment: Segment
  opened: boolean
  onClose: () => void
}

export function RenameSegment({ segment, opened, onClose }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { sayWithUndo } = useSay()
  const [typed, setTyped] = useState<string | null>(null)
  const name = typed ?? segment.name
  const close = () => {
    setTyped(null)
    rename.reset()
    onClose()
  }
  const renamed = () => queries.invalidateQueries({ queryKey: ['segments'] })
  const rename = useAct({
    mutationFn: (next: string) => patchSegment(segment.id, { name: next }),
    onSuccess: async (next) => {
      const before = segment.name
      close()
      await renamed()
      sayWithUndo(t('segments.page.renamed', { name: next.name }), () =>
        patchSegment(segment.id, { name: before }).then(renamed),
      )
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
      title={t('segments.page.rename')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label={t('segments.builder.name')}
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
              disabled={name.trim() === '' || name === segment.name}
            >
              {t('common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
