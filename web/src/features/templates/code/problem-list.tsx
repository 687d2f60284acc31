import { Anchor, Group, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconCircleX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { TemplateFinding } from '@/api/types'
import { useEditors } from '@/features/templates/code/editors-context'
import { replace } from '@/features/templates/code/edits'
import { rangeOf, remedyOf } from '@/features/templates/code/place'

interface Props {
  part: string
  findings: readonly TemplateFinding[]
  text: string
}

/** What is wrong with a part: where, in a sentence, and with one click what was meant. */
export function ProblemList({ part, findings, text }: Props) {
  const { t } = useTranslation()
  const { views, readOnly } = useEditors()
  if (findings.length === 0) return null
  const goTo = (finding: TemplateFinding) => {
    const view = views.get(part)
    const range = view && rangeOf(view.state.doc.toString(), finding)
    if (!view) return
    if (range) view.dispatch({ selection: { anchor: range[0] }, scrollIntoView: true })
    view.focus()
  }
  return (
    <Stack component="ul" gap={4} m={0} p={0} style={{ listStyle: 'none' }}>
      {findings.map((finding) => {
        const remedy = readOnly ? null : remedyOf(text, finding)
        const Icon = finding.severity === 'error' ? IconCircleX : IconAlertTriangle
        const color = finding.severity === 'error' ? 'rose' : 'amber'
        return (
          <Group
            component="li"
            key={`${finding.line} ${finding.column} ${finding.message}`}
            gap={6}
            align="flex-start"
            wrap="nowrap"
            data-problem={finding.code}
          >
            <Icon
              size={16}
              color={`light-dark(var(--mantine-color-${color}-8), var(--mantine-color-${color}-3))`}
              aria-label={t(`templates.problems.${finding.severity}`)}
              style={{ flexShrink: 0, marginTop: 2 }}
            />
            <Text size="sm" component="div" style={{ overflowWrap: 'anywhere' }}>
              {finding.line !== null && (
                <>
                  <Anchor component="button" type="button" size="sm" onClick={() => goTo(finding)}>
                    {t('templates.problems.place', {
                      line: finding.line,
                      column: finding.column ?? 1,
                    })}
                  </Anchor>{' '}
                </>
              )}
              {finding.message}{' '}
              {remedy && (
                <Anchor
                  component="button"
                  type="button"
                  size="sm"
                  onClick={() => {
                    const view = views.get(part)
                    if (view) replace(view, remedy)
                  }}
                >
                  {t('templates.problems.use', { insert: remedy.insert })}
                </Anchor>
              )}
            </Text>
          </Group>
        )
      })}
    </Stack>
  )
}
