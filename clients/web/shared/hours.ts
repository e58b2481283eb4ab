/**
 * What time it is at the server, as far as this page can know without ever running ahead of it.
 *
 * A message stamped with the server's `now` was stamped before it arrived, so `now` at its arrival is a lower
 * bound; the greatest bound of the last minute came by the quickest way and is kept. `performance.now()`
 * carries it on: the user's own clock may be set while a game runs.
 */

/** Pongs come every 2.5 s: one minute of them. */
const KEPT = 24;

export class ServerHours {
  private readonly bounds: number[] = [];

  /** Take note of the server's instant in a message that arrived at `received` of `performance.now()`. */
  hear(now: number, received: number): void {
    this.bounds.push(now - received);
    if (this.bounds.length > KEPT) this.bounds.shift();
  }

  /** Forget everything: another connection, perhaps to a restarted server. */
  reset(): void {
    this.bounds.length = 0;
  }

  /** The server's instant in ms, not later than it really is. */
  now(at: number = performance.now()): number {
    return this.bounds.length ? Math.max(...this.bounds) + at : Date.now();
  }
}
