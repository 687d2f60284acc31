import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { messageFormat } from '@/strings/messages'

void i18next
  .use(messageFormat)
  .use(initReactI18next)
  .init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: { translation: {} } },
    interpolation: { escapeValue: false },
    initAsync: false,
    // One language for as long as the page is open: nothing listens for another.
    react: { bindI18n: '' },
  })

/**
 * The texts of one part of the application, said from now on under its name. Who imports a file of texts has them before
 * anything of its own runs, so that no screen shows before its words are here.
 */
export function texts<const T extends object>(part: string, all: T): T {
  i18next.addResourceBundle('en', 'translation', { [part]: all }, false, true, { skipCopy: true })
  return all
}

export { i18next }
