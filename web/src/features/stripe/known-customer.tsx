import { Anchor, Box, Group, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconExternalLink, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { findProfilesQuery } from '@/shared/data/find-profiles'
import { customerPage } from '@/shared/format/dashboard'
import { displayName } from '@/shared/format/name'

/** Invites to compare a person here with the same at Stripe. */
export function KnownCustomer({ mode }: { mode: string | null }) {
  const { t } = useTranslation()
  const [words, setWords] = useState('')
  const [settled] = useDebouncedValue(words.trim(), 150)
  const found = useQuery(findProfilesQuery(settled, 3)).data?.data
  return (
    <Box>
      <TextInput
        label={t('stripe.known.title')}
        description={t('stripe.known.lead')}
        placeholder={t('stripe.known.label')}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <Stack gap={6} mt="xs" role="status">
        {found?.map((profile) => (
          <Group key={profile.id} justify="space-between" gap="xs">
            <Text size="sm" fw={500}>
              {displayName(profile.fields, profile.id)}
            </Text>
            <Group gap="md">
              <Anchor
                size="sm"
                renderRoot={(props) => (
                  <Link to="/profiles/$id" params={{ id: profile.id }} {...props} />
                )}
              >
                {t('stripe.known.here')}
              </Anchor>
              {profile.fields.stripe_customer_id && (
                <Anchor
                  size="sm"
                  href={customerPage(mode, profile.fields.stripe_customer_id)}
                  target="_blank"
                  rel="noreferrer"
                >
                  {t('stripe.known.there')} <IconExternalLink size={12} aria-hidden />
                </Anchor>
              )}
            </Group>
          </Group>
        ))}
        {found?.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('stripe.known.nothing')}
          </Text>
        )}
      </Stack>
    </Box>
  )
}
