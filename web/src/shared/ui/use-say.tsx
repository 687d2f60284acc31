import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useTranslation } from 'react-i18next'
import { asProblem } from '@/api/problem'

const kUndoMs = 12_000
let undoNumber = 0

/**
 * Words in the corner: what was done, or what went wrong. What can be taken back has a button for it as long as the words
 * stand; `undo` does that.
 */
export function useSay() {
  const { t } = useTranslation()
  const closeButtonProps = { 'aria-label': t('common.close') }
  const say = (message: string) => notifications.show({ message, closeButtonProps })
  const sayProblem = (error: unknown) =>
    notifications.show({ color: 'rose', message: asProblem(error).message, closeButtonProps })
  const sayWithUndo = (message: string, undo: () => Promise<unknown>) => {
    undoNumber += 1
    const id = `undo-${undoNumber}`
    const takeBack = () => {
      notifications.hide(id)
      undo().then(() => say(t('common.undone')), sayProblem)
    }
    notifications.show({
      id,
      autoClose: kUndoMs,
      closeButtonProps,
      message: (
        <Group justify="space-between" gap="sm" wrap="nowrap">
          <Text size="sm">{message}</Text>
          <Button size="compact-sm" variant="light" onClick={takeBack}>
            {t('common.undo')}
          </Button>
        </Group>
      ),
    })
  }
  return { say, sayProblem, sayWithUndo }
}
