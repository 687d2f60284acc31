import { answered, api } from '@/api/client'
import { Problem } from '@/api/problem'
import type { FieldPut } from '@/api/types'
import { i18next } from '@/strings/i18n'

/** Makes a field. The server would take a name that is there already as a change of that field: here it is refused. */
export async function putField(name: string, body: FieldPut) {
  const path = { name }
  const known = await api.GET('/v1/fields/{name}', { params: { path } })
  if (known.response.ok) {
    throw new Problem(409, 'already_exists', i18next.t('fields.nameTaken'))
  }
  return answered(await api.PUT('/v1/fields/{name}', { params: { path }, body }))
}
