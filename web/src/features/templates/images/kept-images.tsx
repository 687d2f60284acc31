import { Button, Popover, Text, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPhoto } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { KeptImage } from '@/api/types'
import { imagesQuery } from '@/features/templates/api/list-images'
import classes from '@/features/templates/images/images.module.css'
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
                  <UnstyledButton
                    key={image.id}
                    className={classes.choice}
                    data-image={image.id}
                    aria-label={t('templates.images.one', image)}
                    title={t('templates.images.one', image)}
                    onClick={() => {
                      close()
                      onChoose(image)
                    }}
                  >
                    <img src={image.path} alt="" loading="lazy" />
                  </UnstyledButton>
                ))}
              </div>
            )
          }
        </QueryView>
      </Popover.Dropdown>
    </Popover>
  )
}
