import { Button, FileButton, Group } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { KeptImage } from '@/api/types'
import { KeptImages } from '@/features/templates/images/kept-images'
import { useUpload } from '@/features/templates/images/use-upload'

/** A picture from this computer, or one that is kept already. A file may be dropped on the buttons, too. */
export function ImageButtons({ onChoose }: { onChoose: (image: KeptImage) => void }) {
  const { t } = useTranslation()
  const upload = useUpload(onChoose)
  const take = (file: File | null | undefined) => {
    if (file) upload.mutate(file)
  }
  return (
    <Group
      gap="xs"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        take(event.dataTransfer.files[0])
      }}
    >
      <FileButton accept="image/jpeg,image/png,image/gif,image/webp" onChange={take}>
        {(props) => (
          <Button
            {...props}
            variant="default"
            size="compact-sm"
            loading={upload.isPending}
            leftSection={<IconUpload size={16} aria-hidden />}
          >
            {t('templates.images.upload')}
          </Button>
        )}
      </FileButton>
      <KeptImages onChoose={onChoose} />
    </Group>
  )
}
