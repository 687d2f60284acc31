import { Button, Menu } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { BlockIcon } from '@/features/templates/blocks/block-icon'
import { useBlocksEditing } from '@/features/templates/blocks/blocks-context'
import { fits } from '@/features/templates/blocks/places'
import { find, type Place } from '@/features/templates/blocks/tree'
import { kTypes } from '@/features/templates/blocks/types'

/** A menu of the blocks that may stand at `place`; null: behind the one that is selected, else at the end. */
export function AddBlock({ place }: { place: Place | null }) {
  const { t } = useTranslation()
  const { add, blocks } = useBlocksEditing()
  const into = place?.into ? (find(blocks, place.into)?.block.type ?? null) : null
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <Button
          size="compact-sm"
          variant={place ? 'subtle' : 'default'}
          leftSection={<IconPlus size={14} aria-hidden />}
          {...(place ? {} : { 'data-add-block': true })}
        >
          {t(place ? 'templates.blocks.addHere' : 'templates.blocks.add')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {kTypes
          .filter((type) => fits(type, into))
          .map((type) => (
            <Menu.Item
              key={type}
              leftSection={<BlockIcon type={type} />}
              onClick={() => add(type, place)}
            >
              {t(`templates.blocks.types.${type}`)}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  )
}
