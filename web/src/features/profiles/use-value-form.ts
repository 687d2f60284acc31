import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem } from '@/api/problem'
import type { Field, Profile, ProfileEdit } from '@/api/types'
import { patchProfile } from '@/features/profiles/api/patch-profile'
import { type Draft, draftOf, fieldOf, inputOf } from '@/features/profiles/field-values'
import { editOf, inputOfParam, undoOf } from '@/features/profiles/profile-edit'
import { accountQuery } from '@/shared/data/get-account'
import { profileQuery } from '@/shared/data/get-profile'
import { useAct } from '@/shared/data/use-act'
import { useSay } from '@/shared/ui/use-say'

/** One value of a person as a form: what it holds, how it is stored, and each refusal at its input. */
export function useValueForm(profile: Profile, field: Field, onDone: () => void) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { say, sayWithUndo } = useSay()
  const account = useQuery(accountQuery).data
  const currency = account?.currency ?? profile.fields.stripe_currency ?? ''
  const shop = { zone: account?.time_zone ?? 'UTC', currency }
  const [typed, setTyped] = useState<Partial<Draft>>({})
  const [unfit, setUnfit] = useState(false)
  const draft = { ...draftOf(profile, field, shop), ...typed }
  // The answer is shown at once; where each value came from is read again.
  const show = (next: Profile) => {
    const { queryKey } = profileQuery(profile.id)
    queries.setQueryData(queryKey, (old) => old && { ...old, ...next })
    for (const key of [queryKey, ['profiles'], ['fields']])
      void queries.invalidateQueries({ queryKey: key })
  }
  // Who took back a no gave a reason: that is not undone with a click.
  const isNo = field.name === 'email_unsubscribed'
  const takesBack = isNo && fieldOf(profile, field.name) === true && draft.text !== 'true'
  const save = useAct({
    mutationFn: (edit: ProfileEdit) => patchProfile(profile.id, edit),
    onSuccess: (next) => {
      show(next)
      onDone()
      if (isNo) return say(t('common.saved'))
      const back = undoOf(profile, field)
      sayWithUndo(t('common.saved'), async () => show(await patchProfile(profile.id, back)))
    },
  })
  const problem = save.error ? asProblem(save.error) : null
  const wrong = unfit ? 'text' : inputOfParam(problem?.param)
  const message = unfit ? t(`profiles.page.unfit.${field.type}`) : problem?.message
  const input = (name: keyof Draft) => ({
    value: draft[name],
    error: wrong === name ? message : undefined,
    onChange: (event: { currentTarget: { value: string } }) =>
      set({ [name]: event.currentTarget.value }),
  })
  const set = (next: Partial<Draft>) => {
    setTyped((old) => ({ ...old, ...next }))
    setUnfit(false)
    save.reset()
  }
  const submit = () => {
    const value = inputOf(field, draft)
    setUnfit(value === undefined)
    if (value === undefined) return
    const reason = takesBack ? { reason: draft.reason.trim() } : {}
    save.mutate(editOf(field, value, { currency: draft.currency.trim(), ...reason }))
  }
  return { draft, set, input, submit, save, takesBack, rest: wrong ? null : problem }
}
