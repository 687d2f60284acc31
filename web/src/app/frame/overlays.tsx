import { Notifications } from '@mantine/notifications'
import { Palette } from '@/app/frame/palette'
import { SessionEnded } from '@/app/frame/session-ended'
import { ShortcutSheet } from '@/app/frame/shortcut-sheet'
import '@/strings/en/welcome'

interface Props {
  sheet: boolean
  onSheetClose: () => void
}

/** Everything that may lie above a page. */
export function Overlays({ sheet, onSheetClose }: Props) {
  return (
    <>
      <Notifications position="bottom-right" />
      <Palette />
      <ShortcutSheet opened={sheet} onClose={onSheetClose} />
      <SessionEnded />
    </>
  )
}
