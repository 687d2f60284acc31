import type { TFunction } from 'i18next'
import type { Segment } from '@/api/types'

/** What a segment means, in words. */
export function meaningOf(t: TFunction, { kind, sentence }: Segment): string {
  if (kind === 'static') return t('segments.page.fixed')
  return sentence ?? t('segments.unreadable')
}
