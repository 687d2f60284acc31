import { useForm } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { asProblem } from '@/api/problem'
import type { MetadataKey, Unsubscribed, UnsubscribedPut } from '@/api/types'
import { putUnsubscribed } from '@/features/fields/api/put-unsubscribed'
import { useAct } from '@/shared/data/use-act'
import { useSay } from '@/shared/ui/use-say'

/** The choice of a metadata key and its values as a form. */
export function useUnsubscribedForm(before: Unsubscribed, onDone: () => void) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { say } = useSay()
  const initialValues: UnsubscribedPut = { key: before.key ?? '', values: before.values }
  const form = useForm<UnsubscribedPut>({
    initialValues,
    validate: {
      key: (key) => (key.trim() === '' ? t('common.required') : null),
      values: (values) => (values.length === 0 ? t('common.required') : null),
    },
  })
  const save = useAct({
    mutationFn: putUnsubscribed,
    onSuccess: () => {
      onDone()
      say(t('common.saved'))
      void queries.invalidateQueries({ queryKey: ['profile'] })
      void queries.invalidateQueries({ queryKey: ['profiles'] })
      return queries.invalidateQueries({ queryKey: ['stripe-unsubscribed'] })
    },
  })
  const problem = save.error ? asProblem(save.error) : null
  const input = (name: 'key' | 'values') => ({
    ...form.getInputProps(name),
    error: form.errors[name] ?? (problem?.param === name ? problem.message : undefined),
  })
  const rest = problem && problem.param !== 'key' && problem.param !== 'values' ? problem : null
  /** A key of the list: with the values that probably mean it. */
  const choose = ({ key, values }: MetadataKey) =>
    form.setValues({
      key,
      values: values.filter(({ likely }) => likely).map(({ value }) => value),
    })
  const begin = () => {
    form.setInitialValues(initialValues)
    form.reset()
    save.reset()
  }
  const submit = form.onSubmit((values) => save.mutate(values))
  return { form, save, input, rest, choose, begin, submit }
}
