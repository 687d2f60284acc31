import { useForm } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { asProblem } from '@/api/problem'
import type { Field } from '@/api/types'
import { deleteField } from '@/features/fields/api/delete-field'
import { patchField } from '@/features/fields/api/patch-field'
import { putField } from '@/features/fields/api/put-field'
import { nameOf } from '@/features/fields/field-name'
import { useAct } from '@/shared/data/use-act'
import { useSay } from '@/shared/ui/use-say'

interface Values {
  label: string
  name: string
  type: Field['type']
}

/** A field of one's own as a form: a new one, or `field` changed. As long as nobody types a name, it follows the label. */
export function useFieldForm(field: Field | undefined, onDone: () => void) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { sayWithUndo } = useSay()
  const required = (value: string) => (value.trim() === '' ? t('common.required') : null)
  const initialValues: Values = field
    ? { label: field.label, name: field.name, type: field.type }
    : { label: '', name: '', type: 'text' }
  const form = useForm<Values>({ initialValues, validate: { label: required, name: required } })
  const reread = () => {
    void queries.invalidateQueries({ queryKey: ['profile'] })
    void queries.invalidateQueries({ queryKey: ['profiles'] })
    return queries.invalidateQueries({ queryKey: ['fields'] })
  }
  const save = useAct({
    mutationFn: ({ name, label, type }: Values) =>
      field ? patchField(field.name, { name, label, type }) : putField(name, { label, type }),
    onSuccess: (next) => {
      const { label } = next
      onDone()
      if (field) {
        const before = { name: field.name, label: field.label, type: field.type }
        sayWithUndo(t('common.saved'), () => patchField(next.name, before).finally(reread))
      } else {
        sayWithUndo(t('fields.made', { label }), () => deleteField(next.name).finally(reread))
      }
      return reread()
    },
  })
  const problem = save.error ? asProblem(save.error) : null
  const wrong = problem?.code === 'already_exists' ? 'name' : problem?.param
  const input = (name: keyof Values) => ({
    ...form.getInputProps(name),
    error: form.errors[name] ?? (wrong === name ? problem?.message : undefined),
  })
  /** A refusal that is about no input of the form. */
  const rest = problem && !(wrong && wrong in initialValues) ? problem : null
  const setLabel = (label: string) => {
    const { values } = form
    if (!field && values.name === nameOf(values.label)) form.setFieldValue('name', nameOf(label))
    form.setFieldValue('label', label)
  }
  const submit = form.onSubmit(({ name, label, type }) =>
    save.mutate({ name: name.trim(), label: label.trim(), type }),
  )
  /** What was typed and refused is forgotten: the form is opened anew. */
  const begin = () => {
    form.setInitialValues(initialValues)
    form.reset()
    save.reset()
  }
  return { form, save, rest, input, setLabel, submit, begin }
}
