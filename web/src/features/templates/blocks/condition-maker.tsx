import { Button, NativeSelect, Popover, Stack, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { conditionOf, needsValue, type Op, opsOf } from '@/features/templates/blocks/condition'
import { useEditors } from '@/features/templates/code/editors-context'
import { groupLabel } from '@/features/templates/words'

/** Writes a condition of a field, a comparison and a value. */
export function ConditionMaker({ onMade }: { onMade: (condition: string) => void }) {
  const { t } = useTranslation()
  const { names } = useEditors()
  const [opened, { toggle, close }] = useDisclosure()
  const [path, setPath] = useState('')
  const [wanted, setOp] = useState<Op | null>(null)
  const [value, setValue] = useState('')
  const [strict, setStrict] = useState(false)
  const askable = names.filter((name) => opsOf(name).length > 0)
  const name = askable.find((one) => one.path === path) ?? askable[0]
  if (!name) return null
  const ops = opsOf(name)
  const op = ops.find((one) => one === wanted) ?? ops[0] ?? 'known'
  const condition = conditionOf(name, op, value)
  const groups = [...new Set(askable.map(({ group }) => group))]
  const submit = (event: FormEvent) => {
    event.preventDefault()
    event.stopPropagation()
    setStrict(!condition)
    if (!condition) return
    onMade(condition)
    setValue('')
    close()
  }
  return (
    <Popover opened={opened} onChange={toggle} position="bottom-start" trapFocus withinPortal>
      <Popover.Target>
        <Button
          size="compact-sm"
          variant="default"
          onClick={toggle}
          leftSection={<IconPlus size={14} aria-hidden />}
        >
          {t('templates.blocks.showIf.choose')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown w={320} aria-label={t('templates.blocks.showIf.choose')}>
        <form onSubmit={submit}>
          <Stack gap="xs">
            <NativeSelect
              label={t('templates.blocks.showIf.field')}
              value={name.path}
              onChange={(event) => setPath(event.currentTarget.value)}
              data={groups.map((group) => ({
                group: groupLabel(t, group),
                items: askable
                  .filter((one) => one.group === group)
                  .map((one) => ({ value: one.path, label: one.label })),
              }))}
            />
            <NativeSelect
              label={t('templates.blocks.showIf.op')}
              value={op}
              onChange={(event) =>
                setOp(ops.find((one) => one === event.currentTarget.value) ?? null)
              }
              data={ops.map((one) => ({
                value: one,
                label: t(`templates.blocks.showIf.ops.${one}`),
              }))}
            />
            {needsValue(op) && (
              <TextInput
                label={t('templates.blocks.showIf.value')}
                value={value}
                onChange={(event) => setValue(event.currentTarget.value)}
                placeholder={name.example ?? ''}
                error={strict && !condition ? t('templates.blocks.showIf.wrong') : undefined}
                autoComplete="off"
              />
            )}
            <Button type="submit">{t('templates.blocks.showIf.add')}</Button>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
