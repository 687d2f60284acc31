import { Button, FileInput, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconUserPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Segment } from '@/api/types'
import { useMembersForm } from '@/features/segments/use-members-form'
import { ProblemAlert } from '@/shared/ui/problem-alert'

/** Chooses who is in a static segment: by addresses or ids, one a line, or from a file; with the reason, which is kept. */
export function MembersForm({ segment }: { segment: Segment }) {
  const { t } = useTranslation()
  const [opened, { open, close }] = useDisclosure()
  const form = useMembersForm(segment, close)
  return (
    <>
      <Button variant="default" leftSection={<IconUserPlus size={16} aria-hidden />} onClick={open}>
        {t('segments.fixed.change')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t('segments.fixed.title', { name: segment.name })}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <Stack>
          <Textarea
            label={t('segments.fixed.who')}
            description={t('segments.fixed.whoHint')}
            autosize
            minRows={3}
            maxRows={10}
            value={form.text}
            onChange={(event) => form.setText(event.currentTarget.value)}
            data-autofocus
          />
          <FileInput
            label={t('segments.fixed.file')}
            description={t('segments.fixed.fileHint')}
            placeholder={t('segments.fixed.choose')}
            accept=".csv,text/csv,text/plain"
            clearable
            clearButtonProps={{ 'aria-label': t('segments.fixed.without') }}
            value={form.file}
            onChange={form.setFile}
          />
          <TextInput
            label={t('segments.fixed.reason')}
            description={t('segments.fixed.reasonHint')}
            value={form.reason}
            onChange={(event) => form.setReason(event.currentTarget.value)}
            autoComplete="off"
          />
          {form.unknown.length > 0 && (
            <Text size="sm" role="status" data-unknown>
              {t('segments.fixed.unknown', { count: form.unknownCount })}{' '}
              {form.unknown.map((one) => `${one.line}: ${one.name}`).join(', ')}
            </Text>
          )}
          {form.error !== null && <ProblemAlert error={form.error} />}
          <Group justify="flex-end">
            <Button
              variant="default"
              disabled={!form.hasNames || form.file !== null}
              loading={form.busy === 'remove'}
              onClick={form.remove}
            >
              {t('segments.fixed.remove')}
            </Button>
            <Button
              disabled={!form.hasNames && form.file === null}
              loading={form.busy === 'add'}
              onClick={form.add}
            >
              {t('segments.fixed.add')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  )
}
