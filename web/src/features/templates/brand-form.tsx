import { Button, Group, NativeSelect, NumberInput, Stack, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem } from '@/api/problem'
import type { Brand, BrandPatch } from '@/api/types'
import { patchBrand } from '@/features/templates/api/patch-brand'
import { ColourField } from '@/features/templates/colour-field'
import { ImageButtons } from '@/features/templates/images/image-buttons'
import { useAct } from '@/shared/data/use-act'
import { useCan } from '@/shared/data/use-can'
import { Panel } from '@/shared/ui/panel'
import { ProblemAlert } from '@/shared/ui/problem-alert'
import { useSay } from '@/shared/ui/use-say'

const kColours = ['primary_color', 'text_color', 'background_color', 'content_color'] as const
const kFonts = ['system', 'arial', 'verdana', 'trebuchet', 'georgia', 'times'] as const
const kFields: readonly string[] = ['logo_url', 'website', 'logo_width']

export function BrandForm({ brand }: { brand: Brand }) {
  const { t } = useTranslation()
  const may = useCan('write')
  const queries = useQueryClient()
  const { say, sayProblem } = useSay()
  const [typed, setTyped] = useState<BrandPatch>({})
  const now = { ...brand, ...typed }
  const set = (more: BrandPatch) => setTyped((before) => ({ ...before, ...more }))
  const save = useAct({
    mutationFn: () => patchBrand({ ...typed, version: brand.version }),
    onSuccess: (next) => {
      queries.setQueryData(['brand'], next)
      say(t('templates.brand.saved'))
    },
    onError: sayProblem,
  })
  const problem = save.error ? asProblem(save.error) : null
  const errorOf = (name: string) => (problem?.param === name ? problem.message : undefined)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <Panel>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label={t('templates.brand.logo_url')}
            description={t('templates.brand.logoHint')}
            disabled={!may}
            value={now.logo_url ?? ''}
            onChange={(event) => set({ logo_url: event.currentTarget.value || null })}
            error={errorOf('logo_url')}
            autoComplete="off"
          />
          {may && <ImageButtons onChoose={({ path }) => set({ logo_url: path })} />}
          <NumberInput
            label={t('templates.brand.logo_width')}
            w={160}
            disabled={!may}
            min={16}
            max={600}
            allowDecimal={false}
            value={now.logo_width ?? ''}
            onChange={(value) => set({ logo_width: typeof value === 'number' ? value : null })}
            error={errorOf('logo_width')}
          />
          <TextInput
            label={t('templates.brand.website')}
            description={t('templates.brand.websiteHint')}
            disabled={!may}
            value={now.website ?? ''}
            onChange={(event) => set({ website: event.currentTarget.value || null })}
            error={errorOf('website')}
            autoComplete="off"
          />
          <Group gap="md" align="flex-start">
            {kColours.map((name) => (
              <ColourField
                key={name}
                label={t(`templates.brand.${name}`)}
                value={now[name] ?? ''}
                readOnly={!may}
                onChange={(value) => set({ [name]: value || null })}
              />
            ))}
          </Group>
          <NativeSelect
            label={t('templates.brand.font')}
            maw={240}
            disabled={!may}
            value={now.font ?? 'system'}
            onChange={(event) =>
              set({ font: kFonts.find((font) => font === event.currentTarget.value) ?? null })
            }
            data={kFonts.map((font) => ({
              value: font,
              label: t(`templates.brand.fonts.${font}`),
            }))}
          />
          {problem && !kFields.includes(problem.param ?? '') && <ProblemAlert error={problem} />}
          {may && (
            <Group justify="flex-end">
              <Button
                type="submit"
                loading={save.isPending}
                disabled={Object.keys(typed).length === 0}
              >
                {t('common.save')}
              </Button>
            </Group>
          )}
        </Stack>
      </form>
    </Panel>
  )
}
