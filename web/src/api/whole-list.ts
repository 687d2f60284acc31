const kPage = 100

interface Page<Element> {
  data: Element[]
  has_more: boolean
}

/** All elements of a list, the newest first, asked for page by page. */
export async function wholeList<Element extends { id: string }>(
  ask: (paging: { limit: number; starting_after?: string }) => Promise<Page<Element>>,
): Promise<Element[]> {
  const all: Element[] = []
  for (;;) {
    const after = all.at(-1)?.id
    const page = await ask({ limit: kPage, ...(after ? { starting_after: after } : {}) })
    all.push(...page.data)
    if (!page.has_more || page.data.length === 0) return all
  }
}
