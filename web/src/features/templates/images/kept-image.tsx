import { CloseButton, UnstyledButton } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { KeptImage } from '@/api/types'
import { deleteImage } from '@/features/templates/api/delete-image'
import { imagesQuery } from '@/features/templates/api/list-images'
import classes from '@/features/templates/images/images.module.css'
import { useAct } from '@/shared/data/use-act'
import { useSay } from '@/shared/ui/use-say'

interface Props {
  image: KeptImage
  onChoose: () => void
}

/** One picture to choose, or to delete where nothing shows it. */
export function KeptImageChoice({ image, onChoose }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { say, sayProblem } = useSay()
  const remove = useAct({
    mutationFn: () => deleteImage(image.id),
    onSuccess: async () => {
      say(t('templates.images.removed', { name: image.name }))
      await queries.invalidateQueries({ queryKey: imagesQuery.queryKey })
    },
    onError: sayProblem,
  })
  const name = t('templates.images.one', image)
  return (
    <div className={classes.cell}>
      <UnstyledButton
        className={classes.choice}
        data-image={image.id}
        aria-label={name}
        title={name}
        onClick={onChoose}
      >
        <img src={image.path} alt="" loading="lazy" />
      </UnstyledButton>
      <CloseButton
        className={classes.remove}
        size="sm"
        variant="default"
        disabled={remove.isPending}
        aria-label={t('templates.images.remove', { name: image.name })}
        onClick={() => remove.mutate()}
      />
    </div>
  )
}
