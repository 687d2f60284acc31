import { Button, Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconCopy, IconDots, IconForms, IconPencil, IconTrash } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Segment } from '@/api/types'
import { DeleteSegment } from '@/features/segments/delete-segment'
import { RenameSegment } from '@/features/segments/rename-segment'
import { useCan } from '@/shared/data/use-can'

/** What can be done with a segment, for those who may. */
export function SegmentActions({ segment }: { segment: Segment }) {
  const { t } = useTranslation()
  const may = useCan('write')
  const [renaming, rename] = useDisclosure()
  const [deleting, remove] = useDisclosure()
  if (!may) return null
  const copy = {
    condition: segment.condition ?? undefined,
    name: t('segments.page.copyOf', segment),
  }
  return (
    <>
      {segment.condition && (
        <Button
          variant="default"
          leftSection={<IconPencil size={16} aria-hidden />}
          renderRoot={(props) => (
            <Link to="/segments/$id/edit" params={{ id: segment.id }} {...props} />
          )}
        >
          {t('segments.page.change')}
        </Button>
      )}
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <Button variant="default" leftSection={<IconDots size={16} aria-hidden />}>
            {t('segments.page.more')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconForms size={14} aria-hidden />} onClick={rename.open}>
            {t('segments.page.rename')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconCopy size={14} aria-hidden />}
            renderRoot={(props) => <Link to="/segments/new" search={copy} {...props} />}
          >
            {t('segments.page.duplicate')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconTrash size={14} aria-hidden />}
            color="rose"
            onClick={remove.open}
          >
            {t('segments.page.remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <RenameSegment segment={segment} opened={renaming} onClose={rename.close} />
      <DeleteSegment segment={segment} opened={deleting} onClose={remove.close} />
    </>
  )
}
