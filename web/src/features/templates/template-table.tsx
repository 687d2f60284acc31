import { ActionIcon, Anchor, Group, Menu, Table } from '@mantine/core'
import { IconArchive, IconArchiveOff, IconCopy, IconDots, IconTrash } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Template } from '@/api/types'
import { KindIcon } from '@/features/templates/kind-icon'
import { TemplateState } from '@/features/templates/template-state'
import { useTemplateActs } from '@/features/templates/use-template-acts'
import { useCan } from '@/shared/data/use-can'
import { Ago } from '@/shared/ui/ago'
import { WideTable } from '@/shared/ui/wide-table'

/** Templates with what they are for, whether they are sent, and when they changed. */
export function TemplateTable({ templates }: { templates: Template[] }) {
  const { t } = useTranslation()
  const may = useCan('write')
  const { duplicate, remove, archive, takeBack } = useTemplateActs()
  return (
    <WideTable minWidth={620} aria-label={t('templates.caption')} layout="fixed">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('templates.name')}</Table.Th>
          <Table.Th w={150}>{t('templates.kind')}</Table.Th>
          <Table.Th w={170}>{t('templates.state')}</Table.Th>
          <Table.Th w={140}>{t('templates.changed')}</Table.Th>
          {may && <Table.Th w={70}>{t('templates.more')}</Table.Th>}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {templates.map((template) => (
          <Table.Tr key={template.id} data-template={template.id}>
            <Table.Td>
              <Anchor
                fw={600}
                size="sm"
                c="inherit"
                dir="auto"
                style={{ overflowWrap: 'anywhere' }}
                renderRoot={(props) => (
                  <Link to="/templates/$id" params={{ id: template.id }} {...props} />
                )}
              >
                {template.name}
              </Anchor>
            </Table.Td>
            <Table.Td>
              <Group gap={6} wrap="nowrap">
                <KindIcon kind={template.kind} />
                {t(`templates.kinds.${template.kind}`)}
              </Group>
            </Table.Td>
            <Table.Td>
              <TemplateState state={template.state} />
            </Table.Td>
            <Table.Td>
              <Ago at={template.updated} />
            </Table.Td>
            {may && (
              <Table.Td>
                <Menu position="bottom-end" withinPortal>
                  <Menu.Target>
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      aria-label={t('templates.moreOf', { name: template.name })}
                    >
                      <IconDots size={16} aria-hidden />
                    </ActionIcon>
                  </Menu.Target>
                  <Menu.Dropdown>
                    <Menu.Item
                      leftSection={<IconCopy size={14} aria-hidden />}
                      onClick={() => duplicate.mutate(template)}
                    >
                      {t('templates.duplicate')}
                    </Menu.Item>
                    {template.archived === null ? (
                      <Menu.Item
                        leftSection={<IconArchive size={14} aria-hidden />}
                        onClick={() => archive.mutate(template)}
                      >
                        {t('templates.archive.action')}
                      </Menu.Item>
                    ) : (
                      <Menu.Item
                        leftSection={<IconArchiveOff size={14} aria-hidden />}
                        onClick={() => takeBack.mutate(template)}
                      >
                        {t('templates.archive.takeBack')}
                      </Menu.Item>
                    )}
                    <Menu.Item
                      leftSection={<IconTrash size={14} aria-hidden />}
                      data-danger
                      onClick={() => remove.mutate(template)}
                    >
                      {t('templates.remove')}
                    </Menu.Item>
                  </Menu.Dropdown>
                </Menu>
              </Table.Td>
            )}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </WideTable>
  )
}
