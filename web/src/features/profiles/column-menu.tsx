import { Button, Checkbox, Popover, ScrollArea, Stack, Text } from '@mantine/core'
import { IconColumns3 } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Field } from '@/api/types'
import { columnsText } from '@/features/profiles/columns'

export function ColumnMenu({ fields, chosen }: { fields: Field[]; chosen: Field[] }) {
  const { t } = useTranslation()
  const navigate = useNavigate({ from: '/profiles' })
  const names = chosen.map((field) => field.name)
  const choose = (next: string[]) =>
    void navigate({ search: (old) => ({ ...old, columns: columnsText(next) }), replace: true })
  return (
    <Popover position="bottom-end" width={260} withinPortal trapFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconColumns3 size={16} aria-hidden />}>
          {t('profiles.columns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="xs" c="dimmed" mb="xs">
          {t('profiles.columnsHint')}
        </Text>
        <ScrollArea.Autosize mah={340} viewportProps={{ tabIndex: 0 }}>
          <Checkbox.Group value={names} onChange={choose} aria-label={t('profiles.columns')}>
            <Stack gap={8}>
              {fields.map((field) => (
                <Checkbox key={field.name} value={field.name} label={field.label} size="sm" />
              ))}
            </Stack>
          </Checkbox.Group>
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  )
}
