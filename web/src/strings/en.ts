import { accounts } from '@/strings/en/accounts'
import { common } from '@/strings/en/common'
import { fields } from '@/strings/en/fields'
import { frame } from '@/strings/en/frame'
import { help } from '@/strings/en/help'
import { home } from '@/strings/en/home'
import { imports } from '@/strings/en/imports'
import { profiles } from '@/strings/en/profiles'
import { segments } from '@/strings/en/segments'
import { stripe } from '@/strings/en/stripe'
import { templates } from '@/strings/en/templates'
import { welcome } from '@/strings/en/welcome'

/** All English texts: for types and tests. A screen imports only the files that it says something of. */
export const en = {
  accounts,
  common,
  fields,
  frame,
  help,
  home,
  imports,
  profiles,
  segments,
  stripe,
  templates,
  welcome,
} as const
