import { Button, Group, PasswordInput, Stack } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem } from '@/api/problem'
import { putIntegration } from '@/features/stripe/api/put-integration'
import { takeIntegration } from '@/shared/data/get-integration'
import { useAct } from '@/shared/data/use-act'
import { ProblemAlert } from '@/shared/ui/problem-alert'

interface Props {
  submit: string
  label?: string
  goLive?: boolean
  disabled?: boolean
  onDone?: () => void
}

/** Takes a key and hands it to the server, which judges it. What it says about the key stands at the field. */
export function KeyForm({ submit, label, goLive, disabled, onDone }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [key, setKey] = useState('')
  const [empty, setEmpty] = useState(false)
  const connect = useAct({
    mutationFn: () => putIntegration({ api_key: key, ...(goLive ? { go_live: true } : {}) }),
    onSuccess: (integration) => {
      takeIntegration(queries, integration)
      void queries.invalidateQueries({ queryKey: ['profiles'] })
      setKey('')
      onDone?.()
    },
  })
  const problem = connect.error ? asProblem(connect.error) : null
  const atField = problem?.param === 'api_key' || problem?.code === 'stripe_key_invalid'
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        setEmpty(key.trim() === '')
        if (key.trim() !== '' && !connect.isPending) connect.mutate()
      }}
    >
      <Stack gap="sm">
        {problem && !atField && <ProblemAlert error={problem} />}
        <PasswordInput
          label={label ?? t('stripe.connect.field')}
          description={t('stripe.connect.fieldHint')}
          value={key}
          onChange={(event) => setKey(event.currentTarget.value)}
          placeholder="rk_…"
          autoComplete="off"
          spellCheck={false}
          visibilityToggleButtonProps={{ 'aria-label': t('common.showPassword') }}
          error={empty ? t('common.required') : atField ? problem?.message : undefined}
        />
        <Group>
          <Button type="submit" loading={connect.isPending} disabled={disabled ?? false}>
            {submit}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
