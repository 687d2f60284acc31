import { Button, FileInput, Group, Progress, Stack, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createImport } from '@/features/imports/api/create-import'
import { uploadPiece } from '@/features/imports/api/upload-piece'
import { useAct } from '@/shared/data/use-act'
import { useCan } from '@/shared/data/use-can'
import { Panel } from '@/shared/ui/panel'
import { ProblemAlert } from '@/shared/ui/problem-alert'

const kPieceBytes = 512 * 1024

/** The file is chosen and sent, a piece at a time. */
export function ImportFile() {
  const { t } = useTranslation()
  const may = useCan('write')
  const navigate = useNavigate()
  const [file, setFile] = useState<File | null>(null)
  const [sent, setSent] = useState(0)
  const send = useAct({
    mutationFn: async (chosen: File) => {
      const { id } = await createImport(chosen.name)
      setSent(0)
      for (let offset = 0; offset === 0 || offset < chosen.size; offset += kPieceBytes) {
        await uploadPiece(id, offset, chosen.slice(offset, offset + kPieceBytes))
        setSent(Math.min(1, (offset + kPieceBytes) / Math.max(chosen.size, 1)))
      }
      return id
    },
    onSuccess: (id) => navigate({ to: '/profiles/import', search: { id } }),
  })
  return (
    <Panel title={t('imports.file.title')} lead={t('imports.file.lead')}>
      <Stack>
        {send.error && <ProblemAlert error={send.error} />}
        <FileInput
          label={t('imports.file.label')}
          description={t('imports.file.hint')}
          placeholder={t('imports.file.choose')}
          accept=".csv,.tsv,.txt,text/csv"
          value={file}
          onChange={setFile}
          disabled={!may}
        />
        {send.isPending && <Progress value={100 * sent} aria-label={t('imports.file.sending')} />}
        {!may && <Text size="sm">{t('imports.mayNot')}</Text>}
        <Group justify="flex-end">
          <Button
            disabled={!file || !may}
            loading={send.isPending}
            onClick={() => file && send.mutate(file)}
          >
            {t('imports.file.send')}
          </Button>
        </Group>
      </Stack>
    </Panel>
  )
}
