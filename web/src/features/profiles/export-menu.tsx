import { Button, Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { createExport } from '@/features/profiles/api/create-export'
import type { ListFilter } from '@/features/profiles/filters'
import { useAct } from '@/shared/data/use-act'
import { useCan } from '@/shared/data/use-can'
import { useSay } from '@/shared/ui/use-say'

/** Exports all people whom the list's filters fit, as a job. */
export function ExportMenu({ filter }: { filter: ListFilter }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const may = useCan('write')
  const { say, sayProblem } = useSay()
  const start = useAct({
    mutationFn: (format: 'csv' | 'jsonl') => createExport(format, filter),
    onSuccess: () => say(t('profiles.exportStarted')),
    onError: sayProblem,
    onSettled: () => queries.invalidateQueries({ queryKey: ['exports'] }),
  })
  if (!may) return null
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button
          variant="default"
          loading={start.isPending}
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {t('profiles.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => start.mutate('csv')}>{t('profiles.exportCsv')}</Menu.Item>
        <Menu.Item onClick={() => start.mutate('jsonl')}>{t('profiles.exportJsonl')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
