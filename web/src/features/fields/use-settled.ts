import { useDebouncedValue } from '@mantine/hooks'

const kWhileTypingMs = 350

/** What is asked, once nobody types any more. */
export function useSettled<Ask>(ask: Ask): Ask {
  const [settled] = useDebouncedValue(JSON.stringify({ ask }), kWhileTypingMs)
  return (JSON.parse(settled) as { ask: Ask }).ask
}
