import { Button, Tooltip } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Field, Profile } from '@/api/types'
import classes from '@/features/profiles/field-list.module.css'
import { FieldSource } from '@/features/profiles/field-source'
import { FieldValue } from '@/features/profiles/field-value'

interface Props {
  profile: Profile
  fields: Field[]
  onExplain: (field: Field) => void
}

export function FieldList({ profile, fields, onExplain }: Props) {
  const { t } = useTranslation()
  return (
    <dl className={classes.list}>
      {fields.map((field) => (
        <div key={field.name} className={classes.row} data-field={field.name}>
          <dt>
            <Tooltip label={field.help} multiline w={260} withinPortal>
              <span>{field.label}</span>
            </Tooltip>
          </dt>
          <dd>
            <div className={classes.value} dir="auto">
              <FieldValue profile={profile} field={field} />
            </div>
            <div className={classes.source}>
              <FieldSource source={profile.sources?.[field.name]} />
            </div>
            {field.resource !== null && (
              <Button
                size="compact-xs"
                variant="subtle"
                className={classes.how}
                aria-label={t('profiles.page.howLabel', { field: field.label })}
                onClick={() => onExplain(field)}
              >
                {t('profiles.page.how')}
              </Button>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
