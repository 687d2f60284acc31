import 'i18next'
import type { en } from '@/strings/en'

/** The texts' keys with plain strings as values: a text is never compared with its English self. */
type Texts<T> = T extends string ? string : { readonly [K in keyof T]: Texts<T[K]> }

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: Texts<typeof en> }
  }
}
