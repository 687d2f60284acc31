import { Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { asProblem } from '@/api/problem'
import type { ApiKey } from '@/api/types'
import { createApiKey } from '@/features/accounts/api/create-api-key'
import { useAct } from '@/shared/data/use-act'
import { fieldError } from '@/shared/format/field-error'
import { ProblemAlert } from '@/shared/ui/problem-alert'

const kScopes = ['read', 'write', 'admin'] as const

interface Props {
  opened: boolean
  onClose: () => void
  onKey: (key: string) => void
}

export function ApiKeyForm({ opened, onClose, onKey }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const form = useForm<{ name: string; scope: ApiKey['scope'] }>({
    initialValues: { name: '', scope: 'read' },
    validate: { name: (value) => (value.trim() === '' ? t('common.required') : null) },
  })
  const create = useAct({
    mutationFn: createApiKey,
    onSuccess: (made) => {
      void queries.invalidateQueries({ queryKey: ['api-keys'] })
      form.reset()
      onClose()
      if (made.key) onKey(made.key)
    },
  })
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('accounts.keys.create')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        noValidate
        onSubmit={form.onSubmit((values) => create.mutate({ ...values, name: values.name.trim() }))}
      >
        <Stack>
          {create.error && !asProblem(create.error).param && <ProblemAlert error={create.error} />}
          <TextInput
            label={t('accounts.keys.name')}
            placeholder={t('accounts.keys.namePlaceholder')}
            data-autofocus
            {...form.getInputProps('name')}
            error={form.errors.name ?? fieldError(create.error, 'name')}
          />
          <Radio.Group label={t('accounts.keys.scope')} {...form.getInputProps('scope')}>
            <Stack gap="xs" mt="xs">
              {kScopes.map((scope) => (
                <Radio key={scope} value={scope} label={t(`accounts.keys.scopes.${scope}`)} />
              ))}
            </Stack>
          </Radio.Group>
          <Group justify="flex-end">
            <Button type="submit" loading={create.isPending}>
              {t('accounts.keys.create')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
