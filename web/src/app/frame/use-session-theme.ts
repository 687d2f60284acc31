import { useMantineColorScheme } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { sessionQuery } from '@/shared/data/get-session'

/** Puts on the colours that the person chose, wherever they chose them. */
export function useSessionTheme() {
  const theme = useQuery(sessionQuery).data?.theme
  const { setColorScheme } = useMantineColorScheme()
  useEffect(() => {
    if (theme) setColorScheme(theme)
  }, [theme, setColorScheme])
}
