import { Stack, Text } from '@mantine/core'
import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Echoes } from '@/features/templates/code/echoes'
import { openEditor } from '@/features/templates/code/editor'
import { useEditors } from '@/features/templates/code/editors-context'
import { setText, showFindings } from '@/features/templates/code/edits'
import { ProblemList } from '@/features/templates/code/problem-list'
import type { PartForm } from '@/features/templates/content'
import '@/strings/en/templates'

interface Props {
  /** Under which findings speak of it: "subject", "blocks[2].html". */
  part: string
  form: PartForm['form']
  label: string
  hint?: string | undefined
  value: string
  onChange: (value: string) => void
}

/** Words in the template language: coloured, completed, and with what is wrong under them. */
export function CodeField({ part, form, label, hint, value, onChange }: Props) {
  const { t } = useTranslation()
  const editors = useEditors()
  const { views, inserts, findings } = editors
  const [echoes] = useState(() => new Echoes())
  const place = useRef<HTMLDivElement>(null)
  const now = useRef({ editors, onChange, value })
  now.current = { editors, onChange, value }
  const id = useId()
  const own = findings.filter((finding) => finding.part === part)

  useEffect(() => {
    if (!place.current) return
    const view = openEditor(place.current, {
      form,
      text: now.current.value,
      label,
      describedBy: id,
      readOnly: now.current.editors.readOnly,
      onChange: (text) => {
        echoes.tell(text)
        now.current.onChange(text)
      },
      onFocus: () => {
        now.current.editors.last.part = part
      },
      offers: (before) => now.current.editors.offers(before),
    })
    views.set(part, view)
    inserts.set(part, (text) => {
      const change = view.state.replaceSelection(text)
      view.dispatch(change, { userEvent: 'input', scrollIntoView: true })
      view.focus()
    })
    return () => {
      views.delete(part)
      inserts.delete(part)
      view.destroy()
    }
  }, [form, label, part, id, views, inserts, echoes])

  useEffect(() => {
    const view = views.get(part)
    if (view && echoes.isOutside(value, view.state.doc.toString())) setText(view, value)
  }, [part, value, views, echoes])

  const told = JSON.stringify(own)
  useEffect(() => {
    const view = views.get(part)
    if (view)
      showFindings(view, JSON.parse(told), (insert) => t('templates.problems.use', { insert }))
  }, [part, told, views, t])

  return (
    <Stack gap={4}>
      <Text size="sm" fw={500} component="span" aria-hidden>
        {label}
      </Text>
      <Text size="xs" c="dimmed" id={id} component="span">
        {hint}
      </Text>
      <div ref={place} data-code={part} />
      <ProblemList part={part} findings={own} text={value} />
    </Stack>
  )
}
