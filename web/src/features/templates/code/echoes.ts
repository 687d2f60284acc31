/**
 * Tells what an editor itself said from what somebody else wrote: its words come back to it later, in order, when it may hold
 * further ones already.
 */
export class Echoes {
  private told: string[] = []

  tell(text: string) {
    this.told.push(text)
  }

  /** Whether `value` is neither what the editor holds nor anything that it said since both last agreed. */
  isOutside(value: string, current: string): boolean {
    if (value !== current) return !this.told.includes(value)
    this.told = []
    return false
  }
}
