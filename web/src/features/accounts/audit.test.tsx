import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { actLabel } from '@/features/accounts/act-label'
import { AuditTable } from '@/features/accounts/audit-table'
import { i18next } from '@/strings/i18n'
import { show } from '@/test/shown'

const { t } = i18next
// The server holds its table of acts to its routes.
const table = readFileSync(
  join(import.meta.dirname, '../../../../src/server/audit_test.cc'),
  'utf8',
)
const acts = [...table.matchAll(/^ *\{Method::.*"(\w+\.\w+)"\},$/gm)].map((match) => match[1] ?? '')

describe('acts of the audit log', () => {
  it('finds those of the server', () => {
    expect(acts.length).toBeGreaterThan(25)
  })

  it.each([
    ...new Set(acts),
    'session.create',
    'session.refused',
    'link.owner',
    'link.invitation',
    'link.reset',
    'link.demo',
    'user.reset',
  ])('%s is said in words', (act) => {
    expect(actLabel(t, act)).toMatch(/^[A-Z][^._]+$/)
  })

  it.each(['thing.polish', 'toString', 'valueOf', ''])(
    '%s, which nobody knows, stays as it is',
    (act) => {
      expect(actLabel(t, act)).toBe(act)
    },
  )

  it('stand in the table in words', () => {
    const entry = {
      object: 'audit_entry' as const,
      at: 1_767_225_600,
      actor: { kind: 'user' as const, id: 'usr_1', name: 'Ada' },
      target: 'usr_2',
      request_id: 'req_1234567890abc',
      changes: ['email', 'role'],
    }
    show(
      <AuditTable
        entries={[
          { ...entry, id: 'aud_1', act: 'user.create' },
          { ...entry, id: 'aud_2', act: 'thing.polish' },
        ]}
      />,
    )
    expect(screen.getByText('Invited a user')).toBeInTheDocument()
    expect(screen.getByText('thing.polish')).toBeInTheDocument()
    expect(screen.queryByText('user.create')).toBeNull()
  })
})
