import { Button, Popover } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { useSessionEnded } from '@/api/session-ended'
import type { Field, Profile } from '@/api/types'
import { FieldOwned } from '@/features/profiles/field-owned'
import { ownerOf } from '@/features/profiles/field-owner'
import { fieldOf, isMissing } from '@/features/profiles/field-values'
import { ValueForm } from '@/features/profiles/value-form'
import { useCan } from '@/shared/data/use-can'

/** The way to change a value: here, where it is the shop's own, else at Stripe. */
export function FieldEdit({ profile, field }: { profile: Profile; field: Field }) {
  const { t } = useTranslation()
  const may = useCan('write')
  // Who signs in above the form has not left it.
  const ended = useSessionEnded()
  const [opened, popover] = useDisclosure()
  const owner = ownerOf(profile, field)
  if (!may || owner === 'nobody') return null
  if (owner === 'stripe') return <FieldOwned profile={profile} field={field} />
  const missing = isMissing(fieldOf(profile, field.name))
  const label = t(missing ? 'profiles.page.setLabel' : 'profiles.page.changeLabel', {
    field: field.label,
  })
  return (
    <Popover
      opened={opened}
      onChange={(next) => (next ? popover.open() : popover.close())}
      width={300}
      position="bottom-start"
      withinPortal
      hideDetached={false}
      closeOnClickOutside={!ended}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button
          size="compact-xs"
          mih={24}
          variant="subtle"
          aria-label={label}
          onClick={popover.toggle}
        >
          {t(missing ? 'profiles.page.set' : 'common.change')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        <ValueForm profile={profile} field={field} onDone={popover.close} />
      </Popover.Dropdown>
    </Popover>
  )
}
