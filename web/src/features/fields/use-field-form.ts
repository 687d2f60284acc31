import { useForm } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { asProblem } from '@/api/problem'
import type { Field, FieldTry, StripeAttribute } from '@/api/types'
import { deleteField } from '@/features/fields/api/delete-field'
import { patchField } from '@/features/fields/api/patch-field'
import { putField } from '@/features/fields/api/put-field'
import { nameOf } from '@/features/fields/field-name'
import { labelOf, type SourceText, sourceOf, textOf } from '@/features/fields/source'
import { useAct } from '@/shared/data/use-act'
import { useSay } from '@/shared/ui/use-say'

interface Values {
  label: string
  name: string
  type: Field['type']
  /** Whether Stripe's objects say it; else people set it. */
  mapped: boolean
  source: SourceText
}

const kNew: Values = { label: '', name: '', type: 'text', mapped: false, source: textOf(null) }

const valuesOf = ({ label, name, type, source }: Field): Values => ({
  label,
  name,
  type,
  mapped: source !== null,
  source: textOf(source),
})

/** What is saved. */
const bodyOf = ({ label, type, mapped, source }: Values) => ({
  label: label.trim(),
  type,
  ...(mapped ? { source: sourceOf(source) } : {}),
})

/** What a preview is asked for: a new mapping, another one, or another type. */
function tryOf(field: Field | undefined, { type, mapped, source }: Values): FieldTry | undefined {
  if (mapped && !source.text.includes('.')) return undefined
  const same =
    field?.type === type && JSON.stringify(valuesOf(field).source) === JSON.stringify(source)
  if (same || (!field && !mapped)) return undefined
  return { name: field?.name, type, ...(mapped ? { source: sourceOf(source) } : {}) }
}

/** A field of one's own as a form: a new one, or `field` changed. As long as nobody types a name, it follows the label. */
export function useFieldForm(field: Field | undefined, onDone: () => void) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { sayWithUndo } = useSay()
  const required = (value: string) => (value.trim() === '' ? t('common.required') : null)
  const initialValues = field ? valuesOf(field) : kNew
  const form = useForm<Values>({
    initialValues,
    validate: {
      label: required,
      name: required,
      source: ({ text }, { mapped }) => (mapped ? required(text) : null),
    },
  })
  const reread = () => {
    void queries.invalidateQueries({ queryKey: ['profile'] })
    void queries.invalidateQueries({ queryKey: ['profiles'] })
    void queries.invalidateQueries({ queryKey: ['stripe-attributes'] })
    return queries.invalidateQueries({ queryKey: ['fields'] })
  }
  const save = useAct({
    mutationFn: (values: Values) => {
      const name = values.name.trim()
      return field
        ? patchField(field.name, { name, ...bodyOf(values) })
        : putField(name, bodyOf(values))
    },
    onSuccess: (next) => {
      const { label } = next
      onDone()
      if (field) {
        const before = { name: field.name, ...bodyOf(valuesOf(field)) }
        sayWithUndo(t('common.saved'), () => patchField(next.name, before).finally(reread))
      } else {
        sayWithUndo(t('fields.made', { label }), () => deleteField(next.name).finally(reread))
      }
      return reread()
    },
  })
  const problem = save.error ? asProblem(save.error) : null
  const wrong = problem?.code === 'already_exists' ? 'name' : problem?.param
  const input = (name: 'label' | 'name' | 'type' | 'source') => ({
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
  /** An attribute of Stripe's: with the type that its values look like, and where nothing was typed with a label. */
  const choose = ({ source, type }: StripeAttribute) => {
    form.setFieldValue('source', { ...form.values.source, text: source })
    if (field) return
    form.setFieldValue('type', type)
    if (form.values.label === '') setLabel(labelOf(source))
  }
  const submit = form.onSubmit((values) => save.mutate(values))
  /** What was typed and refused is forgotten: the form is opened anew. */
  const begin = () => {
    form.setInitialValues(initialValues)
    form.reset()
    save.reset()
  }
  return {
    form,
    save,
    rest,
    input,
    setLabel,
    choose,
    submit,
    begin,
    ask: tryOf(field, form.values),
  }
}
