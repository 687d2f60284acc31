import { Button, Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import {
  IconArchive,
  IconCopy,
  IconDots,
  IconForms,
  IconPencil,
  IconStar,
  IconTrash,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Segment } from '@/api/types'
import { DeleteSegment } from '@/features/segments/delete-segment'
import { MembersForm } from '@/features/segments/members-form'
import { RenameSegment } from '@/features/segments/rename-segment'
import { useMark } from '@/features/segments/use-mark'
import { useCan } from '@/shared/data/use-can'

/** What can be done with a segment, for those who may. */
export function SegmentActions({ segment }: { segment: Segment }) {
  const { t } = useTranslation()
  const may = useCan('write')
  const mark = useMark(segment)
  const [renaming, rename] = useDisclosure()
  const [deleting, remove] = useDisclosure()
  if (!may) return null
  const { id, condition, starred, archived } = segment
  const copy = condition && { condition, name: t('segments.page.copyOf', segment) }
  return (
    <>
      {condition ? (
        <Button
          variant="default"
          leftSection={<IconPencil size={16} aria-hidden />}
          renderRoot={(props) => <Link to="/segments/$id/edit" params={{ id }} {...props} />}
        >
          {t('segments.page.change')}
        </Button>
      ) : (
        <MembersForm segment={segment} />
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
          {copy && (
            <Menu.Item
              leftSection={<IconCopy size={14} aria-hidden />}
              renderRoot={(props) => <Link to="/segments/new" search={copy} {...props} />}
            >
              {t('segments.page.duplicate')}
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<IconStar size={14} aria-hidden />}
            onClick={() => mark.mutate({ starred: !starred })}
          >
            {t(starred ? 'segments.page.unstar' : 'segments.page.star')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconArchive size={14} aria-hidden />}
            onClick={() => mark.mutate({ archived: !archived })}
          >
            {t(archived ? 'segments.page.unarchive' : 'segments.page.archive')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconTrash size={14} aria-hidden />}
            data-danger
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
