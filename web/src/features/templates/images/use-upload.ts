import { useQueryClient } from '@tanstack/react-query'
import type { KeptImage } from '@/api/types'
import { imagesQuery } from '@/features/templates/api/list-images'
import { uploadImage } from '@/features/templates/api/upload-image'
import { useAct } from '@/shared/data/use-act'
import { useSay } from '@/shared/ui/use-say'

/** Keeps a picture, then hands it on. */
export function useUpload(onKept: (image: KeptImage) => void) {
  const queries = useQueryClient()
  const { sayProblem } = useSay()
  return useAct({
    mutationFn: uploadImage,
    onSuccess: async (image) => {
      onKept(image)
      await queries.invalidateQueries({ queryKey: imagesQuery.queryKey })
    },
    onError: sayProblem,
  })
}
