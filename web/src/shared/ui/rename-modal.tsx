import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '@/shared/data/use-act'
import { nameError } from '@/shared/format/name-error'
import { ProblemAlert } from '@/shared/ui/problem-alert'
import { useSay } from '@/shared/ui/use-say'

interface Props {
  title: string
  label: string
  name: string
  rename: (name: string) => Promise<{ name: string }>
  /** What is to be read again once the name is another. */
  readAgain?: () => Promise<unknown>
  said: (name: string) => string
  opened: boolean
  onClose: () => void
}

/** Asks for another name of something; the change can be taken back. */
export function RenameModal(props: Props) {
  const { name: before, rename: call, readAgain = async () => undefined } = props
  const { t } = useTranslation()
  const { sayWithUndo } = useSay()
  const [typed, setTyped] = useState<string | null>(null)
  const name = typed ?? before
  const close = () => {
    setTyped(null)
    rename.reset()
    props.onClose()
  }
  const rename = useAct({
    mutationFn: call,
    onSuccess: async (renamed) => {
      close()
      await readAgain()
      sayWithUndo(props.said(renamed.name), () => call(before).then(readAgain))
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    rename.mutate(name)
  }
  const refused = nameError(rename.error)
  return (
    <Modal
      opened={props.opened}
      onClose={close}
      title={props.title}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label={props.label}
            value={name}
            onChange={(event) => setTyped(event.currentTarget.value)}
            error={refused}
            maxLength={200}
            autoComplete="off"
            data-autofocus
          />
          {rename.error && refused === undefined && <ProblemAlert error={rename.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('common.cancel')}
            </Button>
            <Button
              type="submit"
              loading={rename.isPending}
              disabled={name.trim() === '' || name === before}
            >
              {t('common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
