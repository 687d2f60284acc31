import { ActionIcon, Anchor, Group, Stack, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useBuilder } from '@/features/segments/builder-context'
import { NumberOperand } from '@/features/segments/operands/number-operand'
import { type Amount, amountsJson, amountsOf } from '@/features/segments/tree/operands'

interface Props {
  value: unknown
  onChange: (value: unknown) => void
  label: string
}

/** An amount in the shop's currency, or one in each of several currencies. Whole units: 49.90. */
export function AmountOperand({ value, onChange, label }: Props) {
  const { t } = useTranslation()
  const { currency } = useBuilder()
  const amounts = amountsOf(value)
  const put = (index: number, next: Amount) =>
    onChange(amountsJson(amounts.map((one, i) => (i === index ? next : one))))
  const more = () =>
    onChange(
      amountsJson([
        ...amounts.map((one) => ({ ...one, currency: one.currency ?? currency })),
        { currency: '', amount: null },
      ]),
    )
  return (
    <Stack gap={4}>
      {amounts.map((one, index) => (
        <Group key={index} gap={6} wrap="nowrap">
          <NumberOperand
            value={one.amount}
            onChange={(amount) => put(index, { ...one, amount: amount as number | null })}
            label={label}
            width={104}
          />
          <TextInput
            w={68}
            aria-label={t('segments.value.currency')}
            autoComplete="off"
            maxLength={3}
            value={(one.currency ?? currency).toUpperCase()}
            onChange={(event) => {
              const typed = event.currentTarget.value.toLowerCase()
              const own = amounts.length === 1 && typed === currency
              put(index, { ...one, currency: own ? null : typed })
            }}
          />
          {amounts.length > 1 && (
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('segments.value.removeCurrency', {
                currency: (one.currency ?? currency).toUpperCase(),
              })}
              onClick={() => onChange(amountsJson(amounts.filter((_, i) => i !== index)))}
            >
              <IconX size={14} aria-hidden />
            </ActionIcon>
          )}
        </Group>
      ))}
      <Anchor component="button" type="button" size="xs" onClick={more} ta="start">
        {t('segments.value.addCurrency')}
      </Anchor>
    </Stack>
  )
}
