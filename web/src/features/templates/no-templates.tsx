import { Button } from '@mantine/core'
import { IconMail, IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useCan } from '@/shared/data/use-can'
import { Empty } from '@/shared/ui/empty'
import { Panel } from '@/shared/ui/panel'

export function NoTemplates({ onMake }: { onMake: () => void }) {
  const { t } = useTranslation()
  const may = useCan('write')
  return (
    <Panel>
      <Empty
        icon={IconMail}
        title={t('templates.empty.title')}
        text={t(may ? 'templates.empty.text' : 'templates.empty.viewer')}
        action={
          may && (
            <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={onMake}>
              {t('templates.create')}
            </Button>
          )
        }
      />
    </Panel>
  )
}
