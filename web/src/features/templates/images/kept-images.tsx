import { Button, Popover, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPhoto } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { KeptImage } from '@/api/types'
import { imagesQuery } from '@/features/templates/api/list-images'
import classes from '@/features/templates/images/images.module.css'
import { KeptImageChoice } from '@/features/templates/images/kept-image'
import { QueryView } from '@/shared/ui/query-view'

/** The pictures that are kept, the newest first. */
export function KeptImages({ onChoose }: { onChoose: (image: KeptImage) => void }) {
  const { t } = useTranslation()
  const [opened, { toggle, close }] = useDisclosure()
  const query = useQuery({ ...imagesQuery, enabled: opened })
  return (
    <Popover opened={opened} onChange={toggle} position="bottom-start" trapFocus withinPortal>
      <Popover.Target>
        <Button
          variant="default"
          size="compact-sm"
          onClick={toggle}
          leftSection={<IconPhoto size={16} aria-hidden />}
        >
          {t('templates.images.choose')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown w={340} aria-label={t('templates.images.choose')}>
        <QueryView query={query}>
          {(images) =>
            images.length === 0 ? (
              <Text size="sm" c="dimmed" role="status">
                {t('templates.images.none')}
              </Text>
            ) : (
              <div className={classes.grid}>
                {images.map((image) => (
                  <KeptImageChoice
                    key={image.id}
                    image={image}
                    onChoose={() => {
                      close()
                      onChoose(image)
                    }}
                  />
                ))}
              </div>
            )
          }
        </QueryView>
      </Popover.Dropdown>
    </Popover>
  )
}
