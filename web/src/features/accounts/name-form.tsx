import { Button, Group, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { asProblem } from '@/api/problem'
import type { Session } from '@/api/types'
import { patchSession } from '@/features/accounts/api/patch-session'
import { useAct } from '@/shared/data/use-act'
import { useSay } from '@/shared/ui/use-say'

export function NameForm({ name }: { name: string }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { sayWithUndo } = useSay()
  const form = useForm({
    initialValues: { name },
    validate: { name: (value) => (value.trim() === '' ? t('common.required') : null) },
  })
  const take = (session: Session) => {
    queries.setQueryData(['session'], session)
    form.setValues({ name: session.user.name })
    form.resetDirty({ name: session.user.name })
  }
  const save = useAct({
    mutationFn: patchSession,
    onSuccess: (session) => {
      take(session)
      sayWithUndo(t('common.saved'), async () => take(await patchSession({ name })))
    },
  })
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((values) => save.mutate({ name: values.name.trim() }))}
    >
      <Group align="flex-start">
        <TextInput
          label={t('common.name')}
          autoComplete="name"
          flex="1 1 240px"
          {...form.getInputProps('name')}
          error={form.errors.name ?? (save.error ? asProblem(save.error).message : undefined)}
        />
        <Button
          type="submit"
          mt={25}
          variant="default"
          loading={save.isPending}
          disabled={!form.isDirty()}
        >
          {t('common.save')}
        </Button>
      </Group>
    </form>
  )
}
