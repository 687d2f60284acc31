import { Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TemplateKind } from '@/api/types'
import { createTemplate } from '@/features/templates/api/create-template'
import { asContent } from '@/features/templates/blocks/tree'
import { firstBlocks } from '@/features/templates/blocks/types'
import { kKinds } from '@/features/templates/content'
import { useAct } from '@/shared/data/use-act'
import { nameError } from '@/shared/format/name-error'
import { ProblemAlert } from '@/shared/ui/problem-alert'

/** A template's name and what it is for; then it is written. */
export function NewTemplate({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [name, setName] = useState('')
  const [kind, setKind] = useState<TemplateKind>('email')
  const [strict, setStrict] = useState(false)
  const make = useAct({
    mutationFn: createTemplate,
    onSuccess: async (made) => {
      onClose()
      await queries.invalidateQueries({ queryKey: ['templates', 'list'] })
      await navigate({ to: '/templates/$id', params: { id: made.id } })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setStrict(true)
    const blocks = asContent(firstBlocks((word) => t(`templates.blocks.first.${word}`)))
    if (name.trim() !== '') make.mutate({ name, kind, content: kind === 'email' ? { blocks } : {} })
  }
  const missing = strict && name.trim() === '' ? t('templates.make.nameMissing') : undefined
  const refused = nameError(make.error)
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('templates.create')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          <TextInput
            label={t('common.name')}
            description={t(
              kind === 'snippet' ? 'templates.make.snippetHint' : 'templates.make.nameHint',
            )}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={missing ?? refused}
            maxLength={200}
            autoComplete="off"
            data-autofocus
          />
          <Radio.Group
            label={t('templates.kind')}
            value={kind}
            onChange={(value) => setKind(kKinds.find((one) => one === value) ?? 'email')}
          >
            <Stack gap="xs" mt={6}>
              {kKinds.map((value) => (
                <Radio
                  key={value}
                  value={value}
                  label={t(`templates.kinds.${value}`)}
                  description={t(`templates.make.${value}`)}
                />
              ))}
            </Stack>
          </Radio.Group>
          {make.error && refused === undefined && <ProblemAlert error={make.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={make.isPending}>
              {t('templates.make.action')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
