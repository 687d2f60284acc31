import { Anchor, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { HelpArticle } from '@/api/types'

export function ArticleLink({ article }: { article: HelpArticle }) {
  return (
    <div>
      <Anchor
        fw={500}
        renderRoot={(props) => <Link to="/help/$slug" params={{ slug: article.id }} {...props} />}
      >
        {article.title}
      </Anchor>
      <Text size="sm" c="dimmed">
        {article.summary}
      </Text>
    </div>
  )
}
