import { Button, Group, Modal, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDisclosure } from '@mantine/hooks'
import { IconUserPlus } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { asProblem } from '@/api/problem'
import type { ProfileEdit } from '@/api/types'
import { createProfile } from '@/features/profiles/api/create-profile'
import { useAct } from '@/shared/data/use-act'
import { useCan } from '@/shared/data/use-can'
import { fieldError } from '@/shared/format/field-error'
import { displayName } from '@/shared/format/name'
import { ProblemAlert } from '@/shared/ui/problem-alert'
import { useSay } from '@/shared/ui/use-say'

const kEmpty = { first_name: '', last_name: '', email: '', phone: '', reason: '' }
type Name = keyof typeof kEmpty

/** Makes a person who is not at Stripe, and opens their page. */
export function NewProfile() {
  const { t } = useTranslation()
  const may = useCan('write')
  const navigate = useNavigate()
  const { say } = useSay()
  const [opened, modal] = useDisclosure()
  const form = useForm({
    initialValues: kEmpty,
    validate: (values) =>
      Object.entries(values).some(([name, text]) => name !== 'reason' && text.trim() !== '')
        ? {}
        : { first_name: t('profiles.create.nothing') },
  })
  const create = useAct({
    mutationFn: createProfile,
    onSuccess: (made) => {
      close()
      say(t('profiles.create.done', { name: displayName(made.fields, made.id) }))
      return navigate({ to: '/profiles/$id', params: { id: made.id } })
    },
  })
  // Who was erased is here again only for a reason.
  const erased = create.error !== null && asProblem(create.error).code === 'person_erased'
  const close = () => {
    modal.close()
    form.reset()
    create.reset()
  }
  const submit = form.onSubmit((values) => {
    const { reason, ...rest } = values
    const given = Object.entries(rest).filter(([, text]) => text.trim() !== '')
    const why = erased && reason.trim() !== '' ? { reason: reason.trim() } : {}
    create.mutate({ fields: Object.fromEntries(given), ...why } as ProfileEdit)
  })
  const input = (name: Name, label: string) => ({
    label,
    autoComplete: 'off',
    ...form.getInputProps(name),
    error: form.errors[name] ?? fieldError(create.error, `fields.${name}`),
  })
  const rest = create.error && !asProblem(create.error).param?.startsWith('fields.')
  if (!may) return null
  return (
    <>
      <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={modal.open}>
        {t('profiles.create.button')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t('profiles.create.title')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <form noValidate onSubmit={submit}>
          <Stack>
            {rest && <ProblemAlert error={create.error} />}
            <Text size="sm" c="dimmed">
              {t('profiles.create.lead')}
            </Text>
            <SimpleGrid cols={2} spacing="sm">
              <TextInput data-autofocus {...input('first_name', t('profiles.create.first'))} />
              <TextInput {...input('last_name', t('profiles.create.last'))} />
            </SimpleGrid>
            <TextInput type="email" {...input('email', t('common.email'))} />
            <TextInput type="tel" {...input('phone', t('profiles.create.phone'))} />
            {erased && (
              <TextInput
                {...input('reason', t('profiles.create.reason'))}
                description={t('profiles.create.reasonHint')}
              />
            )}
            <Group justify="flex-end">
              <Button type="submit" loading={create.isPending}>
                {t('profiles.create.action')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  )
}
