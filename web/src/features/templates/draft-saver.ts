import { asProblem } from '@/api/problem'
import type { Template, TemplateContent } from '@/api/types'

/** How it stands with what was typed. */
export type Saving =
  | { state: 'saved' | 'waiting' | 'saving' | 'conflict' }
  | { state: 'failed'; error: unknown }

type Save = (content: TemplateContent, version: number | undefined) => Promise<Template>

const kRestMs = 700
const kRetryMs = 3_000

/**
 * Saves a draft by itself: parts that change are gathered until one rests, then sent, one request at a time. What could not be
 * sent is kept and sent again, unless somebody else changed the template meanwhile: then nothing is sent until `overwrite` or
 * `drop`. `told` hears of each change of state, `kept` of what is not saved yet, or null.
 */
export class DraftSaver {
  private pending: TemplateContent | null = null
  private running: Promise<void> | null = null
  private timer: ReturnType<typeof setTimeout> | undefined
  private conflict = false
  private closed = false

  constructor(
    private readonly save: Save,
    private made: number,
    private readonly told: (saving: Saving, template?: Template) => void,
    private readonly kept: (pending: TemplateContent | null) => void,
  ) {}

  /** What the next change is made against. */
  get version() {
    return this.made
  }

  note(parts: TemplateContent) {
    this.pending = { ...this.pending, ...parts }
    this.kept(this.pending)
    if (this.conflict) return
    this.told({ state: 'waiting' })
    this.arm(kRestMs)
  }

  /** Sends at once what waits. True where nothing is left unsaved. */
  async flush(): Promise<boolean> {
    clearTimeout(this.timer)
    while (this.running) await this.running
    if (this.pending && !this.conflict) {
      await this.send()
      if (this.pending) return false
    }
    return this.pending === null
  }

  /** The template has this version now, by another act of ours. */
  moved(version: number) {
    this.made = version
  }

  /** Ours stands over what somebody else wrote. */
  async overwrite() {
    this.conflict = false
    await this.send(true)
  }

  /** What is not saved is given up; theirs has this version. */
  drop(version: number) {
    clearTimeout(this.timer)
    this.pending = null
    this.kept(null)
    this.conflict = false
    this.made = version
    this.told({ state: 'saved' })
  }

  open() {
    this.closed = false
  }

  /** What waits is sent now; nothing is sent later on. */
  close() {
    void this.flush()
    this.closed = true
  }

  private arm(after: number) {
    clearTimeout(this.timer)
    if (!this.closed) this.timer = setTimeout(() => void this.send(), after)
  }

  private send(force = false): Promise<void> {
    if (this.running || !this.pending) return this.running ?? Promise.resolve()
    const parts = this.pending
    this.pending = null
    this.told({ state: 'saving' })
    this.running = this.save(parts, force ? undefined : this.made).then(
      (template) => {
        this.running = null
        this.made = template.version
        this.kept(this.pending)
        this.told({ state: this.pending ? 'waiting' : 'saved' }, template)
        if (this.pending) this.arm(kRestMs)
      },
      (error: unknown) => {
        this.running = null
        this.pending = { ...parts, ...this.pending }
        this.refused(error)
      },
    )
    return this.running
  }

  private refused(error: unknown) {
    const problem = asProblem(error)
    if (problem.code === 'changed_meanwhile') {
      this.conflict = true
      return this.told({ state: 'conflict' })
    }
    this.told({ state: 'failed', error })
    if (problem.unreachable || problem.status >= 500 || problem.sessionEnded) this.arm(kRetryMs)
  }
}
