/** How many may be in a room at the same time: of one sender, and in all. */
export interface PlaceLimits {
  readonly each: number;
  readonly all: number;
}

/** A room with a bounded number of places, of which nobody gets more than a share. */
export class Places {
  private readonly taken = new Map<string, number>();
  private sum = 0;

  constructor(private readonly limits: PlaceLimits) {}

  /** Gives the place back when called, any number of times; or says which limit was reached. */
  take(sender: string): (() => void) | keyof PlaceLimits {
    const own = this.taken.get(sender) ?? 0;
    if (own >= this.limits.each) return 'each';
    if (this.sum >= this.limits.all) return 'all';
    this.taken.set(sender, own + 1);
    this.sum += 1;
    let held = true;
    return () => {
      if (held) this.giveBack(sender);
      held = false;
    };
  }

  private giveBack(sender: string): void {
    const left = (this.taken.get(sender) ?? 1) - 1;
    if (left === 0) this.taken.delete(sender);
    else this.taken.set(sender, left);
    this.sum -= 1;
  }
}
