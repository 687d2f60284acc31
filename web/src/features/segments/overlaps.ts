/** The three parts of two segments, as conditions. */
export function overlapConditions(id: string, other: string) {
  const [one, another] = [{ segment: id }, { segment: other }]
  return [
    { part: 'both', condition: { all: [one, another] } },
    { part: 'only', condition: { all: [one, { none: [another] }] } },
    { part: 'others', condition: { all: [another, { none: [one] }] } },
  ] as const
}

/** A condition that leaves out the members of another segment. */
export function withoutSegment(condition: unknown, other: string) {
  const { all } = (condition ?? {}) as { all?: unknown }
  return { all: [...(Array.isArray(all) ? all : [condition]), { none: [{ segment: other }] }] }
}
