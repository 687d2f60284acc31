import { ActionIcon } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconTrash } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Field } from '@/api/types'
import { deleteField } from '@/features/fields/api/delete-field'
import { useAct } from '@/shared/data/use-act'
import { Confirm } from '@/shared/ui/confirm'
import { useSay } from '@/shared/ui/use-say'

/** Deletes a field with everybody's values, which cannot be undone: where there are any, its name is typed first. */
export function DeleteField({ field }: { field: Field }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { say } = useSay()
  const [asking, ask] = useDisclosure()
  const { name, label } = field
  const count = (field.filled ?? 0) + (field.unfit ?? 0)
  const remove = useAct({
    mutationFn: () => deleteField(name),
    onSuccess: () => {
      ask.close()
      say(t('fields.removed', { label }))
      void queries.invalidateQueries({ queryKey: ['profile'] })
      void queries.invalidateQueries({ queryKey: ['profiles'] })
      return queries.invalidateQueries({ queryKey: ['fields'] })
    },
  })
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="rose"
        onClick={ask.open}
        aria-label={t('fields.remove', { label })}
      >
        <IconTrash size={16} aria-hidden />
      </ActionIcon>
      <Confirm
        opened={asking}
        onClose={() => {
          ask.close()
          remove.reset()
        }}
        title={t('fields.removeTitle', { label })}
        action={t('fields.removeAction')}
        onConfirm={() => remove.mutate()}
        busy={remove.isPending}
        error={remove.error}
        word={count > 0 ? name : undefined}
      >
        {t('fields.removeText', { count })}
      </Confirm>
    </>
  )
}
