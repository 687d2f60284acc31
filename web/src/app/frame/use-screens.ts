import { useQuery } from '@tanstack/react-query'
import { kScreens, type Screen } from '@/app/frame/screens'
import { sessionQuery } from '@/shared/data/get-session'
import { roleCan } from '@/shared/data/use-can'

/** The screens that this person may open. */
export function useScreens(): Screen[] {
  const { data } = useQuery(sessionQuery)
  return kScreens.filter((screen) => !screen.needs || roleCan(data?.role, screen.needs))
}
