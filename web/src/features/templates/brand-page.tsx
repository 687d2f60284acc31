import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { brandQuery } from '@/features/templates/api/get-brand'
import { BrandExample } from '@/features/templates/brand-example'
import { BrandForm } from '@/features/templates/brand-form'
import classes from '@/features/templates/template-editor.module.css'
import { Page } from '@/shared/ui/page'
import { QueryView } from '@/shared/ui/query-view'
import '@/strings/en/templates'

/** How e-mails made of blocks look. */
export function BrandPage() {
  const { t } = useTranslation()
  const query = useQuery({ ...brandQuery, refetchOnMount: 'always' })
  return (
    <Page title={t('templates.brand.title')} lead={t('templates.brand.lead')} help="e-mail-blocks">
      <QueryView query={query}>
        {(brand) => (
          <div className={classes.layout} data-kind="email">
            <BrandForm key={brand.version} brand={brand} />
            <BrandExample brand={brand} />
          </div>
        )}
      </QueryView>
    </Page>
  )
}
