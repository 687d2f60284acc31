import {
  Alert,
  Button,
  Group,
  Modal,
  SegmentedControl,
  Select,
  Stack,
  TextInput,
} from '@mantine/core'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field } from '@/api/types'
import { kFieldTypes } from '@/features/fields/field-name'
import { FieldPreview } from '@/features/fields/field-preview'
import { SourceInput } from '@/features/fields/source-input'
import { useFieldForm } from '@/features/fields/use-field-form'
import { ProblemAlert } from '@/shared/ui/problem-alert'

interface Props {
  /** The field to change; without it a new one is made. */
  field?: Field
  opened: boolean
  onClose: () => void
}

export function FieldForm({ field, opened, onClose }: Props) {
  const { t } = useTranslation()
  const edit = useFieldForm(field, onClose)
  const { form, save, rest, input, setLabel, submit, begin } = edit
  // biome-ignore lint/correctness/useExhaustiveDependencies: only where it opens
  useEffect(() => {
    if (opened) begin()
  }, [opened])
  const { name, type, mapped, source } = form.values
  const origins = (['people', 'stripe'] as const).map((value) => ({
    value,
    label: t(`fields.origin.${value}`),
  }))
  const types = kFieldTypes.map((value) => ({ value, label: t(`fields.type.${value}`) }))
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={field ? t('fields.changeTitle', { label: field.label }) : t('fields.createTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form noValidate onSubmit={submit}>
        <Stack>
          {rest && <ProblemAlert error={rest} />}
          {!field && (
            <SegmentedControl
              fullWidth
              data={origins}
              aria-label={t('fields.originLabel')}
              value={mapped ? 'stripe' : 'people'}
              onChange={(origin) => form.setFieldValue('mapped', origin === 'stripe')}
            />
          )}
          {mapped && (
            <SourceInput
              value={source}
              onChange={(next) => form.setFieldValue('source', next)}
              onChoose={edit.choose}
              error={input('source').error}
            />
          )}
          <TextInput
            label={t('fields.labelInput')}
            description={t('fields.labelHint')}
            autoComplete="off"
            data-autofocus
            {...input('label')}
            onChange={(event) => setLabel(event.currentTarget.value)}
          />
          <TextInput
            label={t('fields.name')}
            description={t('fields.nameHint')}
            autoComplete="off"
            spellCheck={false}
            {...input('name')}
          />
          {field && name !== field.name && <Alert color="amber">{t('fields.renamed')}</Alert>}
          <Select
            label={t('fields.typeColumn')}
            description={t('fields.typeHint')}
            data={types}
            allowDeselect={false}
            {...input('type')}
          />
          {field && !mapped && type !== field.type && (
            <Alert color="amber">{t('fields.retyped')}</Alert>
          )}
          {opened && <FieldPreview ask={edit.ask} />}
          <Group justify="flex-end">
            <Button
              type="submit"
              loading={save.isPending}
              disabled={field !== undefined && !form.isDirty()}
            >
              {field ? t('common.save') : t('fields.createAction')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
