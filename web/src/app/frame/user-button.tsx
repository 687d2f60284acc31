import { Avatar, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ComponentPropsWithRef } from 'react'
import { useTranslation } from 'react-i18next'
import { sessionQuery } from '@/shared/data/get-session'
import { initials } from '@/shared/format/name'

export function UserButton(props: ComponentPropsWithRef<'button'>) {
  const { t } = useTranslation()
  const user = useQuery(sessionQuery).data?.user
  if (!user) return null
  const name = user.name || user.email
  return (
    <UnstyledButton aria-haspopup="menu" aria-expanded={false} {...props}>
      <Avatar color="ink" radius="xl" size={34} variant="light" aria-hidden>
        {initials(name)}
      </Avatar>
      <VisuallyHidden>{t('frame.menu.label', { name })}</VisuallyHidden>
    </UnstyledButton>
  )
}
