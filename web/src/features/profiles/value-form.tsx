import { Button, Group, Stack, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Field, Profile } from '@/api/types'
import { useValueForm } from '@/features/profiles/use-value-form'
import { ValueInput } from '@/features/profiles/value-input'
import { ProblemAlert } from '@/shared/ui/problem-alert'

interface Props {
  profile: Profile
  field: Field
  onDone: () => void
}

/** Changes one value of a person. An empty input takes it away. */
export function ValueForm({ profile, field, onDone }: Props) {
  const { t } = useTranslation()
  const form = useValueForm(profile, field, onDone)
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        form.submit()
      }}
    >
      <Stack gap="sm">
        {form.rest && <ProblemAlert error={form.rest} />}
        <ValueInput field={field} draft={form.draft} set={form.set} input={form.input} />
        {form.takesBack && (
          <Textarea
            label={t('profiles.page.reason')}
            description={t('profiles.page.reasonHint')}
            autosize
            {...form.input('reason')}
          />
        )}
        <Group justify="flex-end" gap="xs">
          <Button size="xs" variant="default" onClick={onDone}>
            {t('common.cancel')}
          </Button>
          <Button size="xs" type="submit" loading={form.save.isPending}>
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
