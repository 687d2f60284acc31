import { Button, Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import {
  IconArchive,
  IconCopy,
  IconDots,
  IconHistory,
  IconPencil,
  IconTrash,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Template, TemplatePreview } from '@/api/types'
import { DownloadItems } from '@/features/templates/download-items'
import { RenameTemplate } from '@/features/templates/rename-template'
import { Revisions } from '@/features/templates/revisions'
import { useTemplateActs } from '@/features/templates/use-template-acts'
import type { useTemplateDraft } from '@/features/templates/use-template-draft'

interface Props {
  template: Template
  draft: ReturnType<typeof useTemplateDraft>
  preview: TemplatePreview | null
}

export function TemplateActions({ template, draft, preview }: Props) {
  const { t } = useTranslation()
  const [renaming, rename] = useDisclosure()
  const [looking, look] = useDisclosure()
  const { duplicate, remove, archive } = useTemplateActs()
  const saved = (act: () => void) => () => void draft.saver.flush().then(act)
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <Button variant="default" leftSection={<IconDots size={16} aria-hidden />}>
            {t('templates.more')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {template.kind === 'email' && preview && (
            <DownloadItems name={template.name} preview={preview} />
          )}
          <Menu.Item leftSection={<IconHistory size={14} aria-hidden />} onClick={saved(look.open)}>
            {t('templates.revisions.title')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconPencil size={14} aria-hidden />}
            onClick={saved(rename.open)}
          >
            {t('templates.rename')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconCopy size={14} aria-hidden />}
            onClick={saved(() => duplicate.mutate(template))}
          >
            {t('templates.duplicate')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconArchive size={14} aria-hidden />}
            onClick={saved(() => archive.mutate(template))}
          >
            {t('templates.archive.action')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconTrash size={14} aria-hidden />}
            data-danger
            onClick={saved(() => remove.mutate(template))}
          >
            {t('templates.remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <RenameTemplate template={template} draft={draft} opened={renaming} onClose={rename.close} />
      <Revisions template={template} draft={draft} opened={looking} onClose={look.close} />
    </>
  )
}
