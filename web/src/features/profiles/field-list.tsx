import { Tooltip } from '@mantine/core'
import type { Field, Profile } from '@/api/types'
import { FieldEdit } from '@/features/profiles/field-edit'
import classes from '@/features/profiles/field-list.module.css'
import { FieldSource } from '@/features/profiles/field-source'
import { FieldValue } from '@/features/profiles/field-value'
import { HowButton } from '@/features/profiles/how-button'

interface Props {
  profile: Profile
  fields: Field[]
  onExplain: (field: Field) => void
}

export function FieldList({ profile, fields, onExplain }: Props) {
  return (
    <dl className={classes.list}>
      {fields.map((field) => (
        <div key={field.name} className={classes.row} data-field={field.name}>
          <dt>
            <Tooltip label={field.help} multiline w={260} withinPortal>
              <bdi>{field.label}</bdi>
            </Tooltip>
          </dt>
          <dd>
            <div className={classes.line}>
              <div className={classes.value} dir="auto">
                <FieldValue profile={profile} field={field} />
              </div>
              <FieldEdit profile={profile} field={field} />
            </div>
            <div className={classes.source}>
              <FieldSource source={profile.sources?.[field.name]} />
            </div>
            {field.resource !== null && (
              <HowButton field={field} onExplain={onExplain} className={classes.how} />
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
