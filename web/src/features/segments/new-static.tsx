import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExportFilter } from '@/api/types'
import { createSegment } from '@/features/segments/api/create-segment'
import { useAct } from '@/shared/data/use-act'
import { nameError } from '@/shared/format/name-error'
import { ProblemAlert } from '@/shared/ui/problem-alert'

interface Props {
  opened: boolean
  /** Filters of the list of profiles: whom they fit now are its first members. */
  from?: ExportFilter | undefined
  onClose: () => void
}

/** A segment whose members are chosen by hand, or are those whom filters fit now. */
export function NewStatic({ opened, from, onClose }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [name, setName] = useState('')
  const make = useAct({
    mutationFn: () =>
      createSegment({ name, kind: 'static', ...(from ? { from: { filter: from } } : {}) }),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['segments'] })
      await navigate({ to: '/segments/$id', params: { id } })
    },
  })
  const refused = nameError(make.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    make.mutate()
  }
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('segments.fixed.create')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm">{t(from ? 'segments.fixed.fromLead' : 'segments.fixed.createLead')}</Text>
          <TextInput
            label={t('segments.builder.name')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={refused}
            maxLength={200}
            autoComplete="off"
            data-autofocus
          />
          {make.error && refused === undefined && <ProblemAlert error={make.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={make.isPending} disabled={name.trim() === ''}>
              {t('segments.builder.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
