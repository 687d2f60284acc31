import { useForm } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import type { Account } from '@/api/types'
import { type AccountValues, patchOf, valuesOf } from '@/features/accounts/account-values'
import { patchAccount } from '@/shared/data/patch-account'
import { useAct } from '@/shared/data/use-act'
import { useCan } from '@/shared/data/use-can'
import { fieldError } from '@/shared/format/field-error'

/** The shop's settings as a form: what it holds, how it is saved, and each field's own message at the field. */
export function useAccountForm(account: Account, onSaved: (next: Account) => void) {
  const queries = useQueryClient()
  const readOnly = !useCan('admin')
  const form = useForm({ initialValues: valuesOf(account) })
  /** Shows an account that the server has now. */
  const show = (next: Account) => {
    queries.setQueryData(['account'], next)
    void queries.invalidateQueries({ queryKey: ['session'] })
    form.setValues(valuesOf(next))
    form.resetDirty(valuesOf(next))
  }
  const save = useAct({
    mutationFn: () => patchAccount(patchOf(form.getValues(), account.version)),
    onSuccess: (next) => {
      show(next)
      onSaved(next)
    },
  })
  const field = (name: keyof AccountValues) => ({
    ...form.getInputProps(name),
    error: fieldError(save.error, name),
    readOnly,
  })
  return { form, save, show, field, readOnly }
}

export type AccountField = ReturnType<typeof useAccountForm>['field']
