import {
  IconAddressBook,
  IconBrandStripe,
  IconBuildingStore,
  IconCirclesRelation,
  IconForms,
  IconHelp,
  IconHome,
  IconKey,
  IconListDetails,
  IconMail,
  IconPalette,
  IconUserCircle,
  IconUsersGroup,
  type TablerIcon,
} from '@tabler/icons-react'
import type { Power } from '@/shared/data/use-can'

/** The screens one can go to: what the navigation, the palette and the g-keys offer. */
export interface Screen {
  name:
    | 'home'
    | 'profiles'
    | 'segments'
    | 'templates'
    | 'stripe'
    | 'fields'
    | 'brand'
    | 'account'
    | 'team'
    | 'apiKeys'
    | 'audit'
    | 'you'
    | 'help'
  to:
    | '/'
    | '/profiles'
    | '/segments'
    | '/templates'
    | '/settings/integrations/stripe'
    | '/settings/fields'
    | '/settings/brand'
    | '/settings/account'
    | '/settings/team'
    | '/settings/api-keys'
    | '/settings/audit'
    | '/settings/you'
    | '/help'
  icon: TablerIcon
  needs?: Power
  group: 'main' | 'settings' | 'foot'
}

export const kScreens: readonly Screen[] = [
  { name: 'home', to: '/', icon: IconHome, group: 'main' },
  { name: 'profiles', to: '/profiles', icon: IconAddressBook, group: 'main' },
  { name: 'segments', to: '/segments', icon: IconCirclesRelation, group: 'main' },
  { name: 'templates', to: '/templates', icon: IconMail, group: 'main' },
  { name: 'stripe', to: '/settings/integrations/stripe', icon: IconBrandStripe, group: 'settings' },
  { name: 'fields', to: '/settings/fields', icon: IconForms, group: 'settings' },
  { name: 'brand', to: '/settings/brand', icon: IconPalette, group: 'settings' },
  { name: 'account', to: '/settings/account', icon: IconBuildingStore, group: 'settings' },
  { name: 'team', to: '/settings/team', icon: IconUsersGroup, needs: 'admin', group: 'settings' },
  { name: 'apiKeys', to: '/settings/api-keys', icon: IconKey, needs: 'admin', group: 'settings' },
  {
    name: 'audit',
    to: '/settings/audit',
    icon: IconListDetails,
    needs: 'admin',
    group: 'settings',
  },
  { name: 'you', to: '/settings/you', icon: IconUserCircle, group: 'settings' },
  { name: 'help', to: '/help', icon: IconHelp, group: 'foot' },
]
