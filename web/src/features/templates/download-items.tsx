import { Menu } from '@mantine/core'
import { IconDownload, IconMailForward } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { TemplatePreview } from '@/api/types'
import { emlOf } from '@/features/templates/eml'
import { kLongest } from '@/features/templates/use-person'
import { accountQuery } from '@/shared/data/get-account'
import { profileQuery } from '@/shared/data/get-profile'

function save(name: string, type: string, text: string) {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}

/** "Welcome, first order" → "welcome-first-order": a name that every system takes. */
export const fileName = (name: string) =>
  name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '') || 'message'

interface Props {
  name: string
  preview: TemplatePreview
}

/** The message that is shown, as files: what a test message would be while nothing can be sent. */
export function DownloadItems({ name, preview: { parts, profile } }: Props) {
  const { t } = useTranslation()
  const shop = useQuery(accountQuery).data?.name || t('templates.preview.yourShop')
  const person = useQuery({
    ...profileQuery(profile ?? ''),
    enabled: profile !== null && profile !== kLongest,
  }).data
  const { subject = '', text = '', body: html = '' } = parts
  const letter = () => ({
    from: shop,
    to: person?.fields.email ?? '',
    subject,
    text,
    html,
    at: new Date(),
    boundary: `daybook-${crypto.getRandomValues(new Uint32Array(4)).join('-')}`,
  })
  return (
    <>
      <Menu.Item
        leftSection={<IconDownload size={14} aria-hidden />}
        onClick={() => save(`${fileName(name)}.html`, 'text/html', html)}
      >
        {t('templates.download.html')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconMailForward size={14} aria-hidden />}
        onClick={() => save(`${fileName(name)}.eml`, 'message/rfc822', emlOf(letter()))}
      >
        {t('templates.download.eml')}
      </Menu.Item>
    </>
  )
}
