import { Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import classes from '@/app/frame/environment-bar.module.css'
import { integrationQuery } from '@/shared/data/get-integration'
import { sessionQuery } from '@/shared/data/get-session'

type Environment = 'demo' | 'test' | 'live' | 'none'

/** Which data this is: a made-up shop, Stripe's test data, or real customers. Unmistakable, on every screen. */
export function EnvironmentBar() {
  const { t } = useTranslation()
  const session = useQuery(sessionQuery).data
  const mode = useQuery(integrationQuery).data?.mode ?? 'none'
  const environment: Environment = session?.demo ? 'demo' : mode
  if (environment === 'none') return <div className={classes.bar} data-environment="none" />
  return (
    <Group
      className={classes.bar}
      data-environment={environment}
      gap={8}
      wrap="nowrap"
      role="note"
      aria-label={t(`frame.environment.${environment}`)}
    >
      <Text span fw={700} size="sm" style={{ whiteSpace: 'nowrap' }}>
        {t(`frame.environment.${environment}`)}
      </Text>
      <Text span size="sm" truncate visibleFrom="sm">
        {t(`frame.environment.${environment}More`, { shop: session?.account.name ?? '' })}
      </Text>
      {environment === 'test' && (
        <Link to="/settings/integrations/stripe" hash="go-live" className={classes.link}>
          {t('frame.environment.goLive')}
        </Link>
      )}
    </Group>
  )
}
