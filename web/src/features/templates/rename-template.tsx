import { useTranslation } from 'react-i18next'
import type { Template } from '@/api/types'
import { patchTemplate } from '@/features/templates/api/patch-template'
import type { useTemplateDraft } from '@/features/templates/use-template-draft'
import { RenameModal } from '@/shared/ui/rename-modal'

interface Props {
  template: Template
  draft: ReturnType<typeof useTemplateDraft>
  opened: boolean
  onClose: () => void
}

export function RenameTemplate({ template, draft: { saver, note }, opened, onClose }: Props) {
  const { t } = useTranslation()
  const rename = async (name: string) => {
    const renamed = await patchTemplate(template.id, { name, version: saver.version })
    note(renamed)
    saver.moved(renamed.version)
    return renamed
  }
  return (
    <RenameModal
      title={t('templates.rename')}
      label={t('common.name')}
      name={template.name}
      rename={rename}
      said={(name) => t('templates.renamed', { name })}
      opened={opened}
      onClose={onClose}
    />
  )
}
